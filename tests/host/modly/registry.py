"""Finds extensions and makes their models, as Modly's backend does."""
import importlib.util
import json
import sys

from modly.runner_process import RunnerProcess


class Registry:
    """Every model by its id, `extension/node`."""

    def __init__(self, extensions, models, workspace, runner_env):
        self.extensions, self.models_dir, self.workspace = extensions, models, workspace
        self.runner_env = runner_env
        self.models, self.nodes, self.errors = {}, {}, {}

    def discover(self):
        self.models, self.nodes, self.errors = {}, {}, {}
        for folder in sorted(self.extensions.iterdir()):
            manifest_file = folder / "manifest.json"
            if not manifest_file.is_file() or not (folder / "generator.py").is_file():
                continue
            manifest = json.loads(manifest_file.read_text(encoding="utf-8"))
            try:
                self._add(folder, manifest)
            except Exception as error:  # the host goes on with its other extensions
                self.errors[manifest["id"]] = f"{type(error).__name__}: {error}"

    def _add(self, folder, manifest):
        runs_itself = (folder / "venv/bin/python").exists()
        made_here = None if runs_itself else load_class(folder, manifest)
        for node in manifest["nodes"]:
            model_id = f"{manifest['id']}/{node['id']}"
            model_dir = self.models_dir / model_id
            if runs_itself:
                own_env = {name: value.format(model_id=model_id) for name, value in self.runner_env.items()}
                model = RunnerProcess(folder, model_dir, self.workspace, own_env)
            else:
                model = made_here(model_dir, self.workspace)
                model.hf_repo, model.hf_skip_prefixes = node.get("hf_repo", ""), []
                model.download_check, model._params_schema = "", node["params_schema"]
            self.models[model_id], self.nodes[model_id] = model, node

    def describe(self):
        """What `/model/all` shows, and of what kind the model's object is."""
        return {model_id: {
            "name": getattr(model, "DISPLAY_NAME", ""), "vram_gb": getattr(model, "VRAM_GB", 0),
            "downloaded": model.is_downloaded(), "loaded": model.is_loaded(),
            "input": self.nodes[model_id].get("input", "image"), "output": self.nodes[model_id].get("output", "mesh"),
            "params_schema": model.params_schema() if hasattr(model, "params_schema") else [],
            "killable": hasattr(model, "_proc"), "module": type(model).__module__,
        } for model_id, model in self.models.items()}

    def active(self, model_id):
        """The model, loaded."""
        model = self.models[model_id]
        if not model.is_loaded():
            if not isinstance(model, RunnerProcess) and not model.is_downloaded():
                model._auto_download()
            model.load()
        return model


def load_class(folder, manifest):
    """Imports generator.py alone: its folder is not on the path."""
    name = f"extensions.{manifest['id']}.generator"
    spec = importlib.util.spec_from_file_location(name, folder / "generator.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return getattr(module, manifest["generator_class"])
