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
from safar.cache.store import Store
from safar.language.locales import parse_subset
from safar.model.images import Image
from safar.model.portal import Portal
from safar.problems import Problem, has_errors, render_report
from safar.site.errors import BuildError
from safar.site.filling import Filling, PictureInputs
from safar.site.newtree import NewTree, part_tags
from safar.site.plan import PagePlan, TextKeys, plan_pages, shape_key
from safar.site.pool import work_through
from safar.site.setup import find_roots, make_engine
from safar.sources.pages import PageEntry, PageFile, Reading, read_pages
from safar.sources.portal import EXCEPTIONS, Loaded, load_sources, see_images
from safar.sources.swap import fresh_folder, swap_folder
from safar.terminal.progress import Progress


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
            self.filling = self._begin_filling()
            self._write_tree(tree, plan, tags)
            with self.progress.stage("put the new site in place"):
                swap_folder(folder, self.order.site)
        with self.progress.stage("keep for the next build"):
            self._remember(tree.outputs)
        self._tell(plan)
        return self.result

    def _begin_filling(self) -> Filling:
        pictures = PictureInputs(
            self.roots.docs,
            {path: seen.digest for path, seen in self.inputs.items()},
            self.keys.pictures,
        )
        return Filling(self.engine, self.store, self.order, self.progress, pictures)

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
            self.loaded = self._checked(
                load_sources(self.order.config_file, locales, reading, self._see_images)
            )
            portal = self.loaded.assemble()
        _, unknown = parse_subset(portal.locales, self.order.question.part)
        self._report([replace(problem, path="--part") for problem in unknown])
        return portal

    def _checked(self, loaded: Loaded | Problem) -> Loaded:
        """What was read, without errors; its warnings are kept for the report."""
        self._report([loaded] if isinstance(loaded, Problem) else loaded.problems)
        assert not isinstance(loaded, Problem), "a problem in place of a portal is an error"
        return loaded

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
        self.filling.write(tree, plan.tasks, tags)
        self._report(self.filling.problems)
        with self.progress.stage("write the edition"):
            if self.order.question.part:
                self.code = tree.write_part(self.engine, tags, self._identity())
            else:
                self.code = tree.write_edition(self.engine)
        if COMPRESS in self.order.question.options:
            with self.progress.stage("compress"):
                tree.write_siblings(self.order.jobs)

    def _identity(self) -> str:
        """What all parts of a site must share."""
        return value_key(
            load_requirements(),
            group_key((self.roots.package, self.roots.docs), self.inputs),
            self.shape,
        )

    def _remember(self, outputs: Mapping[str, Output]) -> None:
        if not self.order.cached:
            return
        partly = self.order.question.part or self.order.question.locales
        gone = self.record and self.record.outputs.keys() - outputs.keys()
        self.filling.save_rows(outputs if gone and not partly else None)
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
            day=self.loaded.day,
            same_until=self.loaded.same_until,
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
