/** Makes a fake Codex that can be started like the real program. */
import { join } from "@std/path";
import { denoFolder } from "../support/deno_folder.ts";
import type { FakeScenario, Json } from "./scenario.ts";

/** One line of a fake's log. */
export type LogEntry =
  | {
    readonly event: "start";
    readonly pid: number;
    readonly args: readonly string[];
    readonly cwd: string;
    readonly env: Readonly<Record<string, string>>;
  }
  | { readonly event: "received"; readonly message: ReceivedMessage }
  | { readonly event: "grandchild"; readonly pid: number }
  /** A flood begins, or is over after so many messages. */
  | { readonly event: "flood"; readonly sent: number }
  | { readonly event: "SIGTERM" | "eof" };

/** A message from the client: a request, a notification, or an answer. */
export interface ReceivedMessage {
  readonly method?: string;
  readonly id?: Json;
  readonly params?: Json;
  readonly result?: Json;
  readonly error?: Json;
}

/** A fake Codex on disk. */
export interface FakeProgram {
  /** For `CODEX_BIN`. */
  readonly path: string;
  /** Everything the fake has seen so far, of all its processes. */
  log(): Promise<LogEntry[]>;
  /** Everything the client has sent so far. */
  received(): Promise<ReceivedMessage[]>;
}

/** Writes an executable into `folder` that plays `scenario`. */
export async function fakeCodex(
  folder: string,
  scenario: FakeScenario = {},
): Promise<FakeProgram> {
  const scenarioPath = join(folder, "scenario.json");
  const logPath = join(folder, "log.jsonl");
  await Deno.writeTextFile(scenarioPath, JSON.stringify(scenario));
  await Deno.writeTextFile(logPath, "");
  const command = [
    Deno.execPath(),
    ...["run", "--quiet", "--no-lock", "--no-config", "--allow-all"],
    new URL("./fake_codex.ts", import.meta.url).href,
    scenarioPath,
    logPath,
  ];
  const path = await writeScript(folder, command);
  const log = async (): Promise<LogEntry[]> =>
    (await Deno.readTextFile(logPath)).split("\n").filter(Boolean)
      .map((line) => JSON.parse(line));
  return {
    path,
    log,
    received: async () =>
      (await log()).flatMap((entry) =>
        entry.event === "received" ? [entry.message] : []
      ),
  };
}

async function writeScript(
  folder: string,
  command: readonly string[],
): Promise<string> {
  const deno = await denoFolder();
  if (Deno.build.os === "windows") {
    const path = join(folder, "codex.cmd");
    const words = command.map((word) => `"${word}"`).join(" ");
    await Deno.writeTextFile(
      path,
      `@echo off\r\nset "DENO_DIR=${deno}"\r\n${words} %*\r\n`,
    );
    return path;
  }
  const path = join(folder, "codex");
  const words = command.map(quoted).join(" ");
  await Deno.writeTextFile(
    path,
    `#!/bin/sh\nexport DENO_DIR=${quoted(deno)}\nexec ${words} "$@"\n`,
    { mode: 0o755 },
  );
  return path;
}

/** A word as a shell reads it. */
export function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
