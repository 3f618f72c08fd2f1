"""What Modly loads: runs `bin/<os>-<arch>/modly-codex-image serve` for each job.

JSON lines go between the two. Modly's backend imports this file into itself, so it is one
file of the standard library that does nothing on import.
"""
import base64
import contextlib
import json
import os
import platform
import queue
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

LOOK_EVERY_S, END_S = 0.05, 0.85  # together under a second: so soon is a cancelled job gone
START_S = 60  # a virus scanner may read the whole program first
SILENT_S = 3900  # longer than the longest job that a policy can allow
READINESS_S = 4  # twice what the program promises; Modly's window waits 10
_checking, _checked = threading.Lock(), {"until": 0.0, "status": {}}


def _program():
    """The program for this platform, with the exec bit that a web upload may have lost."""
    machine = platform.machine().lower().replace("amd64", "x86_64").replace("aarch64", "arm64")
    folder = f"{platform.system().lower()}-{machine}"
    name = "modly-codex-image.exe" if os.name == "nt" else "modly-codex-image"
    program = Path(__file__).absolute().parent / "bin" / folder / name
    if not program.is_file():
        raise RuntimeError(f"The program bin/{folder}/{name} is missing: press Repair, or install the "
                           f"extension again from the archive for {folder} (setup/binary_missing)")
    if not os.access(program, os.X_OK):
        with contextlib.suppress(OSError):  # starting it will say why it cannot be
            program.chmod(0o755)
    return str(program)


class _Run:
    """One run of the program, in a process group of its own and without a window."""
    def __init__(self, env):
        how = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
        how |= {"creationflags": subprocess.CREATE_NO_WINDOW} if os.name == "nt" else {"start_new_session": True}
        try:
            self.process = subprocess.Popen([_program(), "serve"], env=env, **how)
        except OSError as error:
            raise RuntimeError(f"The program cannot be started ({error.strerror}): install the extension "
                               "again (setup/binary_unusable)") from None
        self.heard, self.to_say, self.last_words = queue.Queue(), queue.Queue(), b"no reason given"
        for work in (self._say, self._hear):
            threading.Thread(target=work, daemon=True).start()

    def _say(self):
        with contextlib.suppress(OSError), self.process.stdin as stdin:
            for message in iter(self.to_say.get, None):
                stdin.write(json.dumps(message, default=str).encode() + b"\n")
                stdin.flush()

    def _hear(self):
        beside = threading.Thread(target=self._overhear, daemon=True)
        beside.start()
        for line in iter(lambda: self.process.stdout.readline(1 << 20), b""):
            with contextlib.suppress(ValueError, TypeError):  # words, not a message
                self.heard.put({"type": "", **json.loads(line)})
        beside.join(END_S)  # its last words come by the other pipe
        self.heard.put({"type": "gone"})

    def _overhear(self):
        for line in iter(lambda: self.process.stderr.readline(300), b""):
            self.last_words = line.strip() or self.last_words

    def answer(self, steps, cancel_event, progress_cb, silent_s=SILENT_S):
        """The answer to the last of `steps`, which say what to send after which message."""
        sent, deadline = {}, time.monotonic() + min(silent_s, START_S)
        while not (cancel_event and cancel_event.is_set()):
            try:
                message = self.heard.get(timeout=LOOK_EVERY_S)
                deadline = time.monotonic() + silent_s
            except queue.Empty:
                message = {"type": "" if time.monotonic() < deadline else "gone"}
            kind = message["type"]
            if kind in steps:
                sent = steps.pop(kind)
                self.to_say.put(sent)
            elif kind == "progress" and progress_cb:
                progress_cb(message["pct"], message["step"])
            elif kind == "log":
                print("[modly-codex-image]", message["message"], file=sys.stderr)
            elif kind in ("done", "runtime_readiness"):
                return message
            elif kind == "error":
                raise RuntimeError(" ".join(message["message"].split()))
            elif kind == "gone":
                said = self.last_words.decode(errors="replace")
                raise RuntimeError(f"The program stopped, maybe after a charge: {said} (runtime/outcome_unknown)"
                                   if sent.get("action") == "generate" else
                                   f"The program does not run here: {said} (setup/binary_unusable)")
        self.to_say.put({"action": "cancel", "id": "job"})
        base = sys.modules.get("services.generators.base")
        raise getattr(base, "GenerationCancelled", RuntimeError)("The job was cancelled (runtime/cancelled)")

    def close(self):
        """Ends its input, on which it ends Codex; what is left of it after that is killed."""
        self.to_say.put(None)
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self.process.wait(END_S)
        with contextlib.suppress(OSError, subprocess.TimeoutExpired):
            self.process.kill() if os.name == "nt" else os.killpg(self.process.pid, signal.SIGKILL)
            return self.process.wait(END_S)


class CodexImageGenerator:
    """All that hosts ask of a model; no base class is needed."""
    DISPLAY_NAME, VRAM_GB, _params_schema = "Codex Local Image Model", 0, ()

    def __init__(self, model_dir, outputs_dir):
        self.model_dir, self.outputs_dir, self._workspace = Path(model_dir), outputs_dir, Path(outputs_dir)

    # Nothing is fetched, kept in memory or freed: each job starts the program.
    is_downloaded = is_loaded = lambda self: True
    load = unload = _auto_download = lambda self: None

    def params_schema(self):
        return list(self._params_schema)

    def generate(self, image_bytes, params, progress_cb=None, cancel_event=None):
        job = {"action": "generate", "id": "job", "params": params, "outputs_dir": str(self.outputs_dir),
               "image_b64": base64.b64encode(image_bytes or b"").decode()}
        return Path(self._ask({"ready": {"action": "load"}, "loaded": job}, cancel_event, progress_cb)["output_path"])

    def readiness_status(self):
        with _checking:  # one check answers for all nodes
            if time.monotonic() > _checked["until"]:
                try:
                    status = self._ask({"ready": {"action": "runtime_readiness"}}, None, None, READINESS_S)["status"]
                except RuntimeError as error:
                    status = {"ok": False, "machine_code": str(error).rpartition("(")[2].rstrip(")"),
                              "label_hint": "Checking failed", "reason": str(error), "evidence": {}, "details": {}}
                _checked.update(status=status, until=time.monotonic() + READINESS_S)
            return _checked["status"]

    def _ask(self, steps, *how):
        folder, outputs = self.model_dir, Path(self.outputs_dir)
        workspace = self._workspace if self._workspace in (outputs, *outputs.parents) else outputs.parent
        env = {"WORKSPACE_DIR": str(workspace), "MODEL_DIR": str(folder), "MODEL_ID": "/".join(folder.parts[-2:])}
        with contextlib.closing(_Run({**os.environ, **env})) as run:
            return run.answer(steps, *how)
