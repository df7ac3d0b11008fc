"""One preview: the state that is shown, what happens on a change, who is looking at what."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from msgspec.structs import replace

from safar.model.content import PageSource
from safar.model.portal import ShownPage
from safar.preview.loading import State, load_state
from safar.preview.memo import Memo, is_broken
from safar.preview.merge import find_moves, put_records, show_again
from safar.preview.report import Look, replace_problems, waiting_page
from safar.preview.screen import FAILED, Answer, Screen
from safar.problems import Problem, count, render_report, sort_problems
from safar.sources.pages import PageEntry, PageFile

NAMED = 3  # files that a line names


class Session:
    """Holds everything in memory. Every public method may be called by any thread.

    `changed` is notified when there may be something new to see; `version` counts these times.
    """

    def __init__(self, config_file: Path, memo: Memo, say: Callable[[str], None] = print) -> None:
        self.config_file = config_file
        self.memo = memo
        self.changed = threading.Condition(threading.RLock())
        self.version = 0
        self._say = say
        self._state: State | None = None
        self._screen: Screen | None = None
        self._failures: tuple[Problem, ...] = ()  # why a newer state is not shown
        self._told: tuple[Problem, ...] = ()
        self._viewers: Counter[str] = Counter()
        self._moves: dict[str, str] = {}

    @property
    def state(self) -> State | None:
        """What is shown now; None until a portal without grave errors was read."""
        return self._state

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong."""
        with self.changed:
            known = self._state.problems if self._state else ()
            return tuple(sort_problems([*known, *self._failures]))

    def answer(self, path: str) -> Answer:
        """What the browser gets for an address."""
        with self.changed:
            if self._screen is None:
                body = waiting_page("The portal cannot be shown yet").encode()
                return Answer(FAILED, "page.html", body, mark="waiting")
            return self._screen.answer(path)

    def look(self, path: str) -> Look:
        """What the browser is told that shows an address."""
        with self.changed:
            answer = self.answer(path)
            here = (*answer.here, *self._failures)
            everything = (*self.problems, *answer.here)
            return Look(answer.mark, self._new_place(path), answer.stale, here, everything)

    def _new_place(self, path: str) -> str:
        """Where a renamed page went, `""` while a page of its own has the address."""
        shown = self._screen.find(path) if self._screen else None
        return "" if shown and not shown.is_fallback else self._moves.get(path, "")

    @contextmanager
    def viewing(self, path: str) -> Iterator[None]:
        """While this lasts, a browser shows the address: it is rendered first."""
        with self.changed:
            self._viewers[path] += 1
        try:
            yield
        finally:
            with self.changed:
                self._viewers[path] -= 1
                self._viewers += Counter()  # drops those that nobody views

    def refresh(self, files: tuple[PageFile, ...], begun: float) -> None:
        """Read some pages again and show them; `begun` is when they were changed."""
        known = {file: self.memo.entry(file) for file in files}
        entries = self.memo.read_again(files)
        entries = {file: entry for file, entry in entries.items() if entry != known[file]}
        with self.changed:
            if self._state is None or self._screen is None or not entries:
                return
            before = self._state
            self._install(self._with_entries(before, entries))
            if any(_is_new(before, file, entry) for file, entry in entries.items()):
                self._moves |= find_moves(before.portal, self._state.portal)
            self._publish()
        self._tell([file.path for file in entries], begun)

    def reload(self, names: tuple[str, ...], begun: float, *, anew: bool) -> bool:
        """Read and check the whole portal, `anew` with its configuration, templates and code.

        False if pages were changed meanwhile: then what was read is too old to be shown.
        """
        version = self.version
        before = self._state
        loaded = load_state(self.config_file, self.memo, None if anew else before)
        with self.changed:
            if version != self.version:
                return False
            self._take(loaded, anew=anew)
            self._publish()
        self._tell(list(names), begun)
        return True

    def _take(self, loaded: State | list[Problem], *, anew: bool) -> None:
        """Show what was read, or say why the state before is shown still."""
        if not isinstance(loaded, State):
            self._failures = tuple(loaded)
            return
        before, state = self._state, self._with_kept_texts(loaded)
        if anew:
            self._failures = self._try_out(state)
            if self._failures:
                return
        self._install(state)
        if before:
            self._moves |= find_moves(before.portal, state.portal)

    def _with_entries(self, state: State, entries: Mapping[PageFile, PageEntry | None]) -> State:
        """The state with files read again; a broken one keeps its last good text."""
        records: dict[PageFile, PageSource | None] = {}
        found: list[Problem] = []
        for file, entry in entries.items():
            if entry is not None:
                found += [*entry.problems, *entry.found]
            if entry is None or not self._keeps_text(state, file, entry):
                records[file] = entry.record if entry else None
        problems = replace_problems(state.problems, {file.path for file in entries}, found)
        return self._with_records(replace(state, problems=tuple(problems)), records)

    def _with_records(self, state: State, records: Mapping[PageFile, PageSource | None]) -> State:
        portal = state.portal
        pages = put_records(state.pages, records, portal.locales, portal.converter)
        norms = {file.norm for file in records}
        return replace(state, pages=pages, portal=show_again(portal, pages, norms))

    def _with_kept_texts(self, state: State) -> State:
        """A state that was read anew, with the last good texts of pages that are broken now."""
        before = self._state
        if before is None:
            return state
        kept: dict[PageFile, PageSource | None] = {}
        for file in self.memo.broken():
            entry = self.memo.entry(file)
            if entry and self._keeps_text(before, file, entry):
                kept[file] = before.pages[file.locale][file.norm]
        return self._with_records(state, kept) if kept else state

    def _keeps_text(self, state: State, file: PageFile, entry: PageEntry) -> bool:
        """True for a broken file if the text before was seen, or if this one is no page at all."""
        old = state.pages.get(file.locale, {}).get(file.norm)
        if old is None or not is_broken(entry):
            return False
        unusable = entry.record is None or entry.record.meta is None
        return unusable or (self._screen is not None and self._screen.has_text(old.digest))

    def _try_out(self, state: State) -> tuple[Problem, ...]:
        """What fails when the pages in view are rendered with other templates and code."""
        if self._state is None or state.engine is self._state.engine:
            return ()
        assert self._screen is not None
        trial = self._screen.copy(state)
        for path in self._viewers or ("index.html",):
            after = trial.answer(path)
            if after.status == FAILED and self._screen.answer(path).status != FAILED:
                return tuple(set(after.here) - set(trial.problems_of(path)))
        return ()

    def _install(self, state: State) -> None:
        self._state = state
        if self._screen is None:
            self._screen = Screen(state, self._reread)
        self._screen.show(state)

    def _reread(self, shown: ShownPage) -> None:
        """A page was asked for before anybody said that its file has changed."""
        file = PageFile(shown.source.path.split("/")[1], shown.source.path)
        if self._state and self._screen:
            self._install(self._with_entries(self._state, self.memo.read_again([file])))

    def _publish(self) -> None:
        """Render what is in view, then wake everybody who waits for it."""
        for path in self._viewers:
            self.answer(path)
        self.version += 1
        self.changed.notify_all()

    def _tell(self, names: list[str], begun: float) -> None:
        """One line for a refresh: what was changed, how long it took, how much is wrong."""
        problems = self.problems
        new = [problem for problem in problems if problem not in self._told]
        changed = problems != self._told
        self._told = problems
        if not names and not changed:
            return
        what = ", ".join(names[:NAMED]) + (" …" if len(names) > NAMED else "")
        number = count(len(problems), "problem") if problems else "no problems"
        self._say(f"{what or 'checked'}: {time.monotonic() - begun:.2f} s, {number}")
        if new:
            self._say(render_report(new))


def _is_new(before: State, file: PageFile, entry: PageEntry | None) -> bool:
    """True if a page came or went."""
    return (entry is None) == (file.norm in before.pages.get(file.locale, {}))
