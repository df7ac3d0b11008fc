"""Links between pages: every one must lead to a page, an anchor or a file that is there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from posixpath import basename, join, normpath

from safar.checks.addresses import guess_address, is_file
from safar.checks.page import asset_path
from safar.checks.targets import Kind, Target, parse_target, resolve_path, write_path
from safar.model.content import PageSource, SiteSources
from safar.parsing.corrections import nearest
from safar.parsing.scan import Link
from safar.parsing.schema import show_value
from safar.problems import Code, Problem

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
        if place.startswith("../assets/") or link.image or _is_other_file(place):
            return self._check_file(page, link, normpath(join(page.locale, place)), hint=hint)
        if place == ".." or place.startswith("../"):
            return None  # reported by the page's own check
        found = self.sources.find_page(page.locale, place)
        if found:
            return self._check_anchor(page, found, link, target.anchor)
        if place in self.made:
            return None
        message = f"no page for the link {show_value(link.target)}"
        elsewhere = next((tag for tag, pages in self.sources.pages.items() if place in pages), "")
        if elsewhere:
            written = self.sources.pages[elsewhere][place].path
            message += f": there is only {written}, which readers of {page.locale} never get"
            text = f"write {self.sources.root}/{page.locale}/{place}, or take the link out"
        else:
            text = self._nearest_page(page, place, link.target) if hint else ""
        return Problem(Code.LINK_PAGE, page.path, link.line, message, text)

    def _check_file(self, page: PageSource, link: Link, name: str, *, hint: bool) -> Problem | None:
        if name in self.sources.assets:
            return None
        root = self.sources.root
        message = f"no file {root}/{name} for the link {show_value(link.target)}"
        close = self._nearest_asset(name) if hint else None
        text = f"copy the file into {root}/assets and write {asset_path(page, link.target)}"
        if close:
            text = f"did you mean {write_path(page.path, f'{root}/{close}')}?"
        code = Code.LINK_IMAGE if link.image else Code.LINK_PAGE
        return Problem(code, page.path, link.line, message, text)

    def _check_anchor(
        self, page: PageSource, found: PageSource, link: Link, anchor: str
    ) -> Problem | None:
        if not anchor:
            return None
        if found.path not in self.ids:
            self.ids[found.path] = frozenset(name for name, _ in found.scan.ids)
        known = self.ids[found.path]
        if anchor in known:
            return None
        message = (
            f'no anchor "{anchor[:60]}" in {found.path} for the link {show_value(link.target)}'
        )
        close = nearest(anchor, known)
        text = f'did you mean "#{close}"?' if close else _listed(known)
        return Problem(Code.LINK_ANCHOR, page.path, link.line, message, text)

    def _nearest_asset(self, name: str) -> str | None:
        base = basename(name).casefold()
        same = [asset for asset in self.sources.assets if basename(asset).casefold() == base]
        return same[0] if same else nearest(name, self.sources.assets)

    def _nearest_page(self, page: PageSource, place: str, written: str) -> str:
        chain = self.sources.locales.chain(page.locale)
        known = {norm for tag in chain for norm in self.sources.pages.get(tag, {})}
        anchor = written[written.find("#") :] if "#" in written else ""
        close = _same_page(place, known)
        if not close and (address := guess_address(written)):
            return f"write {address}"
        close = close or nearest(place, known)
        return f"did you mean {write_path(page.norm, close)}{anchor}?" if close else ""


def _is_other_file(place: str) -> bool:
    """True for what is named as a file and is no page: `form.pdf`."""
    return (
        not place.endswith(".md")
        and is_file(place)
        and not re.search(r"\.(?:md|html?)$", place, re.IGNORECASE)
    )


def _same_page(place: str, known: Collection[str]) -> str | None:
    """The page of a path with .html, capitals, backslashes, or folders too many or too few."""
    path = re.sub(r"\.(?:md|html?)$", "", place.replace("\\", "/").lower())
    parts = [part for part in path.split("/") if part not in ("", ".", "..")]
    for start in range(len(parts)):
        tail = "/".join(parts[start:])
        for guess in (f"{tail}.md", f"{tail}/index.md"):
            if guess in known and (start == 0 or tail != "index"):
                return guess
    name = f"{parts[-1]}.md" if parts else "index.md"
    same = [norm for norm in known if basename(norm) == name != "index.md"]
    return same[0] if len(same) == 1 else None


def _listed(names: Collection[str]) -> str:
    shown = sorted(names)[:8]
    return "anchors of that page: " + ", ".join(shown) if shown else "that page has no anchors"
