"""The fast build: only what has changed is written, side by side, into a tree beside the old one.

Every page goes through the engine's events as in the engine's own build, and the bytes are the
same; what is not done is everything that the engine does once for each locale.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from safar.cache.keys import Keys, Roots, group_key, make_keys
from safar.cache.reading import CachedReading
from safar.cache.record import FOLDER, BuildRecord, Output, Question, record_path, write_record
from safar.cache.stamps import Seen, is_same, see_files, stamp_all
from safar.cache.store import NAME as STORE
from safar.cache.store import Row, Store
from safar.model.edition import PLACEHOLDER, Edition, is_carrier, make_edition, render_edition
from safar.model.portal import Portal
from safar.problems import Problem, has_errors, render_report
from safar.progress import Progress
from safar.render.made import MadePage, edition_pages, made_pages
from safar.site.assets import list_assets, made_assets
from safar.site.engine import Engine
from safar.site.errors import BuildError
from safar.site.output import render_made
from safar.site.plan import PagePlan, TextKeys, made_key, plan_pages, shape_key
from safar.site.pool import work_through
from safar.site.setup import find_roots, make_engine
from safar.site.tree import keep_files, put_file
from safar.site.writer import TABLE, PageTask, Writer, write_pages
from safar.sources.pages import PageEntry, PageFile, Reading, read_pages
from safar.sources.portal import EXCEPTIONS, load_portal
from safar.sources.swap import fresh_folder, swap_folder


@dataclass(frozen=True, slots=True)
class Order:
    """What a build is to do: the question, who asked it, and how."""

    config_file: Path
    site: Path
    question: Question
    jobs: int
    cached: bool

    @property
    def folder(self) -> Path:
        """Where the cache of this portal stands."""
        return self.config_file.parent / FOLDER


@dataclass(slots=True)
class Result:
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
        self.outputs: dict[str, Output] = {}
        self.rows: list[Row] = []
        self.code = ""

    def run(self) -> Result:
        """Build; whatever happens before the last step, the old site stays whole."""
        with self.progress.stage("look at the files"):
            self.inputs = self._see_inputs()
            self.keys: Keys = make_keys(self.roots, self.inputs, self.order.question.versions)
            known = self._known_outputs()
        portal = self._load_portal()
        with self.progress.stage("compare with the last build"):
            self.engine = make_engine(self.order.config_file, portal, self.config)
            self.shape = shape_key(portal)
            plan = self._plan(known)
        with fresh_folder(self.order.site) as folder:
            self._write_tree(folder, portal, plan, known)
            with self.progress.stage("put the new site in place"):
                swap_folder(folder, self.order.site)
        with self.progress.stage("keep for the next build"):
            self._remember()
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
            portal, problems = load_portal(self.order.config_file, locales, reading)
        self._report(problems)
        assert portal is not None
        return portal

    def _report(self, problems: list[Problem]) -> None:
        if has_errors(problems):
            raise BuildError(render_report(problems))
        self.result.report = "\n".join(map(str, problems))

    def _plan(self, known: Mapping[str, Output]) -> PagePlan:
        exceptions = self.roots.docs.parent / EXCEPTIONS
        texts = TextKeys(self.keys.markup, group_key([exceptions], self.inputs))
        pages = known if self.same_frame else {}
        return plan_pages(self.engine, texts, pages, same_shape=self.same_shape)

    @property
    def same_frame(self) -> bool:
        """True if templates, styles and code are those of the last build."""
        return self.record is not None and self.record.frame == self.keys.frame

    @property
    def same_shape(self) -> bool:
        """True if besides, nothing differs but the texts of pages."""
        return self.same_frame and self.record is not None and self.record.shape == self.shape

    def _write_tree(
        self, folder: Path, portal: Portal, plan: PagePlan, known: Mapping[str, Output]
    ) -> None:
        with self.progress.stage("take over unchanged pages"):
            keep_files(folder, plan.kept, self.order.site)
            self.outputs |= plan.kept
        with self.progress.stage("write pages", len(plan.tasks)) as advance:
            self._write_pages(folder, plan.tasks, advance)
        with self.progress.stage("write shared files"):
            self._write_assets(folder, portal, known)
            if not (self.same_shape and self._keep_made(folder, known)):
                self._write_made(folder, made_pages(portal), known)
        with self.progress.stage("write the edition"):
            self._write_edition(folder, portal, known)

    def _write_pages(self, folder: Path, tasks: Sequence[PageTask], advance: object) -> None:
        assert callable(advance)
        if not tasks:
            return
        writer = Writer(self.engine, self.store, folder, self.order.site)
        _preload(self.engine)
        for written in work_through(writer, write_pages, tasks, self.order.jobs):
            advance(len(written))
            self.outputs |= {page.path: page.output for page in written}
            self.rows += (page.row for page in written if page.row)

    def _write_assets(self, folder: Path, portal: Portal, known: Mapping[str, Output]) -> None:
        for path, source in list_assets(self.config).items():
            digest = self.inputs[str(source)].digest if str(source) in self.inputs else ""
            if path in known and known[path].digest == digest:
                keep_files(folder, [path], self.order.site)
                self.outputs[path] = known[path]
            else:
                self._put(folder, path, source.read_bytes(), "", known)
        for path, data in made_assets(self.config, portal).items():
            self._put(folder, path, data, "", known)

    def _write_made(
        self, folder: Path, pages: Iterable[MadePage], known: Mapping[str, Output]
    ) -> None:
        for page in pages:
            key = made_key(page)
            if self.same_frame and page.path in known and known[page.path].view == key:
                keep_files(folder, [page.path], self.order.site)
                self.outputs[page.path] = known[page.path]
            else:
                html = render_made(self.engine.templates, page)
                self._put(folder, page.path, html.encode(), key, known)

    def _keep_made(self, folder: Path, known: Mapping[str, Output]) -> bool:
        """Take all made pages over; False if any of them is not as the last build left it."""
        assert self.record is not None
        made = [path for path, out in self.record.outputs.items() if out.view and not out.body]
        if any(path not in known for path in made):
            return False
        keep_files(folder, made, self.order.site)
        self.outputs |= {path: known[path] for path in made}
        return True

    def _write_edition(self, folder: Path, portal: Portal, known: Mapping[str, Output]) -> None:
        hashes = {path: output.digest for path, output in self.outputs.items()}
        edition = make_edition(portal.settings.edition, hashes)
        self.code = edition.code
        for path, html in self._carriers(portal, edition, known):
            self._put(folder, path, html.replace(PLACEHOLDER, edition.code).encode(), "", known)
        text = render_edition(edition, portal.locales.built)
        self._put(folder, "edition.json", text.encode(), "", known)

    def _carriers(
        self, portal: Portal, edition: Edition, known: Mapping[str, Output]
    ) -> Iterator[tuple[str, str]]:
        """The pages that state the code; of an old one only the code has to be taken out."""
        old = [path for path in known if is_carrier(path) and path.endswith(".html")]
        if self.same_shape and self.record and len(old) == len(portal.built) + 1:
            for path in old:
                html = (self.order.site / path).read_bytes().decode()
                yield path, html.replace(self.record.code, PLACEHOLDER)
            return
        for page in edition_pages(portal, Edition(edition.date, PLACEHOLDER, {})):
            yield page.path, render_made(self.engine.templates, page)

    def _put(
        self, folder: Path, path: str, data: bytes, view: str, known: Mapping[str, Output]
    ) -> None:
        digest = hashlib.sha256(data).hexdigest()
        same = path in known and known[path].digest == digest
        put_file(folder, path, data, self.order.site if same else None)
        self.outputs[path] = Output(digest, view)

    def _remember(self) -> None:
        if not self.order.cached:
            return
        if self.rows:
            self.store.save(TABLE, self.rows, self.outputs)
        site = self.order.site
        seen = {
            path: Seen(stamp, self.outputs[path[len(str(site)) + 1 :].replace("\\", "/")].digest)
            for path, stamp in stamp_all([site]).items()
        }
        record = BuildRecord(
            question=self.order.question,
            roots=tuple(map(str, self.roots.all)),
            begun=self.begun,
            recorded=time.time_ns(),
            inputs=self.inputs,
            outputs=self.outputs,
            seen=seen,
            frame=self.keys.frame,
            shape=self.shape,
            code=self.code,
            report=self.result.report,
        )
        write_record(record_path(self.order.folder, self.order.site), record)

    def _tell(self, plan: PagePlan) -> None:
        self.result.pages = len(plan.tasks) + len(plan.kept)
        self.result.rendered = len(plan.tasks)
        if self.store.damage:
            self.result.notices.append(self.store.damage)


def _preload(engine: Engine) -> None:
    """Compile what every worker needs, before they are made as copies of this process."""
    for name in ("home.html", "section.html", "article.html"):
        engine.templates.get_template(name)
