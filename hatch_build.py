"""Builds the explorer page and fetches the SPARQL editor before a wheel, an archive or an editable install is made."""

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUILDERS = ("explorer/build_page.py", "server/build_editor.py")


class PageHook(BuildHookInterface[Any]):
    """Builds what is not current; an archive that carries it needs no Deno."""

    def dependencies(self) -> list[str]:
        return [] if all(_builder(self.root, one).is_current() for one in BUILDERS) else ["deno>=2.9,<3"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        for one in BUILDERS:
            _builder(self.root, one).build()


def _builder(root: str, place: str) -> ModuleType:
    """Load a module that builds; the package itself cannot be imported before it is installed."""
    spec = importlib.util.spec_from_file_location(Path(place).stem, Path(root) / "kg" / place)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
