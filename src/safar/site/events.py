"""The engine's events, for the hooks of a site: which of them a fast build runs, and how."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar, cast

from mkdocs.config.defaults import MkDocsConfig

T = TypeVar("T")

PLUGIN = "safar"
DECLARATION = "INPUTS"
# Events that see one page, or that prepare a process; all others need the engine's own order.
EVENTS = frozenset({"config", "env", "pre_page", "page_markdown", "page_content"}) | {
    "page_context",
    "post_page",
}


def find_obstacle(config: MkDocsConfig) -> str:
    """Why pages can be neither kept nor built side by side: one line, `""` if they can."""
    others = [name for name in config.plugins if name not in (PLUGIN, *config.hooks)]
    if others:
        return f"the plugin {others[0]} does not say what it reads"
    for name, hook in _hooks(config).items():
        if not hasattr(hook, DECLARATION):
            return f"{name} does not say what it reads: add {DECLARATION} = () or its files"
        unknown = [event for event in _events(hook) if event not in EVENTS]
        if unknown:
            return f"{name} uses on_{unknown[0]}, which is about more than one page"
    return ""


def declared_inputs(config: MkDocsConfig) -> tuple[Path, ...]:
    """The files that hooks say they read, and the folders that the hooks stand in."""
    root = Path(config.config_file_path).parent
    patterns = [item for hook in _hooks(config).values() for item in getattr(hook, DECLARATION)]
    folders = {Path(str(hook.__file__)).resolve().parent for hook in _hooks(config).values()}
    found = {path for pattern in patterns for path in root.glob(pattern)}
    return tuple(sorted(folders | found))


def run_hooks(config: MkDocsConfig, event: str, item: T, **given: Any) -> T:
    """What hooks make of an item; the language plugin's own part is done by the fast build."""
    for method in config.plugins.events[event]:
        if getattr(method, "__self__", None) is not config.plugins[PLUGIN]:
            result = method(item, config=config, **given)
            item = item if result is None else result
    return item


def _hooks(config: MkDocsConfig) -> Mapping[str, ModuleType]:
    """The hook modules by their path in the configuration; the engine's own type says a list."""
    return cast("Mapping[str, ModuleType]", config.hooks)


def _events(hook: ModuleType) -> list[str]:
    return [name.removeprefix("on_") for name in dir(hook) if name.startswith("on_")]
