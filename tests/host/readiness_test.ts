/** What the fork's window shows on the extension's card. */
import { assert, assertEquals } from "@std/assert";
import { started } from "./asked.ts";
import { loggedOut, silentHandshake } from "./scenarios.ts";
import { hostTest, IMAGE, TEXT } from "./scene.ts";

/** What the product promises, and the time it takes to start from source and under load, in seconds. */
const ANSWER_S = 4;

hostTest(
  "Readiness of both models comes from one check",
  {},
  async ({ host, codex, folders }) => {
    await host.discover();
    const { statuses, seconds } = await host.readiness([TEXT, IMAGE]);
    assertEquals(statuses[TEXT]?.label_hint, "Ready");
    assertEquals(statuses[TEXT], statuses[IMAGE]);
    assertEquals(await started(codex), 1);
    assert(seconds < ANSWER_S);
    const models = Deno.readDir(folders.models);
    assertEquals(await Array.fromAsync(models).catch(() => []), []);
  },
);

hostTest(
  "Readiness names what is missing",
  { scenario: loggedOut },
  async ({ host }) => {
    await host.discover();
    const { statuses } = await host.readiness([TEXT]);
    assertEquals(statuses[TEXT]?.ok, false);
    assertEquals(statuses[TEXT]?.machine_code, "preflight/not_authenticated");
    assertEquals(statuses[TEXT]?.label_hint, "Login");
  },
);

hostTest("Readiness answers in time when Codex does not", {
  scenario: silentHandshake,
}, async ({ host, gate }) => {
  await host.discover();
  const { statuses, seconds } = await host.readiness([TEXT, IMAGE]);
  assertEquals(statuses[TEXT]?.ok, false);
  assertEquals(statuses[TEXT]?.label_hint, "Checking failed");
  assert(seconds < ANSWER_S);
  await Deno.writeTextFile(gate, "");
});

hostTest(
  "Readiness answers beside a running job",
  {},
  async ({ host }) => {
    await host.discover();
    const job = host.generate({
      job: "a",
      model: TEXT,
      params: { prompt: "a cat" },
    });
    const { statuses } = await host.readiness([TEXT]);
    assertEquals(statuses[TEXT]?.ok, true);
    assertEquals((await job).status, "done");
  },
);

hostTest("A host that runs the program itself gets the same answer", {
  mode: "subprocess",
}, async ({ host }) => {
  await host.discover();
  const { statuses } = await host.readiness([TEXT]);
  assertEquals(statuses[TEXT]?.label_hint, "Ready");
});
