"use strict";
// A small host for process extensions: runs a processor in a worker thread, as
// Modly does, with commands on stdin and events on stdout, a line of JSON each.
const { Worker, isMainThread, parentPort, workerData } = require(
  "node:worker_threads",
);
const { join } = require("node:path");
const process = require("node:process");
const { createInterface } = require("node:readline");

if (isMainThread) host(process.argv[2], process.argv[3]);
else work(workerData);

function host(extension, workspaceDir) {
  const tempDir = join(workspaceDir, "tmp");
  const workerData = { extension, workspaceDir, tempDir };
  const worker = new Worker(__filename, { workerData });
  const tell = (event) => process.stdout.write(`${JSON.stringify(event)}\n`);
  worker.on("message", tell);
  worker.on("error", (error) => tell({ type: "crash", message: `${error}` }));
  const lines = createInterface(process.stdin);
  lines.on("line", (line) => {
    const command = JSON.parse(line);
    if (command.do === "run") worker.postMessage(command);
    else worker.terminate().then(() => tell({ type: "terminated" }));
  });
  lines.on("close", () => worker.terminate());
}

function work({ extension, workspaceDir, tempDir }) {
  const tell = (event) => parentPort.postMessage(event);
  const { entry } = require(join(extension, "manifest.json"));
  const processor = require(join(extension, entry));
  parentPort.on("message", async ({ input, params }) => {
    const log = (message) => tell({ type: "log", message });
    const progress = (percent, label) =>
      tell({ type: "progress", percent, label });
    const context = {
      ...{ workspaceDir, tempDir, log, progress },
      nodeId: input.nodeId ?? "",
    };
    try {
      tell({ type: "done", result: await processor(input, params, context) });
    } catch (error) {
      tell({ type: "error", message: String(error) });
    }
  });
}
