"""Builds the script of the explorer page before a wheel, a source archive or an editable install is made."""

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PageHook(BuildHookInterface[Any]):
    """Builds the page where it is not current; an archive that carries it needs no Deno."""

    def dependencies(self) -> list[str]:
        return [] if _builder(self.root).is_current() else ["deno>=2.9,<3"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        _builder(self.root).build()


def _builder(root: str) -> ModuleType:
    """Load the module that builds the page; the package itself cannot be imported before it is installed."""
    spec = importlib.util.spec_from_file_location("build_page", Path(root) / "kg" / "explorer" / "build_page.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
