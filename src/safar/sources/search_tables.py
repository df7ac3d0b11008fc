"""Reads the tables of the analysis that are part of the package."""

from __future__ import annotations

from pathlib import Path

import safar.search
from safar.search.tables import Tables, parse_tables


def load_search_tables() -> Tables:
    """The tables that Python and the browser analyse words with."""
    return parse_tables(Path(safar.search.__file__).with_name("tables.json").read_bytes())
