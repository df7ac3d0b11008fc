"""From the configuration to an engine: read it, run the hooks that prepare it."""

from __future__ import annotations

import os
from pathlib import Path

from mkdocs.config import config_options, load_config
from mkdocs.config.defaults import MkDocsConfig

from safar.cache.keys import Roots
from safar.cache.question import config_files
from safar.model.portal import Portal
from safar.problems import Code, Problem, has_errors, render_report
from safar.site.engine import Engine
from safar.site.errors import BuildError
from safar.site.events import PLUGIN, declared_inputs
from safar.sources.site import load_nav
from safar.sources.starter import package_folder, theme_folder

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
Config = MkDocsConfig  # what the rest of the generator calls it


def read_config(config_file: Path, site_dir: str | None = None) -> MkDocsConfig:
    """The MkDocs configuration, with `site_dir` relative to where the command was called."""
    if not config_file.is_file():
        raise BuildError(f"{config_file}: no such file [config.value]")
    _, problems = load_nav(config_file)
    if has_errors(problems):
        raise BuildError(render_report(problems))
    options = {"site_dir": str(Path(site_dir).absolute())} if site_dir else {}
    config = load_config(config_file=str(config_file), **options)
    if PLUGIN not in config.plugins:
        hint = f"write under plugins: - {PLUGIN}"
        message = f"plugins: the plugin {PLUGIN} is missing"
        raise BuildError(str(Problem(Code.CONFIG_VALUE, config_file.name, 0, message, hint)))
    vars(config.plugins[PLUGIN]).update(prepared=False)  # the engine keeps it for the next build
    return config


def make_engine(
    config_file: Path, portal: Portal, config: MkDocsConfig | None = None, *, preview: bool = False
) -> Engine:
    """The engine of a portal that has been read already."""
    config = config or read_config(config_file)
    plugin = config.plugins[PLUGIN]
    vars(plugin).update(portal=portal, prepared=True, preview=preview)
    vars(config.plugins).update(_current_plugin=PLUGIN)  # whose generated files these are
    return Engine(run_hooks_of_config(config), portal)


def run_hooks_of_config(config: MkDocsConfig) -> MkDocsConfig:
    """The configuration after the `config` event of the hooks."""
    for method in config.plugins.events["config"]:
        if getattr(method, "__self__", None) is not config.plugins[PLUGIN]:
            config = method(config) or config
    return config


def forget_hooks() -> None:
    """Have the engine load hook files anew the next time, which it otherwise never does."""
    config_options.Hooks._load_hook.cache_clear()


def find_roots(config: MkDocsConfig) -> Roots:
    """Everything that a build of this configuration reads."""
    config_file = Path(config.config_file_path).absolute()
    dirs = {Path(folder).resolve() for folder in config.theme.dirs}
    own = {folder for folder in dirs if not (folder / "mkdocs_theme.yml").exists()}
    installed = {folder for folder in own if "site-packages" in folder.parts}
    themes = (own - installed) | {theme_folder().resolve()}
    return Roots(
        config=tuple(path.absolute() for path in config_files(config_file)),
        docs=Path(config.docs_dir).absolute(),
        package=package_folder(),
        themes=tuple(sorted(themes)),
        code=tuple(sorted({*declared_inputs(config), *_own_extensions(config)})),
    )


def _own_extensions(config: MkDocsConfig) -> list[Path]:
    """Markdown extensions that are files of the site and no installed packages."""
    import importlib.util  # noqa: PLC0415 - rarely anything to look for

    found = []
    for name in config.markdown_extensions:
        top = str(name).split(":")[0].split(".")[0]
        spec = importlib.util.find_spec(top) if top.isidentifier() else None
        if spec and spec.origin and "site-packages" not in spec.origin:
            found.append(
                Path(spec.origin).parent if spec.submodule_search_locations else Path(spec.origin)
            )
    return found
