/** What generator.py may be, read as text; and that it needs nothing of Modly's. */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { fileURLToPath } from "node:url";
import manifest from "../../manifest.json" with { type: "json" };
import { python, withoutPython } from "./python.ts";

const file = new URL("../../generator.py", import.meta.url);
const text = (await Deno.readTextFile(file)).replaceAll("\r\n", "\n");

/** All that is imported; each is part of Python 3.9 and later. */
const standardLibrary = new Set([
  ...["base64", "contextlib", "json", "os", "platform", "queue", "signal"],
  ...["subprocess", "sys", "threading", "time", "pathlib"],
]);

Deno.test("generator.py is one short file of the standard library", () => {
  assert(text.split("\n").length <= 150);
  const imported = [...text.matchAll(/^\s*(?:import|from) (\w+)/gm)]
    .map(([, name = ""]) => name);
  assert(imported.length > 0);
  assertEquals(imported.filter((name) => !standardLibrary.has(name)), []);
});

Deno.test("generator.py names nothing that hosts would kill, and keeps stdout for runners", () => {
  assert(!/\b_proc\b/.test(text));
  for (const [call] of text.matchAll(/print\(.*$/gm)) {
    assertMatch(call, /file=sys\.stderr\)$/);
  }
});

Deno.test("generator.py has the manifest's class, which can be cancelled", () => {
  assert(text.includes(`class ${manifest.generator_class}:`));
  assertMatch(
    text,
    /def generate\(self, image_bytes, params, progress_cb=None, cancel_event=None\)/,
  );
});

Deno.test({
  name: `generator.py works in a bare Python without Modly${withoutPython}`,
  ignore: python === undefined,
  fn: async () => {
    const script = [
      "import importlib.util, pathlib, sys, threading",
      "spec = importlib.util.spec_from_file_location('alone', sys.argv[1])",
      "module = importlib.util.module_from_spec(spec)",
      "spec.loader.exec_module(module)",
      "made = module.CodexImageGenerator(pathlib.Path('/m/e/text-to-image'), pathlib.Path('/w'))",
      "made.load(), made.unload(), made._auto_download()",
      "print(made.is_loaded(), made.is_downloaded(), made.params_schema(), made.VRAM_GB)",
      "try: made.generate(b'', {'prompt': 'x'}, lambda pct, step: None, threading.Event())",
      "except RuntimeError as error: print(error)",
    ].join("\n");
    const { stdout, stderr } = await new Deno.Command(python ?? "", {
      args: ["-I", "-S", "-B", "-c", script, fileURLToPath(file)],
    }).output();
    const lines = new TextDecoder().decode(stdout).split("\n");
    assertEquals(new TextDecoder().decode(stderr), "");
    assertEquals(lines[0], "True True [] 0");
    assertMatch(lines[1] ?? "", / \(setup\/binary_\w+\)$| \(output\/\w+\)$/);
  },
});
