import { declareFailureTests } from "./rows.ts";

declareFailureTests("0.122.0");
