import type { Environment } from "../system/environment.ts";
import type { Services } from "./services.ts";

/** The product's own services. */
export function productServices(env: Environment): Services {
  return {
    async generate(job, context) {
      const { generate } = await import("../generate/generate.ts");
      return generate(job, context);
    },
    async planJob(job, context) {
      const { planJob } = await import("../generate/plan.ts");
      return planJob(job, context);
    },
    async doctor(options) {
      const { doctor } = await import("../generate/doctor.ts");
      return doctor(options);
    },
    async listRecoverable(options) {
      const { listRecoverable } = await import(
        "../generate/recovery/search.ts"
      );
      return listRecoverable(options);
    },
    async publishRecovered(wish, options) {
      const { publishRecovered } = await import(
        "../generate/recovery/publish.ts"
      );
      return publishRecovered(wish, options);
    },
    async rehearsalProgram() {
      const { rehearsalProgram } = await import("../generate/rehearse.ts");
      return rehearsalProgram();
    },
    async runStandIn() {
      const { runStandIn } = await import("../rehearsal/stand_in.ts");
      return runStandIn();
    },
    async loadPolicy(question) {
      const { loadPolicy } = await import("../policy/load.ts");
      return loadPolicy({ ...question, env });
    },
    async explainedSettings(loaded, key) {
      const { explainedSettings } = await import("../policy/explain.ts");
      return explainedSettings(loaded, key);
    },
    async explainPolicy(loaded, key) {
      const { explainPolicy } = await import("../policy/explain.ts");
      return explainPolicy(loaded, key);
    },
    async checkPolicyFile(path) {
      const { readPolicyFile } = await import("../policy/read.ts");
      await readPolicyFile(path);
    },
    async policyJsonSchema() {
      const { policyJsonSchema } = await import("../policy/json_schema.ts");
      return policyJsonSchema();
    },
    async parseJson(text) {
      const { parseJson } = await import("../request/parse_json.ts");
      return parseJson(text);
    },
    async serve(options) {
      const { serve } = await import("../modly/serve/serve.ts");
      return serve({ ...options, input: Deno.stdin.readable });
    },
    async runProcess(options) {
      const { runProcess } = await import("../modly/process/run_process.ts");
      return runProcess({ ...options, input: Deno.stdin.readable });
    },
    async checkReadiness(options) {
      const { checkReadiness } = await import("../modly/readiness/check.ts");
      return checkReadiness(options);
    },
    async smoke(folder) {
      const { smoke } = await import("../modly/smoke/smoke.ts");
      return smoke(folder);
    },
  };
}
