"""Writing pages: what a worker is started with, what it is asked for, what it answers."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from click import ClickException
from msgspec import Struct

from safar.cache.codec import decode_rendered, encode
from safar.cache.record import Output
from safar.cache.store import Row, Store
from safar.model.portal import Portal, ShownPage
from safar.render.markdown import RenderedPage
from safar.site.engine import Engine, ShownText
from safar.site.errors import BuildError
from safar.site.failures import describe_failure
from safar.site.setup import make_engine
from safar.site.tree import put_file

TABLE = "rendered"


class PageTask(Struct, frozen=True):
    """A page to write: its locale and norm, the key of its text."""

    tag: str
    norm: str
    body: str


class Written(Struct, frozen=True):
    """A page that was written; `row` is its rendered text if that is new."""

    path: str
    output: Output
    row: Row | None


class Writer:
    """Writes the pages of a portal into a new tree; `old` is the tree that stands now.

    A worker that is not a copy of its parent gets all but the engine, and makes that itself.
    """

    def __init__(self, engine: Engine, store: Store, folder: Path, old: Path) -> None:
        self._engine: Engine | None = engine
        self.config_file = Path(engine.config.config_file_path)
        self.portal: Portal = engine.portal
        self.store = store
        self.folder = folder
        self.old = old

    def __getstate__(self) -> dict[str, Any]:
        return {**vars(self), "_engine": None}

    @property
    def engine(self) -> Engine:
        """The engine of this process."""
        if self._engine is None:
            self._engine = make_engine(self.config_file, self.portal)
        return self._engine


def write_pages(writer: Writer, tasks: Sequence[PageTask]) -> list[Written]:
    """Write some pages; texts that were rendered before are taken from the store."""
    shown = [writer.portal.pages[task.tag][task.norm] for task in tasks]
    wanted = [(page.path, task.body) for page, task in zip(shown, tasks, strict=True)]
    known = writer.store.load(TABLE, wanted, decode_rendered)
    return [
        _write_page(writer, task, page.path, _render(writer, page, known.get(page.path)))
        for page, task in zip(shown, tasks, strict=True)
    ]


def _render(writer: Writer, page: ShownPage, known: RenderedPage | None) -> ShownText:
    """One page; what a template or hook of the site raises is told with its file and line."""
    try:
        return writer.engine.render(page, known)
    except ClickException:
        raise
    except Exception as error:
        root = writer.config_file.absolute().parent
        raise BuildError(str(describe_failure(error, root))) from error


def _write_page(writer: Writer, task: PageTask, path: str, text: ShownText) -> Written:
    data = text.html.encode()
    digest = hashlib.sha256(data).hexdigest()
    put_file(writer.folder, path, data, writer.old)
    row = Row(path, task.body, encode(text.rendered)) if text.fresh else None
    return Written(path, Output(digest, text.view, task.body), row)
