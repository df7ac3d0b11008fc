"""The glossary in a page: `{{ term.patent }}` in the text, and what its words mean below it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from safar.language.locales import Locale
from safar.model.portal import Portal, ShownPage
from safar.parsing.glossary import Term, parse_marker
from safar.parsing.masks import mask_body

MARKER = re.compile(r"\{\{([^{}<>\n]*+)\}\}")
RUSSIAN = "ru"


class Word(Struct, frozen=True):
    """A word of a page and what it means.

    `other` is the word that stands beside it, "" where it is the same: the reader's own one if the
    text is in another language, else the one on Russian papers; `other_tag` is its language.
    `language` is that of the definition where it is not that of the text, None else.
    """

    id: str
    term: str
    other: str
    other_tag: str
    definition: str
    language: Locale | None


def write_terms(body: str, terms: Mapping[str, Term]) -> str:
    """The Markdown of a page with the words of its language; code and comments stay as they are."""
    if "{{" not in body:
        return body
    masked = mask_body(body).text
    parts: list[str] = []
    end = 0
    for found in MARKER.finditer(masked):
        term = terms.get(parse_marker(found[1].strip()) or "")
        if term is not None:
            parts += [body[end : found.start()], term.term]
            end = found.end()
    return "".join([*parts, body[end:]])


def page_words(portal: Portal, shown: ShownPage) -> tuple[Word, ...]:
    """The words that a page links to, each once, in the order of the text."""
    terms = portal.terms_of(shown.text)
    return tuple(
        _word(portal, shown, name, terms[name].term)
        for name in shown.linked_terms()
        if name in terms
    )


def _word(portal: Portal, shown: ShownPage, name: str, term: str) -> Word:
    own = portal.terms_of(shown.locale).get(name)
    other = portal.glossary.russian.get(name, "") if shown.text.tag != RUSSIAN else ""
    tag = RUSSIAN
    if shown.is_fallback and own:
        other, tag = own.term, shown.locale.tag
    if other.casefold() in term.casefold():
        other = ""
    return Word(name, term, other, tag, *_definition(portal, shown.text, name))


def _definition(portal: Portal, text: Locale, name: str) -> tuple[str, Locale | None]:
    """The definition in the first language of the chain that has one, and that if it is another."""
    for tag in portal.locales.chain(text.tag):
        found = portal.terms_of(portal.locales[tag]).get(name)
        if found and found.definition:
            return found.definition, None if tag == text.tag else portal.locales[tag]
    return "", None
