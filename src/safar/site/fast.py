"""The fast build: only what has changed is written, side by side, into a tree beside the old one.

Every page goes through the engine's events as in the engine's own build, and the bytes are the
same; what is not done is everything that the engine does once for each locale.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs.config.defaults import MkDocsConfig
from msgspec import Struct, field
from msgspec.structs import replace

from safar.cache.codec import value_key
from safar.cache.keys import Keys, Roots, group_key, make_keys
from safar.cache.order import COMPRESS, Order
from safar.cache.question import load_requirements
from safar.cache.reading import CachedReading
from safar.cache.record import BuildRecord, Output, record_path, write_record
from safar.cache.stamps import Seen, is_same, see_files, stamp_all
from safar.cache.store import NAME as STORE
from safar.cache.store import Row, Store
from safar.language.locales import parse_subset
from safar.model.images import Image
from safar.model.portal import Portal
from safar.problems import Problem, has_errors, render_report
from safar.site.engine import Engine
from safar.site.errors import BuildError
from safar.site.indexing import GROUPS, IndexWriter, index_folder, plan_indexes, write_indexes
from safar.site.newtree import NewTree, part_tags
from safar.site.pictures import FEWEST, PictureState, picture_tasks, write_pictures
from safar.site.plan import PagePlan, TextKeys, plan_pages, shape_key
from safar.site.pool import FEWEST as FEWEST_PAGES
from safar.site.pool import work_through
from safar.site.setup import find_roots, make_engine
from safar.site.writer import RENDERED, TERMS, PageTask, Writer, write_pages
from safar.sources.pages import PageEntry, PageFile, Reading, read_pages
from safar.sources.portal import EXCEPTIONS, load_portal, see_images
from safar.sources.swap import fresh_folder, swap_folder
from safar.terminal.progress import Advance, Progress

MANY_ROWS = 256  # rendered texts of some 10 kB


class Result(Struct):
    """What a build did: pages in the tree, pages rendered, files written, what it warned of."""

    pages: int = 0
    rendered: int = 0
    report: str = ""
    notices: list[str] = field(default_factory=list)


class FastBuild:
    """One build, from the configuration to the record."""

    def __init__(
        self, order: Order, config: MkDocsConfig, record: BuildRecord | None, progress: Progress
    ) -> None:
        self.order = order
        self.config = config
        self.record = record
        self.progress = progress
        self.result = Result()
        self.begun = time.time_ns()
        self.roots: Roots = find_roots(config)
        self.store = Store(order.folder / STORE if order.cached else None)
        self.rows: dict[str, list[Row]] = {RENDERED: [], TERMS: [], GROUPS: []}
        self.code = ""
        self.images_key = ""

    def run(self) -> Result:
        """Build; whatever happens before the last step, the old site stays whole."""
        if self.order.cached:
            return self._run()
        with TemporaryDirectory(prefix="safar-") as folder:  # workers hand over through a store
            self.store = Store(Path(folder, STORE))
            return self._run()

    def _run(self) -> Result:
        with self.progress.stage("look at the files"):
            self.inputs = self._see_inputs()
            self.keys: Keys = make_keys(self.roots, self.inputs, self.order.question.versions)
            known = self._known_outputs()
        portal = self._load_portal()
        with self.progress.stage("compare with the last build"):
            self.engine = make_engine(self.order.config_file, portal, self.config)
            self.shape = shape_key(portal)
            tags = part_tags(portal, self.order.question.part)
            plan = self._plan(known, tags)
        with fresh_folder(self.order.site) as folder:
            tree = NewTree(
                folder, self.order.site, known, self.record, self.same_frame, self.same_shape
            )
            self._write_tree(tree, plan, tags)
            with self.progress.stage("put the new site in place"):
                swap_folder(folder, self.order.site)
        with self.progress.stage("keep for the next build"):
            self._remember(tree.outputs)
        self._tell(plan)
        return self.result

    def _see_inputs(self) -> dict[str, Seen]:
        before, begun = (self.record.inputs, self.record.begun) if self.record else ({}, 0)
        return see_files(stamp_all(self.roots.all), before, begun)

    def _known_outputs(self) -> dict[str, Output]:
        """The files of the site that are still as the last build left them."""
        if self.record is None:
            return {}
        now, seen = stamp_all([self.order.site]), self.record.seen
        start = len(str(self.order.site)) + 1
        good = {
            path[start:].replace("\\", "/")
            for path, stamp in now.items()
            if path in seen and is_same(path, stamp, seen[path], self.record.recorded)
        }
        return {path: out for path, out in self.record.outputs.items() if path in good}

    def _load_portal(self) -> Portal:
        with self.progress.stage("read the pages", len(self.inputs)) as advance:

            def read(reading: Reading, files: Sequence[PageFile]) -> Iterator[list[PageEntry]]:
                for entries in work_through(reading, read_pages, files, self.order.jobs):
                    advance(len(entries))
                    yield entries

            reading = CachedReading(self.store, self.inputs, self.keys.reading, read)
            locales = self.order.question.locales
            portal, problems = load_portal(
                self.order.config_file, locales, reading, self._see_images
            )
        self._report(problems)
        assert portal is not None
        _, unknown = parse_subset(portal.locales, self.order.question.part)
        self._report([replace(problem, path="--part") for problem in unknown])
        return portal

    def _see_images(
        self, docs_dir: Path, assets: Collection[str], formats: Collection[str]
    ) -> tuple[dict[str, Image], list[Problem]]:
        """The pictures as the last build saw them, while their files are the same."""
        digests = [
            (name, self.inputs[str(self.roots.docs / name)].digest) for name in sorted(assets)
        ]
        self.images_key = value_key(digests, list(formats), self.keys.pictures)
        if self.record and self.record.images_key == self.images_key:
            return self.record.images, []
        images, problems = see_images(docs_dir, assets, formats)
        if problems:
            self.images_key = ""
        return images, problems

    def _report(self, problems: list[Problem]) -> None:
        if has_errors(problems):
            raise BuildError(render_report(problems))
        self.result.report = "\n".join(filter(None, [self.result.report, *map(str, problems)]))

    def _plan(self, known: Mapping[str, Output], tags: Collection[str]) -> PagePlan:
        exceptions = self.roots.docs.parent / EXCEPTIONS
        texts = TextKeys(self.keys.markup, group_key([exceptions], self.inputs))
        pages = known if self.same_frame else {}
        return plan_pages(self.engine, texts, pages, tags, same_shape=self.same_shape)

    @property
    def same_frame(self) -> bool:
        """True if templates, styles and code are those of the last build."""
        return self.record is not None and self.record.frame == self.keys.frame

    @property
    def same_shape(self) -> bool:
        """True if besides, nothing differs but the texts of pages."""
        return self.same_frame and self.record is not None and self.record.shape == self.shape

    def _write_tree(self, tree: NewTree, plan: PagePlan, tags: tuple[str, ...]) -> None:
        with self.progress.stage("take over unchanged pages"):
            tree.keep(plan.kept)
        with self.progress.stage("write pages", len(plan.tasks)) as advance:
            self._write_pages(tree, plan.tasks, advance)
        self._write_indexes(tree, plan.tasks, tags)
        self._write_pictures(tree)
        with self.progress.stage("write shared files"):
            digests = {path: seen.digest for path, seen in self.inputs.items()}
            tree.write_assets(self.engine, digests)
            tree.write_made(self.engine, tags)
        with self.progress.stage("write the edition"):
            if self.order.question.part:
                self.code = tree.write_part(self.engine, tags, self._identity())
            else:
                self.code = tree.write_edition(self.engine)
        if COMPRESS in self.order.question.options:
            with self.progress.stage("compress"):
                tree.write_siblings(self.order.jobs)

    def _write_pictures(self, tree: NewTree) -> None:
        docs, images = self.roots.docs, self.engine.portal.images
        digests = {name: self.inputs[str(docs / name)].digest for name in images}
        tasks = tree.keep_pictures(picture_tasks(images, digests, self.keys.pictures))
        with self.progress.stage("make pictures", len(tasks)) as advance:
            state = PictureState(docs, tree.folder, tree.site)
            jobs = self.order.jobs
            for made in work_through(state, write_pictures, tasks, jobs, fewest=FEWEST):
                advance(len(made))
                self._report([problem for picture in made for problem in picture.problems])
                for picture in made:
                    tree.outputs |= picture.outputs

    def _identity(self) -> str:
        """What all parts of a site must share."""
        return value_key(
            load_requirements(),
            group_key((self.roots.package, self.roots.docs), self.inputs),
            self.shape,
        )

    def _write_pages(self, tree: NewTree, tasks: Sequence[PageTask], advance: Advance) -> None:
        if not tasks:
            return
        writer = Writer(self.engine, self.store, tree.folder, self.order.site)
        if len(tasks) > FEWEST_PAGES and self.order.jobs > 1:
            _preload(self.engine)
        for written in work_through(writer, write_pages, tasks, self.order.jobs):
            advance(len(written))
            for page in written:
                tree.outputs |= page.outputs
                self.rows[RENDERED] += [page.row] if page.row else []
                self.rows[TERMS].append(page.terms)
            if len(self.rows[TERMS]) >= MANY_ROWS:
                self._save_rows()

    def _write_indexes(
        self, tree: NewTree, tasks: Sequence[PageTask], tags: Collection[str]
    ) -> None:
        changed = {task.tag for task in tasks} if self.same_shape else set(tags)
        kept = {tag for tag in tags if tag not in changed and tree.keep_folder(index_folder(tag))}
        todo = plan_indexes(self.engine.portal, tree.outputs, [t for t in tags if t not in kept])
        with self.progress.stage("write the search index", len(todo)) as advance:
            self._save_rows()
            writer = IndexWriter(self.engine, self.store, tree)
            for written in work_through(writer, write_indexes, todo, self.order.jobs, fewest=3):
                advance(len(written))
                for index in written:
                    tree.outputs |= index.outputs
                    self.rows[TERMS] += index.terms
                    self.rows[GROUPS] += index.groups

    def _save_rows(self, keep: Collection[str] | None = None) -> None:
        """Hand texts and words over to the store: those of all pages are too many to hold."""
        for table, rows in self.rows.items():
            if rows or keep:
                self.store.save(table, rows, None if table == GROUPS else keep)
                rows.clear()

    def _remember(self, outputs: Mapping[str, Output]) -> None:
        if not self.order.cached:
            return
        partly = self.order.question.part or self.order.question.locales
        gone = self.record and self.record.outputs.keys() - outputs.keys()
        self._save_rows(outputs if gone and not partly else None)
        site = self.order.site
        seen = {
            path: Seen(stamp, outputs[path[len(str(site)) + 1 :].replace("\\", "/")].digest)
            for path, stamp in stamp_all([site]).items()
        }
        record = BuildRecord(
            question=self.order.question,
            roots=tuple(map(str, self.roots.all)),
            begun=self.begun,
            recorded=time.time_ns(),
            inputs=self.inputs,
            outputs=dict(outputs),
            seen=seen,
            frame=self.keys.frame,
            shape=self.shape,
            code=self.code,
            report=self.result.report,
            images=dict(self.engine.portal.images),
            images_key=self.images_key,
        )
        try:
            write_record(record_path(self.order.folder, self.order.site), record)
        except OSError as error:
            self.result.notices.append(f"nothing is kept for the next build: {error}")

    def _tell(self, plan: PagePlan) -> None:
        self.result.pages = len(plan.tasks) + len(plan.kept)
        self.result.rendered = len(plan.tasks)
        if self.store.damage:
            self.result.notices.append(self.store.damage)


def _preload(engine: Engine) -> None:
    """Compile what every worker needs, before they are made as copies of this process."""
    for name in ("home.html", "section.html", "article.html"):
        engine.templates.get_template(name)
