"""Addresses of a portal answered from memory; what is not asked for is never rendered."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from safar.model.edition import PLACEHOLDER, Edition, render_edition
from safar.model.portal import ShownPage
from safar.preview.loading import State
from safar.preview.report import problems_of, waiting_page
from safar.problems import Problem
from safar.render.made import MadePage, list_carriers, list_made
from safar.render.markdown import RenderedPage
from safar.site.failures import describe_failure
from safar.site.locale_index import FOLDER, render_index
from safar.site.output import render_made
from safar.sources.images import encode_image
from safar.sources.pages import ChangedError

FAILED = 500


class Answer(Struct, frozen=True):
    """What an address gives: a status, the name of a file of this type, its bytes.

    A page also has a `mark` (two answers that look alike have the same one), may be `stale`, and
    has problems of its own (`here`).
    """

    status: int
    name: str
    body: bytes
    mark: str = ""
    stale: bool = False
    here: tuple[Problem, ...] = ()


class _Text(Struct, frozen=True):
    serial: int
    digest: str
    rendered: RenderedPage


class Screen:
    """Renders the pages of a state, and keeps what it rendered while nothing changes.

    `reread` is called with a page whose file is no longer the one that was read.
    """

    def __init__(self, state: State, reread: Callable[[ShownPage], None]) -> None:
        self.state = state
        self._reread = reread
        self._texts: dict[str, _Text] = {}
        self._answers: dict[str, Answer] = {}
        self._last: dict[str, Answer] = {}
        self._made: dict[str, Callable[[], MadePage]] = {}
        self._pictures: dict[tuple[int, str], bytes] = {}
        self._indexes: dict[str, dict[str, str]] = {}
        state.engine.take(state.portal)

    def copy(self, state: State) -> Screen:
        """A screen for a state to be tried out; texts that it renders are not rendered again."""
        other = Screen(state, self._reread)
        other._texts = self._texts
        other._pictures = self._pictures
        return other

    def show(self, state: State) -> None:
        """From now on answer from another state; texts of unchanged files are not made again."""
        self._last |= {path: answer for path, answer in self._answers.items() if not answer.stale}
        self._answers.clear()
        self._made.clear()
        self._indexes.clear()
        self.state = state
        state.engine.take(state.portal)

    def has_text(self, digest: str) -> bool:
        """True if the text of a file was rendered and can be shown without it."""
        return any(text.digest == digest for text in self._texts.values())

    def answer(self, path: str) -> Answer:
        """What stands under an address; an unknown one gets the page of missing addresses."""
        shared = self.state.shared
        if path in shared.made:
            return Answer(200, path, shared.made[path])
        if path in shared.pictures:
            return self._picture(path, shared.pictures[path])
        if path in shared.files:
            return self._file(path, shared.files[path])
        if path == "edition.json":
            edition = Edition(self.state.portal.settings.edition, PLACEHOLDER, {})
            text = render_edition(edition, self.state.portal.locales.built)
            return Answer(200, path, text.encode())
        tag, _, rest = path.partition("/")
        if rest.startswith(f"{FOLDER}/") and tag in self.state.portal.pages:
            return self._search_file(tag, path)
        if path not in self._answers:
            self._answers[path] = self._page(path)
        return self._answers[path]

    def _search_file(self, tag: str, path: str) -> Answer:
        """A file of a locale's search index, which is made when somebody first searches."""
        if tag not in self._indexes:
            portal = self.state.portal
            pages = self._readable(portal.pages[tag].values())
            self._indexes[tag] = dict(render_index(portal, portal.locales[tag], pages))
        text = self._indexes[tag].get(path)
        if text is None:
            return Answer(404, "gone.txt", b"The search index has no such file.\n")
        return Answer(200, path, text.encode())

    def _readable(self, pages: Iterable[ShownPage]) -> Iterator[tuple[ShownPage, RenderedPage]]:
        """Pages with their texts, without those that cannot be rendered now."""
        for shown in pages:
            with suppress(Exception):
                self._render_page(shown)
                yield shown, self._texts[shown.path].rendered

    def _picture(self, path: str, name: str) -> Answer:
        """A file of a picture, made when it is first asked for, with all others of it."""
        if (self.state.serial, path) not in self._pictures:
            docs = Path(self.state.engine.config.docs_dir)
            files, _ = encode_image(docs, name, self.state.portal.images[name])
            self._pictures |= {(self.state.serial, each): data for each, data in files.items()}
        body = self._pictures.get((self.state.serial, path))
        return (
            Answer(404, "gone.txt", b"This picture cannot be read.\n")
            if body is None
            else (Answer(200, path, body))
        )

    def _file(self, path: str, source: Path) -> Answer:
        try:
            return Answer(200, path, source.read_bytes())
        except OSError:
            return Answer(404, "gone.txt", b"This file was deleted.\n")

    def _page(self, path: str) -> Answer:
        try:
            return self._render(path)
        except (Exception, SystemExit) as error:
            root = Path(self.state.engine.config.config_file_path).parent
            return self._instead(path, describe_failure(error, root))

    def _instead(self, path: str, failure: Problem) -> Answer:
        """The last good look of a page that cannot be rendered, or a page that says why."""
        here = (*self.problems_of(path), failure)
        if path in self._last:
            return replace(self._last[path], stale=True, here=here)
        body = waiting_page("This page cannot be shown yet").encode()
        return Answer(FAILED, "page.html", body, self._mark(body), stale=False, here=here)

    def _render(self, path: str) -> Answer:
        shown = self.find(path)
        if shown is None:
            return self._made_page(path)
        try:
            html = self._render_page(shown)
        except Exception as error:
            if not isinstance(error.__cause__, ChangedError):
                raise
            self._reread(shown)
            html = self._render_page(self.find(path) or shown)
        here = self.problems_of(path)
        stale = any(problem.path == shown.source.path for problem in here) and self._is_old(shown)
        body = html.encode()
        return Answer(200, path, body, self._mark(body), stale, here)

    def _is_old(self, shown: ShownPage) -> bool:
        """True if the file is no longer the one whose text is shown."""
        file = Path(self.state.engine.config.config_file_path).parent / shown.source.path
        try:
            return hashlib.sha256(file.read_bytes()).hexdigest() != shown.source.digest
        except OSError:
            return True

    def _render_page(self, shown: ShownPage) -> str:
        engine, digest = self.state.engine, shown.source.digest
        known = self._texts.get(shown.path)
        same = known is not None and known.digest == digest
        if known and same and known.serial == self.state.serial:
            return engine.render(shown, known.rendered).html
        try:
            text = engine.render(shown)
        except Exception as error:
            if known and same and isinstance(error.__cause__, ChangedError):
                return engine.render(shown, known.rendered).html
            raise
        self._texts[shown.path] = _Text(self.state.serial, digest, text.rendered)
        return text.html

    def find(self, path: str) -> ShownPage | None:
        """The written page under an address."""
        tag, _, name = path.partition("/")
        norm = f"{name.removesuffix('.html')}.md"
        found = self.state.portal.pages.get(tag, {}).get(norm)
        return found if found and found.path == path else None

    def problems_of(self, path: str) -> tuple[Problem, ...]:
        """The problems of the files behind an address: the text, and what should be the text."""
        tag, _, name = path.partition("/")
        shown = self.find(path)
        files = {f"docs/{tag}/{name.removesuffix('.html')}.md"}
        return problems_of(self.state.problems, files | ({shown.source.path} if shown else set()))

    def _made_page(self, path: str) -> Answer:
        portal = self.state.portal
        if not self._made:
            edition = Edition(portal.settings.edition, PLACEHOLDER, {})
            self._made = dict([*list_made(portal), *list_carriers(portal, edition)])
        missing = path not in self._made
        name = "404.html" if missing else path
        body = render_made(self.state.engine.templates, self._made[name]()).encode()
        status = 404 if missing else 200
        return Answer(status, name, body, self._mark(body), here=self.problems_of(path))

    def _mark(self, body: bytes) -> str:
        whole = hashlib.sha256(body + self.state.shared.key.encode())
        return whole.hexdigest()[:16]
