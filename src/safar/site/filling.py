"""Filling a new tree, side by side: pages, then pictures, search indexes and made pages at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from safar.cache.order import Order
from safar.cache.store import Row, Store
from safar.problems import Problem
from safar.site.engine import Engine
from safar.site.indexing import (
    GROUPS,
    IndexTask,
    IndexWriter,
    IndexWritten,
    index_folder,
    plan_indexes,
    write_indexes,
)
from safar.site.newtree import NewTree
from safar.site.pictures import FEWEST as FEWEST_PICTURES
from safar.site.pictures import (
    MadePicture,
    PictureState,
    PictureTask,
    picture_tasks,
    write_pictures,
)
from safar.site.pool import FEWEST as FEWEST_PAGES
from safar.site.pool import Sharing, begin_work, work_through
from safar.site.writer import RENDERED, TERMS, PageTask, Writer, write_pages
from safar.terminal.progress import Progress

INDEXES, PICTURES = Sharing(fewest=3), Sharing(fewest=FEWEST_PICTURES)
MANY_ROWS = 256  # rendered texts of some 10 kB


class PictureInputs(Struct, frozen=True):
    """Where pictures come from, the digests of all inputs by path, the versions of what reads."""

    docs: Path
    digests: Mapping[str, str]
    versions: str


class Filling:
    """What one build writes into a tree; `problems` are those of pictures."""

    def __init__(
        self,
        engine: Engine,
        store: Store,
        order: Order,
        progress: Progress,
        pictures: PictureInputs,
    ) -> None:
        self._engine = engine
        self._store = store
        self._order = order
        self._progress = progress
        self._pictures = pictures
        self.problems: list[Problem] = []
        self._rows: dict[str, list[Row]] = {RENDERED: [], TERMS: [], GROUPS: []}

    def write(self, tree: NewTree, tasks: Sequence[PageTask], tags: Collection[str]) -> None:
        """Write some pages, and all that is not a page of some locales."""
        self._write_pages(tree, tasks)
        indexes, pictures = self._plan_indexes(tree, tasks, tags), self._plan_pictures(tree)
        writer = IndexWriter(self._engine, self._store, tree)
        state = PictureState(self._pictures.docs, tree.folder, tree.site)
        jobs = self._order.jobs
        with (
            begin_work(writer, write_indexes, indexes, jobs, sharing=INDEXES) as written,
            begin_work(state, write_pictures, pictures, jobs, sharing=PICTURES) as made,
        ):
            with self._progress.stage("write shared files"):
                tree.write_assets(self._engine, self._pictures.digests)
                tree.write_made(self._engine, tags)
            with self._progress.stage("write the search index", len(indexes)) as advance:
                for some in written:
                    advance(len(some))
                    self._take_indexes(tree, some)
            with self._progress.stage("make pictures", len(pictures)) as advance:
                for done in made:
                    advance(len(done))
                    self._take_pictures(tree, done)

    def save_rows(self, keep: Collection[str] | None = None) -> None:
        """Hand texts and words over to the store: those of all pages are too many to hold."""
        for table, rows in self._rows.items():
            if rows or keep:
                self._store.save(table, rows, None if table == GROUPS else keep)
                rows.clear()

    def _write_pages(self, tree: NewTree, tasks: Sequence[PageTask]) -> None:
        with self._progress.stage("write pages", len(tasks)) as advance:
            if not tasks:
                return
            writer = Writer(self._engine, self._store, tree.folder, tree.site)
            jobs, tags = self._order.jobs, list(self._engine.portal.pages)
            if len(tasks) > FEWEST_PAGES and jobs > 1:
                _preload(self._engine)
            for written in work_through(
                writer,
                write_pages,
                tasks,
                jobs,
                sharing=Sharing(lane=lambda task: tags.index(task.tag)),
            ):
                advance(len(written))
                for page in written:
                    tree.outputs |= page.outputs
                    self._rows[RENDERED] += [page.row] if page.row else []
                    self._rows[TERMS].append(page.terms)
                if len(self._rows[TERMS]) >= MANY_ROWS:
                    self.save_rows()

    def _plan_indexes(
        self, tree: NewTree, tasks: Sequence[PageTask], tags: Collection[str]
    ) -> list[IndexTask]:
        self.save_rows()  # workers take texts and words from the store
        changed = {task.tag for task in tasks} if tree.same_shape else set(tags)
        kept = {tag for tag in tags if tag not in changed and tree.keep_folder(index_folder(tag))}
        portal = self._engine.portal
        return plan_indexes(portal, tree.outputs, [tag for tag in tags if tag not in kept])

    def _take_indexes(self, tree: NewTree, written: Sequence[IndexWritten]) -> None:
        for index in written:
            tree.outputs |= index.outputs
            self._rows[TERMS] += index.terms
            self._rows[GROUPS] += index.groups

    def _plan_pictures(self, tree: NewTree) -> list[PictureTask]:
        images, inputs = self._engine.portal.images, self._pictures
        digests = {name: inputs.digests[str(inputs.docs / name)] for name in images}
        return tree.keep_pictures(picture_tasks(images, digests, inputs.versions))

    def _take_pictures(self, tree: NewTree, made: Sequence[MadePicture]) -> None:
        for picture in made:
            self.problems += picture.problems
            tree.outputs |= picture.outputs


def _preload(engine: Engine) -> None:
    """Compile what every worker needs, before they are made as copies of this process."""
    for name in ("home.html", "section.html", "article.html"):
        engine.templates.get_template(name)
