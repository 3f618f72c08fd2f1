import { declareFailureTests } from "./rows.ts";

declareFailureTests("0.169.0");
