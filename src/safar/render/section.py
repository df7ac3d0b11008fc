"""The navigation that an article carries: the pages of its own section, in reading order.

Other sections are one link away, so a page does not grow with the portal. Of a big section only
the way back to its index and the neighbours are written out.
"""

from __future__ import annotations

from safar.model.navigation import Section

WHOLE = 40  # pages; a section up to this size is written out
NEAR = 8  # pages before and after the present one in a bigger section


def near_pages(section: Section, norm: str) -> tuple[str, ...]:
    """The pages of a section that stand in the navigation of one of them, the index first."""
    pages = section.pages
    if len(pages) <= WHOLE:
        return pages
    place = pages.index(norm)
    near = pages[max(0, place - NEAR) : place + NEAR + 1]
    index = (section.index,) if section.index else ()
    return tuple(dict.fromkeys((*index, *near)))
