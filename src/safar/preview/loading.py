"""From the files of a portal to what a preview shows, or to the problems that stand in the way."""

from __future__ import annotations

import importlib
import itertools
import sys
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from safar.cache.codec import value_key
from safar.cache.keys import Roots
from safar.cache.stamps import stamp_file
from safar.model.portal import Pages, Portal
from safar.preview.memo import Memo
from safar.preview.report import stops_all
from safar.problems import Code, Problem, has_errors
from safar.render.directory_files import directory_files
from safar.render.markdown import forget_extensions
from safar.site.assets import list_assets, made_assets
from safar.site.build import reported_errors
from safar.site.engine import Engine
from safar.site.errors import BuildError
from safar.site.events import find_obstacle
from safar.site.failures import describe_failure
from safar.site.setup import Config, find_roots, forget_hooks, make_engine, read_config
from safar.sources.portal import load_sources
from safar.sources.selection import wanted_locales
from safar.sources.site import load_nav

_SERIALS = itertools.count()


class Shared(Struct, frozen=True):
    """What all pages share: files by their path in the tree, texts that are made, and a key.

    `pictures` are the files of pictures by their path, each with the name of its picture.
    """

    files: Mapping[str, Path]
    made: Mapping[str, bytes]
    pictures: Mapping[str, str]
    key: str


class State(Struct, frozen=True):
    """A portal that can be shown.

    States with one `serial` render the same text alike; `pages` are those of all locales, and
    `problems` do not stop it.
    """

    serial: int
    engine: Engine
    roots: Roots
    shared: Shared
    pages: Pages
    portal: Portal
    problems: tuple[Problem, ...]


def load_state(config_file: Path, memo: Memo, before: State | None) -> State | list[Problem]:
    """Read everything that has changed; with `before`, only pages have.

    Whatever a site's own code and templates do, this comes back.
    """
    try:
        return _load(config_file, memo, before)
    except BuildError as error:
        return [Problem(Code.CONFIG_VALUE, config_file.name, 0, str(error))]
    except (Exception, SystemExit) as error:
        return [describe_failure(error, config_file.parent)]


def _load(config_file: Path, memo: Memo, before: State | None) -> State | list[Problem]:
    loaded = load_sources(config_file, wanted_locales(), memo)
    if isinstance(loaded, Problem):
        return [loaded]
    if stops_all(loaded.problems):
        return loaded.problems
    portal, pages, problems = loaded.assemble(), loaded.sources.pages, tuple(loaded.problems)
    if before:
        return replace(before, pages=pages, portal=portal, problems=problems)
    if has_errors(load_nav(config_file)[1]):
        return loaded.problems
    engine = load_engine(config_file, portal)
    shared, roots = load_shared(engine.config, portal), find_roots(engine.config)
    return State(next(_SERIALS), engine, roots, shared, pages, portal, problems)


def load_engine(config_file: Path, portal: Portal) -> Engine:
    """The engine with the configuration, hooks, extensions and templates as they are now.

    Raises BuildError, and whatever hooks and templates raise.
    """
    forget_code(config_file.parent)
    with reported_errors():
        config = read_config(config_file)
        if obstacle := find_obstacle(config):
            raise BuildError(f"{obstacle}; stop safar serve and start it again")
        engine = make_engine(config_file, portal, config)
    for name in list_templates(config):
        engine.templates.get_template(name)
    return engine


def forget_code(root: Path) -> None:
    """Have hooks and extensions of the site read again: Python and MkDocs keep what they loaded."""
    sys.dont_write_bytecode = True  # two saves within a second would leave an old one behind
    importlib.invalidate_caches()
    forget_hooks()
    forget_extensions()
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if file and name.split(".")[0] not in ("safar", "__main__") and _is_own(Path(file), root):
            del sys.modules[name]


def _is_own(file: Path, root: Path) -> bool:
    return file.is_relative_to(root.resolve()) and "site-packages" not in file.parts


def list_templates(config: Config) -> list[str]:
    """The templates of the portal and its theme, without those of the theme dependency."""
    own = [folder for folder in config.theme.dirs if not Path(folder, "mkdocs_theme.yml").exists()]
    found = {path.relative_to(folder) for folder in own for path in Path(folder).rglob("*.html")}
    return sorted(path.as_posix() for path in found)


def load_shared(config: Config, portal: Portal) -> Shared:
    """Files that are no pages. Whatever a build writes besides pages has its place here."""
    files, made = list_assets(config), made_assets(config)
    made |= {path: text.encode() for path, text in directory_files(portal)}
    stamps = [(path, stamp_file(source)) for path, source in files.items()]
    pictures = {
        path: name
        for name, image in portal.images.items()
        for path in (name, *(variant.path for variant in image.variants))
    }
    key = value_key(stamps, [text.decode() for text in made.values()])
    return Shared(files, made, pictures, key)
