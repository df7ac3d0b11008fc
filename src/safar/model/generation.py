"""Locales whose texts are made from another locale's: Uzbek in Cyrillic from Uzbek in Latin."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from msgspec.structs import replace

from safar.language.locales import Locale
from safar.language.transliteration import Transliterator
from safar.model.content import LocaleTexts, PageSource, SiteSources
from safar.parsing.frontmatter import Meta
from safar.parsing.synonyms import GROUPS, join_synonyms
from safar.parsing.yaml_text import Document

PLACEHOLDER = re.compile(r"(\{[^{}]*\})")
# A Russian term and how to read it in Latin letters: **патент** (pa-TENT, a work permit).
READING_AID = re.compile(r"(\*\*[^*\n]*[\u0400-\u04ff][^*\n]*\*\*) \(([^()\n]+)\)")
STRESSED = re.compile(r"[a-z\u02bb]-[A-Z]{2}|[A-Z]{2}[A-Z\u02bb]*-[a-z]")
TERM_TEXTS = frozenset({"term", "definition"})
# Not texts: CLDR rules, number signs, and where a form was found.
FORMAT_TEXTS = frozenset({"months_in_date", "date", "month", "year"})


def generate_locales(sources: SiteSources, converter: Transliterator) -> SiteSources:
    """The sources with every generated locale made; what is written by hand there wins."""
    for locale in sources.locales.values():
        if locale.generated_from and locale.generated_from in sources.texts:
            sources = _generate(sources, locale, locale.generated_from, converter)
    return sources


def _generate(
    sources: SiteSources, locale: Locale, origin: str, converter: Transliterator
) -> SiteSources:
    written_pages = sources.pages.get(locale.tag, {})
    pages = {
        norm: convert_page(page, locale.tag, converter)
        for norm, page in sources.pages.get(origin, {}).items()
        if norm not in written_pages
    }
    texts = convert_texts(sources.texts[origin], locale.tag, converter.text)
    written = sources.texts.get(locale.tag)
    return sources.with_locale(locale.tag, pages, _overlay(texts, written) if written else texts)


def convert_page(page: PageSource, tag: str, converter: Transliterator) -> PageSource:
    """The record of a page in the other script; its anchors and links are those of its origin."""
    meta = convert_meta(page.meta, converter.text) if page.meta else None
    return replace(page, locale=tag, meta=meta, generated=True)


def convert_body(body: str, converter: Transliterator) -> str:
    """The text of a page in the other script: its prose; anchors and addresses stay."""
    return converter.markdown(READING_AID.sub(_without_aid, body))


def _without_aid(match: re.Match[str]) -> str:
    """The term without its reading aid: who reads Cyrillic reads the term itself."""
    kept = [part for part in match[2].split(", ") if not STRESSED.search(part)]
    return f"{match[1]} ({', '.join(kept)})" if kept else match[1]


def convert_meta(meta: Meta, convert: Callable[[str], str]) -> Meta:
    """The front matter with its texts converted; names of publishers follow the same rules."""
    sources = tuple(replace(source, title=convert(source.title)) for source in meta.sources)
    return replace(
        meta, title=convert(meta.title), description=convert(meta.description), sources=sources
    )


def convert_texts(texts: LocaleTexts, tag: str, convert: Callable[[str], str]) -> LocaleTexts:
    """All texts outside the pages in the other script; {placeholders} stay."""
    formats = {
        key: _convert_value(value, convert) if key in FORMAT_TEXTS else value
        for key, value in texts.formats.value.items()
    }
    return LocaleTexts(
        tag,
        _replaced(texts.ui, _convert_value(texts.ui.value, convert)),
        _replaced(texts.lists, _convert_value(texts.lists.value, convert)),
        _replaced(texts.formats, formats),
        _replaced(texts.synonyms, _convert_value(texts.synonyms.value, convert)),
        _replaced(texts.glossary, _convert_terms(texts.glossary.value, convert)),
        _replaced(texts.centres, _convert_value(texts.centres.value, convert)),
    )


def _convert_terms(value: dict[str, Any], convert: Callable[[str], str]) -> dict[str, Any]:
    """Of the glossary, what readers see: sources stay as they were found."""
    return {
        name: {key: convert(str(text)) for key, text in entry.items() if key in TERM_TEXTS and text}
        for name, entry in value.items()
        if isinstance(entry, dict)
    }


def _convert_value(value: Any, convert: Callable[[str], str]) -> Any:
    if isinstance(value, dict):
        return {key: _convert_value(item, convert) for key, item in value.items()}
    if isinstance(value, list):
        return [_convert_value(item, convert) for item in value]
    return _convert_text(value, convert) if isinstance(value, str) else value


def _convert_text(text: str, convert: Callable[[str], str]) -> str:
    parts = PLACEHOLDER.split(text)
    return "".join(part if part.startswith("{") else convert(part) for part in parts)


def _overlay(made: LocaleTexts, written: LocaleTexts) -> LocaleTexts:
    return LocaleTexts(
        made.locale,
        _replaced(made.ui, _merge(made.ui.value, written.ui.value)),
        _replaced(made.lists, _merge(made.lists.value, written.lists.value)),
        _replaced(made.formats, _merge(made.formats.value, written.formats.value)),
        _replaced(made.synonyms, {GROUPS: join_synonyms(made.synonyms, written.synonyms)}),
        _replaced(made.glossary, _merge(made.glossary.value, written.glossary.value)),
        _replaced(made.centres, _merge(made.centres.value, written.centres.value)),
    )


def _merge(made: Mapping[str, Any], written: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(made)
    for key, value in written.items():
        below = merged.get(key)
        both = isinstance(value, dict) and isinstance(below, dict)
        merged[key] = _merge(below, value) if both and below else value
    return merged


def _replaced(document: Document, value: dict[str, Any]) -> Document:
    return replace(document, value=value)
