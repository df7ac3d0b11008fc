"""The analysers and the texts that the tests of this folder share."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from safar.search.analysis import Analyser, make_analyser
from safar.search.tables import Tables
from safar.sources.search_tables import load_search_tables

ROOT = Path(__file__).parents[2]
WORDS = Path(__file__).with_name("words")
TAGS = ("en", "ru", "uz", "uz-Cyrl", "kaa", "tg", "ky", "kk")


@cache
def load_tables() -> Tables:
    return load_search_tables()


@cache
def load_analyser(family: str) -> Analyser:
    return make_analyser(load_tables(), family)


def load_words(tag: str) -> list[str]:
    """Words of a language as they are written in a text."""
    lines = (WORDS / f"{tag}.txt").read_text("utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def load_pages() -> list[str]:
    """The portal's own texts, with all their marks."""
    return [path.read_text("utf-8") for path in sorted((ROOT / "docs").rglob("*.md"))]
