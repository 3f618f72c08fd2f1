"""A small Modly backend for tests: commands on stdin, events on stdout, a line of JSON each.

It behaves as hosts do towards an extension; nothing of Modly's own is in it. Arguments are
the folders for extensions, models and the workspace, and a JSON object with more environment
for runners, in which `{model_id}` is filled in.
"""
import base64
import json
import os
import sys
import threading
import time
from pathlib import Path

from modly.jobs import Jobs
from modly.registry import Registry

_telling = threading.Lock()


def tell(event):
    with _telling:
        os.write(1, json.dumps(event).encode() + b"\n")


def readiness(registry, models):
    """One pool thread for each model, as in the fork's registry."""
    statuses = {}

    def ask(model_id):
        statuses[model_id] = registry.active(model_id).readiness_status()

    begun = time.monotonic()
    threads = [threading.Thread(target=ask, args=(model_id,)) for model_id in models]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {"event": "readiness", "statuses": statuses, "seconds": time.monotonic() - begun}


def act(command, registry, jobs):
    """Does what a test asks; what takes long answers by an event of its own."""
    do, model = command["do"], registry.models.get(command.get("model", ""))
    if do == "discover":
        registry.discover()
        tell({"event": "discovered", "models": registry.describe(), "errors": registry.errors})
    elif do == "generate":
        jobs.start(command["job"], command["model"], base64.b64decode(command["image"]),
                   command["params"], command["collection"])
    elif do == "cancel":
        jobs.cancel(command["job"], command["kill"])
    elif do == "readiness":
        threading.Thread(target=lambda: tell(readiness(registry, command["models"])), daemon=True).start()
    elif do == "say":
        model.say(command["text"])
        tell({"event": "said"})
    elif do == "unload":
        model.unload()
        tell({"event": "unloaded"})
    elif do == "shut down":
        tell({"event": "shut down", "code": model.shut_down(), "junk": model.junk})


def main(extensions, models, workspace, runner_env):
    registry = Registry(Path(extensions), Path(models), Path(workspace), json.loads(runner_env))
    jobs = Jobs(registry, tell)
    for line in sys.stdin:
        act(json.loads(line), registry, jobs)


main(*sys.argv[1:])
