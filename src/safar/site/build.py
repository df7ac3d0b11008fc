"""Build with MkDocs into a folder beside the site, then put it in the site's place in one step."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from click import ClickException
from mkdocs.commands.build import build
from mkdocs.commands.serve import serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from safar.problems import Code, Problem, has_errors, render_report
from safar.sources.site import load_nav
from safar.sources.swap import fresh_folder, swap_folder

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
log = logging.getLogger("mkdocs")
MARK = "edition.json"  # stands in every finished tree


class BuildError(Exception):
    """The build ended with problems; the message is the whole report."""


def build_site(config_file: Path, site_dir: str | None = None) -> Path:
    """Build the portal of a configuration file; returns the folder of the finished site.

    Whatever happens before the last step, the site that was there stays whole.
    Raises BuildError with every problem that was found.
    """
    with reported_errors() as messages:
        config = read_config(config_file, site_dir)
        site = Path(config.site_dir)
        refuse_foreign_folder(site)
        with fresh_folder(site) as folder:
            config.site_dir = str(folder)
            build(config)
            swap_folder(folder, site)
    print("\n".join(messages), end="\n" if messages else "")
    return Path(os.path.relpath(site))


def refuse_foreign_folder(site: Path) -> None:
    """Raise BuildError if the folder to be replaced holds anything but an earlier build."""
    if site.is_file() or (site.is_dir() and any(site.iterdir()) and not (site / MARK).exists()):
        hint = "name a new folder with --site-dir, or empty this one yourself"
        message = (
            f"expected a new folder or an earlier build, received {site.name} with other files"
        )
        raise BuildError(str(Problem(Code.CONFIG_VALUE, str(site), 0, message, hint)))
    if site.is_mount():
        hint = "name a folder inside it, such as --site-dir E:/safar"
        message = "expected a folder that can be replaced, received the root of a disk"
        raise BuildError(str(Problem(Code.CONFIG_VALUE, str(site), 0, message, hint)))


def read_config(config_file: Path, site_dir: str | None) -> MkDocsConfig:
    """The MkDocs configuration, with `site_dir` relative to where the command was called."""
    if not config_file.is_file():
        raise BuildError(f"{config_file}: no such file [config.value]")
    _, problems = load_nav(config_file)
    if has_errors(problems):
        raise BuildError(render_report(problems))
    options = {"site_dir": str(Path(site_dir).absolute())} if site_dir else {}
    return load_config(config_file=str(config_file), **options)


def serve_site(config_file: Path, address: str) -> None:
    """`mkdocs serve`; what it says is shown at once. Raises BuildError if it cannot start."""
    print(f"Building. Then open http://{address}/ (stop with Ctrl+C)", flush=True)
    with reported_errors(), shown_warnings():
        serve(str(config_file), dev_addr=address, watch_theme=True)


@contextmanager
def shown_warnings() -> Iterator[None]:
    """Print warnings and errors as they come, which a server that runs for hours must do."""
    handler = logging.StreamHandler()
    handler.setLevel(logging.WARNING)
    log.addHandler(handler)
    try:
        yield
    finally:
        log.removeHandler(handler)


class _Collector(logging.Handler):
    """Keeps the warnings and errors of a build, in order."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage().strip())


@contextmanager
def reported_errors() -> Iterator[list[str]]:
    """Turn what MkDocs says and raises into a list of messages and one BuildError."""
    collector = _Collector()
    log.addHandler(collector)
    try:
        yield collector.messages
    except ClickException as error:
        known = "\n".join(collector.messages)
        text = "" if error.message in known or "Aborted" in error.message else error.message
        raise BuildError("\n".join(filter(None, (known, text))) or error.message) from error
    finally:
        log.removeHandler(collector)
