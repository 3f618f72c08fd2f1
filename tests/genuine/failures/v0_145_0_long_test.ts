import { declareFailureTests } from "./rows.ts";

declareFailureTests("0.145.0");
