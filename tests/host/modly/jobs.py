"""Runs jobs as Modly's backend does: each in a thread, with what it shows of them."""
import inspect
import threading
import time
import traceback

from services.generators.base import GenerationCancelled


class Jobs:
    """Every job by the id that its caller chose; `tell` gets what becomes of it."""

    def __init__(self, registry, tell):
        self.registry, self.tell = registry, tell
        self.events, self.models, self.cancelled_at, self.threads = {}, {}, {}, {}

    def start(self, job, model, image, params, collection):
        self.events[job], self.models[job] = threading.Event(), model
        thread = threading.Thread(target=self._run, args=(job, model, image, params, collection), daemon=True)
        self.threads[job] = thread
        thread.start()

    def cancel(self, job, kill):
        """Sets the event and, as the backend does, kills what the model's object calls `_proc`."""
        self.cancelled_at[job] = time.monotonic()
        self.events[job].set()
        model = self.registry.models[self.models[job]]
        if kill and getattr(model, "_proc", None) is not None:
            model.kill()

    def _run(self, job, model_id, image, params, collection):
        result = {"event": "ended", "job": job}
        try:
            path = self._generate(job, model_id, image, params, collection)
            result.update(status="done", path=str(path), url=self._url(path, collection))
        except GenerationCancelled:
            result.update(status="cancelled")
        except Exception:
            result.update(status="error", error=traceback.format_exc().strip())
        if job in self.cancelled_at:
            result["seconds_after_cancel"] = time.monotonic() - self.cancelled_at[job]
        self.tell(result)

    def _generate(self, job, model_id, image, params, collection):
        gen = self.registry.active(model_id)
        folder = self.registry.workspace / collection
        folder.mkdir(parents=True, exist_ok=True)
        gen.outputs_dir = folder

        def progress_cb(pct, step=""):
            self.tell({"event": "progress", "job": job, "pct": pct, "step": step, "at": time.monotonic()})

        params = {"remesh": "quad", "enable_texture": False, "texture_resolution": 1024, **params}
        takes = inspect.signature(gen.generate).parameters
        if "job" in takes:
            return gen.generate(image, params, progress_cb, self.events[job], job)
        if "cancel_event" in takes:
            return gen.generate(image, params, progress_cb, self.events[job])
        return gen.generate(image, params, progress_cb)

    def _url(self, path, collection):
        """What the window shows: by the path as text, without looking at the disk."""
        try:
            return f"/workspace/{path.relative_to(self.registry.workspace).as_posix()}"
        except ValueError:
            return f"/workspace/{collection}/{path.name}"
