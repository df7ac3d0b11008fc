"""Links between pages: every one must lead to a page, an anchor or a file that is there."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from posixpath import join, normpath

from safar.checks.targets import Kind, Target, parse_target, resolve_path, write_path
from safar.content import PageSource, SiteSources
from safar.corrections import nearest
from safar.problems import Code, Problem
from safar.scan import Link
from safar.schema import show_value

# Looking for the nearest name is slow, and nobody reads the fiftieth hint of a page.
MAX_HINTS = 20


def check_links(sources: SiteSources, made: Collection[str]) -> list[Problem]:
    """Links and images of all pages that lead nowhere; `made` are pages without a source."""
    checker = _LinkChecker(sources, made)
    return [
        problem
        for pages in sources.pages.values()
        for page in pages.values()
        for problem in checker.check(page)
    ]


class _LinkChecker:
    """Follows links as the readers of each locale do: along their fallback chain."""

    def __init__(self, sources: SiteSources, made: Collection[str]) -> None:
        self.sources = sources
        self.made = made
        self.ids: dict[str, frozenset[str]] = {}

    def check(self, page: PageSource) -> Iterator[Problem]:
        hints = MAX_HINTS
        for link in page.scan.links:
            target = parse_target(link.target)
            if target.kind is not Kind.INSIDE:
                continue
            problem = self._follow(page, link, target, hint=hints > 0)
            if problem:
                hints -= 1
                yield problem

    def _follow(
        self, page: PageSource, link: Link, target: Target, *, hint: bool
    ) -> Problem | None:
        place = resolve_path(page.norm, target.path)
        if place.startswith("../assets/") or link.image:
            return self._check_file(page, link, normpath(join(page.locale, place)), hint=hint)
        if place.startswith(".."):
            return None  # reported by the page's own check
        found = self.sources.find_page(page.locale, place)
        if found:
            return self._check_anchor(page, found, link, target.anchor)
        if place in self.made:
            return None
        message = f"no page for the link {show_value(link.target)}"
        text = self._nearest_page(page, place) if hint else ""
        return Problem(Code.LINK_PAGE, page.path, link.line, message, text)

    def _check_file(self, page: PageSource, link: Link, name: str, *, hint: bool) -> Problem | None:
        if name in self.sources.assets:
            return None
        root = self.sources.root
        message = f"no file {root}/{name} for the link {show_value(link.target)}"
        close = nearest(name, self.sources.assets) if hint else None
        text = f"did you mean {root}/{close}?" if close else f"images stand in {root}/assets"
        code = Code.LINK_IMAGE if link.image else Code.LINK_PAGE
        return Problem(code, page.path, link.line, message, text)

    def _check_anchor(
        self, page: PageSource, found: PageSource, link: Link, anchor: str
    ) -> Problem | None:
        if found.path not in self.ids:
            self.ids[found.path] = frozenset(name for name, _ in found.scan.ids)
        known = self.ids[found.path]
        if not anchor or anchor in known:
            return None
        message = (
            f'no anchor "{anchor[:60]}" in {found.path} for the link {show_value(link.target)}'
        )
        close = nearest(anchor, known)
        text = f'did you mean "#{close}"?' if close else _listed(known)
        return Problem(Code.LINK_ANCHOR, page.path, link.line, message, text)

    def _nearest_page(self, page: PageSource, place: str) -> str:
        chain = self.sources.locales.chain(page.locale)
        known = {norm for tag in chain for norm in self.sources.pages.get(tag, {})}
        stem = place.removesuffix(".html").removesuffix(".md")
        guesses = (f"{stem}.md", f"{stem}/index.md")
        close = next((guess for guess in guesses if guess in known), None) or nearest(place, known)
        return f"did you mean {write_path(page.norm, close)}?" if close else ""


def _listed(names: Collection[str]) -> str:
    shown = sorted(names)[:8]
    return "anchors of that page: " + ", ".join(shown) if shown else "that page has no anchors"
