"""A model whose program the host runs itself, and talks to in Modly's runner protocol."""
import base64
import json
import os
import queue
import subprocess
import threading
from pathlib import Path

from services.generators.base import GenerationCancelled


class RunnerProcess:
    """Starts `<extension>/venv/bin/python runner.py` and keeps it for later jobs."""

    def __init__(self, extension, model_dir, workspace, own_env):
        self.extension, self.model_dir, self.workspace = extension, model_dir, workspace
        self.own_env, self.outputs_dir = own_env, workspace
        self.junk, self._proc, self._queue = [], None, None

    def is_downloaded(self):
        return self.model_dir.is_dir() and any(self.model_dir.iterdir())

    def is_loaded(self):
        return self._proc is not None and self._proc.poll() is None

    def load(self):
        folders = {"EXTENSION_DIR": self.extension, "MODEL_DIR": self.model_dir, "WORKSPACE_DIR": self.workspace,
                   "MODLY_API_DIR": Path(__file__).parent, "MODELS_DIR": self.model_dir.parent.parent}
        self._proc = subprocess.Popen(
            [str(self.extension / "venv/bin/python"), str(Path(__file__).parent / "runner.py")],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="ascii", bufsize=1,
            env={**os.environ, **self.own_env, **{name: str(path) for name, path in folders.items()}})
        self._queue = queue.Queue()
        threading.Thread(target=self._read, args=(self._proc, self._queue), daemon=True).start()
        self._expect("ready", params_schema=[])
        self.send({"action": "load"})
        self._expect("loaded")

    def _read(self, process, received):
        for line in process.stdout:
            try:
                received.put(json.loads(line))
            except ValueError:
                self.junk.append(line)
        received.put(None)

    def _expect(self, kind, **fields):
        message = self._next()
        if message != {"type": kind, **fields}:
            raise RuntimeError(f"Expected {kind!r}, got {message}")

    def _next(self):
        message = self._queue.get(timeout=30)
        if message is None:
            raise RuntimeError("Subprocess died unexpectedly")
        return message

    def send(self, message):
        self.say(json.dumps(message) + "\n")

    def say(self, text):
        """Writes text as it is, which need not be a message."""
        self._proc.stdin.write(text)
        self._proc.stdin.flush()

    def generate(self, image_bytes, params, progress_cb, cancel_event, job):
        self.send({"action": "generate", "id": job, "image_b64": base64.b64encode(image_bytes).decode(),
                   "params": params, "outputs_dir": str(self.outputs_dir)})
        asked_to_stop = False
        while True:
            if cancel_event.is_set() and not asked_to_stop:
                self.send({"action": "cancel", "id": job})
                asked_to_stop = True
            try:
                message = self._queue.get(timeout=0.05)
            except queue.Empty:
                continue
            if message is None:
                raise RuntimeError("Subprocess died unexpectedly")
            kind = message["type"]
            if kind != "log" and message["id"] != job:
                raise RuntimeError(f"A message of another job: {message}")
            if kind == "progress":
                progress_cb(message["pct"], message["step"])
            elif kind == "done":
                return Path(message["output_path"])
            elif kind == "cancelled":
                raise GenerationCancelled()
            elif kind == "error":
                raise RuntimeError(message.get("traceback") or message["message"])

    def readiness_status(self):
        self.send({"action": "runtime_readiness"})
        message = self._next()
        if message["type"] != "runtime_readiness":
            raise RuntimeError(f"Expected readiness, got {message}")
        return message["status"]

    def unload(self):
        if self.is_loaded():
            self.send({"action": "unload"})
            self._expect("unloaded")

    def kill(self):
        """What a host does to a runner whose job is cancelled."""
        if self.is_loaded():
            self._proc.kill()
        self._proc = None

    def shut_down(self):
        """Asks the runner to exit; gives back its exit code."""
        if not self.is_loaded():
            return None
        self.send({"action": "shutdown"})
        return self._proc.wait(15)
