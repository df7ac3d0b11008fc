"""From a page of the portal to what search indexes of it."""

from __future__ import annotations

from safar.model.portal import Portal, ShownPage
from safar.render.directory import directory_passages
from safar.render.markdown import Passage, RenderedPage
from safar.search.model import IndexedPage
from safar.search.tables import Tables


def number_pages(portal: Portal, tag: str) -> dict[str, int]:
    """The number of each page of a locale by its norm: an edit of a text changes none."""
    return {norm: number for number, norm in enumerate(sorted(portal.pages[tag]))}


def make_indexed_page(
    portal: Portal, shown: ShownPage, rendered: RenderedPage, tables: Tables
) -> IndexedPage:
    """A page as its readers find it; the path is from the folder of their locale."""
    headings = {heading.anchor: heading.text for heading in rendered.headings}
    strange = shown.is_fallback
    return IndexedPage(
        path=shown.path.partition("/")[2],
        title=shown.meta.title,
        description=shown.meta.description,
        crumbs=find_crumbs(portal, shown),
        lang=shown.text.tag if strange else "",
        direction=shown.text.direction.value,
        family=tables.family_of(shown.text.analyser),
        sections=(
            *(_section(passage, headings) for passage in rendered.passages),
            *directory_passages(portal, shown),
        ),
    )


def find_crumbs(portal: Portal, shown: ShownPage) -> tuple[str, ...]:
    """The title of the section that a page stands in; the page that opens it has none."""
    section = portal.navigation.section_of(shown.norm)
    if section is None or section.index == shown.norm:
        return ()
    return (portal.texts[shown.locale.tag].sections[section.id],)


def _section(passage: Passage, headings: dict[str, str]) -> tuple[str, str, str]:
    """A passage starts with its own heading, which is told apart here."""
    heading = " ".join(headings.get(passage.anchor, "").split()) if passage.anchor else ""
    return passage.anchor, heading, passage.text.removeprefix(heading).strip()
