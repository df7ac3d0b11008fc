"""Which locales a build is for: the one setting that reaches the engine by the environment."""

from __future__ import annotations

import os

VARIABLE = "SAFAR_LOCALES"


def wanted_locales() -> str:
    """The tags of `--locales`, separated by commas; `""` for all."""
    return os.environ.get(VARIABLE, "")
