"""Build into a folder beside the site, then put it in the site's place in one step."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from click import ClickException
from jinja2 import TemplateError
from mkdocs.config.defaults import MkDocsConfig

from safar.cache.order import Order
from safar.cache.record import BuildRecord
from safar.site.errors import BuildError
from safar.site.events import find_obstacle
from safar.site.failures import describe_failure
from safar.site.fast import FastBuild, Result
from safar.site.pool import WorkerError
from safar.site.setup import read_config
from safar.sources.swap import check_target, fresh_folder, swap_folder
from safar.terminal.progress import Progress

log = logging.getLogger("mkdocs")


def build_site(order: Order, record: BuildRecord | None, progress: Progress) -> Result:
    """Build the portal of a configuration file; `record` is that of the last build.

    Whatever happens before the last step, the site that was there stays whole.
    Raises BuildError with every problem that was found.
    """
    with reported_errors() as messages:
        with progress.stage("read the configuration"):
            config = read_config(order.config_file, str(order.site))
        refuse_foreign_folder(order.site)
        obstacle = find_obstacle(config)
        try:
            result = (
                _build_with_engine(config, order.site, obstacle)
                if obstacle
                else FastBuild(order, config, record, progress).run()
            )
        except TemplateError as error:
            root = order.config_file.absolute().parent
            raise BuildError(str(describe_failure(error, root))) from error
    result.report = "\n".join(filter(None, [*messages, result.report]))
    return result


def _build_with_engine(config: MkDocsConfig, site: Path, obstacle: str) -> Result:
    """The engine's own build, for sites with hooks or plugins that do not say what they read."""
    from mkdocs.commands.build import build  # noqa: PLC0415 - rarely needed, slow to load

    with fresh_folder(site) as folder:
        config.site_dir = str(folder)
        build(config)
        swap_folder(folder, site, compare=True)
    return Result(notices=[f"Nothing is kept for the next build: {obstacle}"])


def refuse_foreign_folder(site: Path) -> None:
    """Raise BuildError if the folder to be replaced holds anything but an earlier build."""
    if problem := check_target(site):
        raise BuildError(str(problem))


def serve_site(config_file: Path, address: str) -> None:
    """Show the site while it is written, until Ctrl+C. Raises BuildError if it cannot start."""
    print("Reading the portal.", flush=True)
    with reported_errors():
        config = read_config(config_file)
    if obstacle := find_obstacle(config):
        _serve_with_engine(config_file, address, obstacle)
        return
    from safar.preview.run import run_preview  # noqa: PLC0415 - a build needs no server

    run_preview(config_file, config, address)


def _serve_with_engine(config_file: Path, address: str, obstacle: str) -> None:
    """`mkdocs serve`; what it says is shown at once."""
    from mkdocs.commands.serve import serve  # noqa: PLC0415 - rarely needed, slow to load

    print(f"The whole site is built at each save: {obstacle}")
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
    except WorkerError as error:
        raise BuildError(str(error)) from error
    except ClickException as error:
        known = "\n".join(collector.messages)
        text = "" if error.message in known or "Aborted" in error.message else error.message
        raise BuildError("\n".join(filter(None, (known, text))) or error.message) from error
    finally:
        log.removeHandler(collector)
