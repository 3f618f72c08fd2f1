import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { recoverText } from "../../src/cli/recover_text.ts";
import { style } from "../../src/cli/style.ts";
import { Failure } from "../../src/errors/failure.ts";
import type {
  Recoverable,
  RecoveryOptions,
  RecoveryReport,
  RecoveryWish,
} from "../../src/generate/recovery/recoverable.ts";
import { runFake } from "./fake_context.ts";
import { HERE } from "./samples.ts";

const hidden: Recoverable = {
  id: "1f0c9a2b",
  sha256: "1f0c9a2b".repeat(8),
  place: "workspace",
  format: "png",
  width: 1024,
  height: 768,
  bytes: 1_834_567,
  madeAt: new Date(2026, 10, 22, 8, 5).toISOString(),
  path: "/home/ada/pictures/.x.0123456789abcdef.part",
};
const saved: Recoverable = {
  ...hidden,
  id: "abcdef01",
  sha256: "abcdef01".repeat(8),
  place: "codex",
  format: "jpeg",
  width: 16,
  height: 16,
  bytes: 900,
  path: "/home/ada/.codex/generated_images/t/ig.png",
};

function reportOf(...images: Recoverable[]): RecoveryReport {
  return { workspace: HERE, images, warnings: [] };
}

const look = {
  style: style(false),
  os: "linux",
  env: (name: string) => name === "HOME" ? "/home/ada" : undefined,
};

Deno.test("recoverText() shows a line an image, in columns, and the next step", () => {
  assertEquals(recoverText(reportOf(hidden, saved), look).split("\n"), [
    "1f0c9a2b  workspace  png   1024x768  1.8 MB  2026-11-22 08:05  ~/pictures/.x.0123456789abcdef.part",
    "abcdef01  Codex      jpeg  16x16     1 kB    2026-11-22 08:05  ~/.codex/generated_images/t/ig.png",
    "",
    "Those in Codex's folder may be pictures of your other Codex sessions",
    "Publish one: modly-codex-image recover --publish 1f0c9a2b",
    "",
  ]);
});

Deno.test("recoverText() speaks of Codex's folder only where an image is from there", () => {
  const text = recoverText(reportOf(hidden), look);
  assertEquals(text.includes("Codex's folder"), false);
});

Deno.test("recoverText() shows what lies outside the home folder in full, and no control characters", () => {
  const path = "/disk/\x1b[31m.x.0123456789abcdef.png";
  const text = recoverText(reportOf({ ...hidden, path }), look);
  assertStringIncludes(text, "/disk/ [31m.x");
});

Deno.test("recover says kindly that there is nothing", async () => {
  const services = { listRecoverable: () => Promise.resolve(reportOf()) };
  assertEquals(await runFake(["recover"], { services }), {
    code: 0,
    stdout: "No image is waiting to be published\n",
    stderr: "",
  });
});

Deno.test("recover --json lists absolute paths in one document", async () => {
  const report = { ...reportOf(hidden), warnings: ["Not all was looked at"] };
  const services = { listRecoverable: () => Promise.resolve(report) };
  const run = await runFake(["recover", "--json"], { services });
  assertEquals([run.code, run.stderr], [0, ""]);
  assertEquals(run.stdout.split("\n").length, 2);
  assertEquals(JSON.parse(run.stdout), {
    schemaVersion: 1,
    ok: true,
    ...report,
  });
  const text = await runFake(["recover"], { services });
  assertEquals(text.stderr, "Warning: Not all was looked at\n");
});

Deno.test("recover asks about the workspace, with the environment and the signal", async () => {
  const asked: RecoveryOptions[] = [];
  const { signal } = new AbortController();
  await runFake(["recover", "--workspace", "ws"], {
    signal,
    env: { HOME: "/home/ada" },
    services: {
      listRecoverable: (options) => {
        asked.push(options);
        return Promise.resolve(reportOf());
      },
    },
  });
  const [options] = asked;
  assert(options);
  assertEquals(options.workspace, "ws");
  assertEquals(options.signal, signal);
  assertEquals(options.env("HOME"), "/home/ada");
});

/** A service that publishes, and what it was asked for. */
function publishing(warnings: readonly string[] = []) {
  const wishes: RecoveryWish[] = [];
  return {
    wishes,
    services: {
      publishRecovered: (wish: RecoveryWish) => {
        wishes.push(wish);
        return Promise.resolve({ path: "/ws/x.png", image: hidden, warnings });
      },
    },
  };
}

Deno.test("recover --publish prints the path alone, and warnings on stderr", async () => {
  const { services, wishes } = publishing(["Something to know"]);
  const plain = await runFake(["recover", "--publish", "1f0c"], { services });
  assertEquals(plain, {
    code: 0,
    stdout: "/ws/x.png\n",
    stderr: "Warning: Something to know\n",
  });
  const named = ["--output", "x.png", "--overwrite", "--json"];
  const json = await runFake(["recover", "--publish", "1f0c", ...named], {
    services,
  });
  assertEquals([json.code, json.stderr], [0, ""]);
  assertEquals(JSON.parse(json.stdout), {
    schemaVersion: 1,
    ok: true,
    path: "/ws/x.png",
    recovered: hidden,
    warnings: ["Something to know"],
  });
  assertEquals(wishes, [
    { id: "1f0c", overwrite: false },
    { id: "1f0c", overwrite: true, target: "x.png" },
  ]);
});

Deno.test("recover --publish tells the path on stderr when stdout takes nothing", async () => {
  const run = await runFake(["recover", "--publish", "1f0c"], {
    ...publishing(),
    stdoutProblem: new Error("full"),
  });
  assertEquals(run.code, 7);
  assertStringIncludes(run.stderr, "output/stdout_failed");
  assertStringIncludes(run.stderr, "/ws/x.png");
});

Deno.test("recover refuses --output and --overwrite without --publish", async () => {
  for (const words of [["--output", "x.png"], ["--overwrite"]]) {
    const run = await runFake(["recover", ...words]);
    assertEquals([run.code, run.stdout], [2, ""]);
    assertStringIncludes(run.stderr, "need --publish ID");
    assertStringIncludes(run.stderr, "recover --help");
  }
});

Deno.test("recover ends with the failure's own exit code", async () => {
  const services = {
    publishRecovered: () => Promise.reject(new Failure("output/unknown_image")),
  };
  const words = ["recover", "--publish", "nothing", "--json"];
  const run = await runFake(words, { services });
  assertEquals(run.code, 2);
  assertEquals(JSON.parse(run.stdout).code, "output/unknown_image");
});
