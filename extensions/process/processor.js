"use strict";
// What Modly `require()`s in a worker thread: hands each run to the program and
// passes on what it says.
const { spawn } = require("node:child_process");
const fs = require("node:fs");
const { join } = require("node:path");
const process = require("node:process");
const { createInterface } = require("node:readline");

/** This extension, then the model extension: the program need not be in both. */
const places = [__dirname, join(__dirname, "../modly-codex-image-extension")];

const UNUSABLE = "The program does not run on this computer: install the " +
  "extension again (setup/binary_unusable)";
const STOPPED = "The program stopped, and the image may have been charged " +
  "(runtime/outcome_unknown)";

function findProgram() {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const folder = `${system}-${
    process.arch === "x64" ? "x86_64" : process.arch
  }`;
  const name = `modly-codex-image${system === "windows" ? ".exe" : ""}`;
  const program = places.map((place) => join(place, "bin", folder, name))
    .find((file) => fs.existsSync(file));
  if (program === undefined) {
    throw new Error(
      `The program bin/${folder}/${name} is missing: install the extension ` +
        `again from the archive for ${folder} (setup/binary_missing)`,
    );
  }
  const lostExecBit = (fs.statSync(program).mode & 0o111) === 0;
  if (lostExecBit && system !== "windows") fs.chmodSync(program, 0o755);
  return program;
}

/** What the program ends with; what it says before goes to the host at once. */
function lastMessage(child, context) {
  return new Promise((resolve) => {
    let last = { message: UNUSABLE };
    createInterface(child.stdout).on("line", (line) => {
      const said = read(line);
      if (said.type === "progress") context.progress(said.percent, said.label);
      else if (said.type === "log") context.log(said.message);
      last = said.type === "done" || said.type === "error"
        ? said
        : { message: STOPPED };
    });
    child.on("error", () => resolve(last));
    child.on("close", () => resolve(last));
  });
}

/** A message, or by Modly's protocol words for its log. */
function read(line) {
  try {
    return JSON.parse(line);
  } catch {
    return { type: "log", message: line };
  }
}

/** Answers one run with `{ filePath }`, or an Error of one sentence. */
module.exports = async (input, params, context) => {
  // Attached: it ends with its stdin, and so with the worker that Modly stops.
  const child = spawn(findProgram(), ["process", "--attached"], {
    stdio: ["pipe", "pipe", "ignore"],
    windowsHide: true,
  });
  child.stdin.on("error", () => {}); // It has ended early; its end tells why.
  const { nodeId, workspaceDir, tempDir } = context;
  const run = { input, params, nodeId, workspaceDir, tempDir };
  child.stdin.write(`${JSON.stringify(run)}\n`);
  const { type, result, message } = await lastMessage(child, context);
  if (type !== "done") throw new Error(message);
  return result;
};
