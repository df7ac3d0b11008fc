"""Transliteration: Uzbek in Latin letters (uz) → Uzbek in Cyrillic letters (uz-Cyrl).

exceptions, problems = parse_exceptions(yaml_mapping, "docs/_data/uz-cyrl-exceptions.yml")
to_cyrillic = Transliterator(exceptions)
to_cyrillic.text("Oʻzbekiston")         # Ўзбекистон
to_cyrillic.markdown(page_text)         # a page, code and links untouched
to_cyrillic.meta(front_matter)          # title, description, source titles
"""

from safar.language.transliteration.data import check_exceptions, parse_exceptions
from safar.language.transliteration.exceptions import Exceptions, Stem
from safar.language.transliteration.markdown import TEXT_KEYS, Transliterator
from safar.language.transliteration.plain import PlainTransliterator

__all__ = [
    "TEXT_KEYS",
    "Exceptions",
    "PlainTransliterator",
    "Stem",
    "Transliterator",
    "check_exceptions",
    "parse_exceptions",
]
