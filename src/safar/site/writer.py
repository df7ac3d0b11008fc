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
from safar.site.locale_index import LocaleIndex
from safar.site.setup import make_engine
from safar.site.tree import put_file

RENDERED, TERMS = "rendered", "terms"


class PageTask(Struct, frozen=True):
    """A page to write: its locale and norm, the key of its text."""

    tag: str
    norm: str
    body: str


class Written(Struct, frozen=True):
    """A page that was written and the file of its text for search.

    `row` is its rendered text if that is new, `terms` what search reads of it.
    """

    outputs: dict[str, Output]
    row: Row | None
    terms: Row


class Writer:
    """Writes the pages of a portal into a new tree; `old` is the tree that stands now.

    A worker that is not a copy of its parent gets all but the engine, and makes that itself.
    """

    def __init__(self, engine: Engine, store: Store, folder: Path, old: Path) -> None:
        self._engine: Engine | None = engine
        self._indexes: dict[str, LocaleIndex] = {}
        self.config_file = Path(engine.config.config_file_path)
        self.portal: Portal = engine.portal
        self.store = store
        self.folder = folder
        self.old = old

    def __getstate__(self) -> dict[str, Any]:
        return {**vars(self), "_engine": None, "_indexes": {}}

    @property
    def engine(self) -> Engine:
        """The engine of this process."""
        if self._engine is None:
            self._engine = make_engine(self.config_file, self.portal)
        return self._engine

    def index(self, tag: str) -> LocaleIndex:
        """The search index of a locale, as this process makes it."""
        if tag not in self._indexes:
            self._indexes[tag] = LocaleIndex(self.portal, self.portal.locales[tag])
        return self._indexes[tag]


def write_pages(writer: Writer, tasks: Sequence[PageTask]) -> list[Written]:
    """Write some pages; texts that were rendered before are taken from the store."""
    shown = [writer.portal.pages[task.tag][task.norm] for task in tasks]
    wanted = [(page.path, task.body) for page, task in zip(shown, tasks, strict=True)]
    known = writer.store.load(RENDERED, wanted, decode_rendered)
    return [
        _write_page(writer, task, page, render_text(writer, page, known.get(page.path)))
        for page, task in zip(shown, tasks, strict=True)
    ]


def render_text(writer: Writer, page: ShownPage, known: RenderedPage | None) -> ShownText:
    """One page; what a template or hook of the site raises is told with its file and line."""
    try:
        return writer.engine.render(page, known)
    except ClickException:
        raise
    except Exception as error:
        root = writer.config_file.absolute().parent
        raise BuildError(str(describe_failure(error, root))) from error


def _write_page(writer: Writer, task: PageTask, shown: ShownPage, text: ShownText) -> Written:
    outputs = {shown.path: Output(_put(writer, shown.path, text.html), text.view, task.body)}
    row = Row(shown.path, task.body, encode(text.rendered)) if text.fresh else None
    index = writer.index(task.tag)
    key, page = index.key(shown, task.body), index.page(shown, text.rendered)
    path = index.page_path(task.norm)
    outputs[path] = Output(_put(writer, path, index.render_page(task.norm, page)), "", key)
    return Written(outputs, row, Row(shown.path, key, encode(index.read(page))))


def _put(writer: Writer, path: str, text: str) -> str:
    """Write a file of the new tree; returns its digest."""
    data = text.encode()
    put_file(writer.folder, path, data, writer.old)
    return hashlib.sha256(data).hexdigest()
