import { buildCommand, type Command } from "@stricli/core";
import { Failure } from "../../errors/failure.ts";
import type { RecoveryOptions } from "../../generate/recovery/recoverable.ts";
import { hostPlatform } from "../../system/platform.ts";
import type { CliContext } from "../context.ts";
import { lostPath } from "../failing.ts";
import { warningText } from "../failure_text.ts";
import {
  jsonFlag,
  switchFlag,
  textFlag,
  workspaceFlag,
} from "../flag_kinds.ts";
import { successDocument } from "../json.ts";
import { recoverText } from "../recover_text.ts";
import { story } from "../story.ts";
import { workspaceFolder } from "../workspace.ts";

type RecoverFlags = {
  readonly publish?: string;
  readonly output?: string;
  readonly into?: string;
  readonly overwrite?: boolean;
  readonly workspace?: string;
  readonly json?: boolean;
};

async function recover(this: CliContext, flags: RecoverFlags): Promise<void> {
  const options: RecoveryOptions = {
    workspace: workspaceFolder(this, flags.workspace),
    env: this.env,
    signal: this.signal,
  };
  if (flags.publish === undefined) return await list(this, flags, options);
  const { path, image, warnings } = await this.services.publishRecovered({
    id: flags.publish,
    overwrite: flags.overwrite ?? false,
    ...(flags.output === undefined ? {} : { target: flags.output }),
    ...(flags.into === undefined ? {} : { into: flags.into }),
  }, options);
  if (!flags.json) warn(this, warnings);
  this.process.stdout.write(
    flags.json
      ? successDocument({ path, recovered: image, warnings })
      : `${path}\n`,
  );
  const lost = lostPath(this.process.stdout.problem, path);
  if (lost !== undefined) throw lost;
}

async function list(
  context: CliContext,
  { output, into, overwrite, json }: RecoverFlags,
  options: RecoveryOptions,
): Promise<void> {
  if (output !== undefined || into !== undefined || overwrite) {
    throw new Failure("request/usage", {
      message: "--output, --into and --overwrite need --publish ID",
    });
  }
  const { services, process, stdoutLook, env } = context;
  const report = await services.listRecoverable(options);
  if (!json) warn(context, report.warnings);
  process.stdout.write(
    json ? successDocument(report) : recoverText(report, {
      style: stdoutLook.style,
      os: hostPlatform().os,
      env,
    }),
  );
}

function warn(
  { process, stderrLook }: CliContext,
  warnings: readonly string[],
): void {
  for (const warning of warnings) {
    process.stderr.write(warningText(warning, stderrLook.style));
  }
}

/** `recover`: images that were made and never published. */
export const recoverCommand: Command<CliContext> = buildCommand<
  RecoverFlags,
  [],
  CliContext
>({
  func: recover,
  parameters: {
    flags: {
      publish: textFlag("ID", "Publish the image with this id"),
      output: textFlag(
        "TARGET",
        "File or folder below the workspace; codex/recovered-<id> if not given",
      ),
      into: textFlag(
        "DIR",
        "Publish below this folder, where the workspace takes nothing",
      ),
      overwrite: switchFlag("Replace an existing file at the target"),
      workspace: workspaceFlag,
      json: jsonFlag,
    },
  },
  docs: {
    brief: "List images that were made but not published, and publish one",
    fullDescription: story(
      [
        { words: "recover", meaning: "Lists them; changes nothing" },
        {
          words: "recover --publish 1f0c9a2b",
          meaning: "Publishes one and prints its path",
        },
        {
          words: "recover --publish 1f0c9a2b --output cat.png",
          meaning: "Gives it a name",
        },
      ],
      "Looks below the workspace, in the program's own folder for images that found\n" +
        "no place, and in Codex's image folder, which also holds pictures of your other\n" +
        "Codex sessions. Starts no Codex and costs nothing. Exits with 0 when there is\n" +
        "nothing to recover, too, and with 2 when there is no image with that id.",
    ),
  },
});
