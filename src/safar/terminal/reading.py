"""How hard the pages are to read, as a table: the hardest of each language first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from safar.model.content import PageSource

SHOWN = 10
HEADER = "words a sentence   longest   long words   letters a word   page"


def render_levels(pages: Iterable[PageSource], shown: int = SHOWN) -> str:
    """A table of the pages with the longest sentences, `shown` of each language.

    A page counts once, in the language that it is written in.
    """
    by_locale: dict[str, dict[str, PageSource]] = defaultdict(dict)
    for page in pages:
        if not page.generated:
            by_locale[page.locale][page.path] = page
    return "\n".join(line for found in by_locale.values() for line in _table(found, shown))


def _table(pages: dict[str, PageSource], shown: int) -> Iterator[str]:
    hardest = sorted(pages.values(), key=lambda page: (-page.level.mean, page.path))
    words = sum(page.level.words for page in hardest)
    sentences = sum(page.level.sentences for page in hardest)
    mean = words / sentences if sentences else 0
    name = hardest[0].locale
    yield f"{name}: {mean:.1f} words a sentence on {len(hardest)} pages"
    yield f"  {HEADER}"
    for page in hardest[:shown]:
        level = page.level
        yield (
            f"  {level.mean:16.1f}{level.longest:10}{level.long_words:12.0%}"
            f"{level.word_length:17.1f}   {page.path}"
        )
