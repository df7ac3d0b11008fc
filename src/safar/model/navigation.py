"""Navigation: the reading order of the pages and the sections they stand in.

The configuration holds paths under section ids and no titles: titles come from the pages and
from the closed list of sections, so one navigation serves every locale.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from msgspec import Struct

from safar.parsing.nav import Nav


class Section(Struct, frozen=True):
    """A theme of the portal: its id in the closed list and its pages, the index page first."""

    id: str
    pages: tuple[str, ...]

    @property
    def index(self) -> str | None:
        """The page that opens the section, if it has one."""
        return next((page for page in self.pages[:1] if page.endswith("/index.md")), None)


@dataclass(frozen=True, slots=True)
class Navigation:
    """Pages in reading order; `sections` holds those that stand under a section id."""

    pages: tuple[str, ...]
    sections: tuple[Section, ...]
    _places: Mapping[str, tuple[Section, int]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        places = {
            norm: (section, place)
            for section in reversed(self.sections)
            for place, norm in enumerate(section.pages)
        }
        object.__setattr__(self, "_places", places)

    def section_of(self, norm: str) -> Section | None:
        """The section that holds a page."""
        return self._places[norm][0] if norm in self._places else None

    def neighbours(self, norm: str) -> tuple[str | None, str | None]:
        """The page before and the page after, within the same section."""
        if norm not in self._places:
            return None, None
        section, place = self._places[norm]
        around = (None, *section.pages, None)
        return around[place], around[place + 2]


def make_navigation(nav: Nav) -> Navigation:
    """The navigation that `nav` in `mkdocs.yml` describes."""
    pages = tuple(entry.norm for entry in nav.entries)
    grouped = {
        name: tuple(entry.norm for entry in nav.entries if entry.sections[:1] == (name,))
        for name, _ in nav.sections
    }
    return Navigation(pages, tuple(Section(name, norms) for name, norms in grouped.items()))
