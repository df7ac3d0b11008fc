"""Single pages put into a portal that is already there, without reading the others again."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from msgspec.structs import replace

from safar.language.locales import LocaleTable
from safar.language.transliteration import Transliterator
from safar.model.content import PageSource
from safar.model.generation import convert_page
from safar.model.portal import Pages, Portal, ShownPage
from safar.sources.pages import PageFile

Records = Mapping[PageFile, PageSource | None]


def put_records(
    pages: Pages, records: Records, locales: LocaleTable, converter: Transliterator
) -> dict[str, dict[str, PageSource]]:
    """The pages of every locale with some files read again; None stands for a file that is gone.

    Generated locales follow their origin. Files outside the locales are left out.
    """
    merged = {tag: dict(pages.get(tag, {})) for tag in locales}
    for file, record in records.items():
        if file.locale in merged:
            _put(merged[file.locale], file.norm, record)
    for locale in locales.values():
        origin = merged.get(locale.generated_from or "")
        if origin is None:
            continue
        for norm in {file.norm for file in records}:
            written = merged[locale.tag].get(norm)
            if written is None or written.generated:
                source = origin.get(norm)
                made = convert_page(source, locale.tag, converter) if source else None
                _put(merged[locale.tag], norm, made)
    return merged


def _put(pages: dict[str, PageSource], norm: str, record: PageSource | None) -> None:
    if record is None:
        pages.pop(norm, None)
    else:
        pages[norm] = record


def show_again(portal: Portal, pages: Pages, norms: Collection[str]) -> Portal:
    """The portal with some pages looked up anew in the pages of all locales."""
    shown = {}
    for locale in portal.built:
        before = portal.pages[locale.tag]
        after = {norm: page for norm, page in before.items() if norm not in norms}
        after |= _look_up(portal, pages, locale.tag, norms)
        shown[locale.tag] = {norm: after[norm] for norm in sorted(after)}
    return replace(portal, pages=shown)


def _look_up(
    portal: Portal, pages: Pages, tag: str, norms: Collection[str]
) -> Iterator[tuple[str, ShownPage]]:
    locales = portal.locales
    for norm in norms:
        found = ((step, pages.get(step, {}).get(norm)) for step in locales.chain(tag))
        for step, source in found:
            if source is not None and source.meta is not None:
                yield norm, ShownPage(locales[tag], locales[step], source)
                break


def find_moves(before: Portal, after: Portal) -> dict[str, str]:
    """Where pages went that have another name now: the old address and the new one."""
    moves: dict[str, str] = {}
    for tag in before.pages.keys() & after.pages.keys():
        old, new = _own(before, tag), _own(after, tag)
        gone = {path: digest for path, digest in old.items() if path not in new}
        come = {digest: path for path, digest in new.items() if path not in old}
        moves |= {path: come[digest] for path, digest in gone.items() if digest in come}
    return moves


def _own(portal: Portal, tag: str) -> dict[str, str]:
    return {
        shown.path: shown.source.digest
        for shown in portal.pages[tag].values()
        if not shown.is_fallback
    }
