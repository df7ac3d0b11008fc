"""What a build is asked for: the words of its command and everything around it that counts."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from safar.cache.record import Question

VARIABLES = ("SAFAR_SITE_URL",)
_SITE_DIR = re.compile(r"^site_dir:[ \t]*([^\s#!&*|>][^#\n]*)", re.MULTILINE)
_ENV = re.compile(r"!ENV[ \t]*(\[[^\]]*\]|\S+)")
_NAME = re.compile(r"\w+")
THEIRS = ("jinja2", "markdown", "markupsafe")  # what the engine renders with
_NAME_OF = re.compile(r"[\w.-]+")
_INHERIT = re.compile(r"^INHERIT:[ \t]*([^#\n]+)", re.MULTILINE)


def config_files(config_file: Path) -> list[Path]:
    """The configuration file and those that it inherits from, as far as they are there."""
    files: list[Path] = []
    following: Path | None = config_file
    while following and following.is_file() and following not in files:
        files.append(following)
        found = _INHERIT.search(_read(following))
        following = following.parent / _plain(found[1]) if found else None
    return files


def site_folder(config_file: Path, site_dir: str | None) -> Path:
    """The folder that the site goes to: `--site-dir`, or what the configuration says."""
    if site_dir:
        return Path(site_dir).absolute()
    found = _SITE_DIR.search(_read(config_file)) if config_file.is_file() else None
    return (config_file.parent / (_plain(found[1]) if found else "site")).absolute()


def load_environment(files: list[Path]) -> Iterator[tuple[str, str]]:
    """The settings of the environment that count, and those that the configuration asks for."""
    text = "\n".join(map(_read, files))
    asked = {name for found in _ENV.finditer(text) for name in _NAME.findall(found[1])}
    for name in sorted({*VARIABLES, *asked}):
        yield name, os.environ.get(name, "")


def load_versions() -> str:
    """Python and every installed package with its version, in one line."""
    names = set[str]()
    for folder in sys.path:
        if os.path.isdir(folder):  # noqa: PTH112 - an archive on the path is none
            names |= {name for name in os.listdir(folder) if name.endswith(".dist-info")}  # noqa: PTH208
    return " ".join([sys.version.split()[0], sys.implementation.name, *sorted(names)])


def load_requirements() -> list[tuple[str, str]]:
    """The packages that the bytes of a site depend on, with their versions."""
    from importlib import metadata  # noqa: PLC0415 - slow, and rarely asked

    wanted = metadata.requires("safar") or []
    named = {_NAME_OF.match(item)[0] for item in wanted if "extra" not in item}  # type: ignore[index]
    return sorted((name, metadata.version(name)) for name in {*named, *THEIRS})


def ask(
    config_file: Path, site: Path, *, locales: str, part: str, options: tuple[str, ...] = ()
) -> Question:
    """The question of one build."""
    environment = tuple(load_environment(config_files(config_file)))
    return Question(str(site), locales, part, options, environment, load_versions())


def _plain(written: str) -> str:
    return written.strip().strip("'\"")


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")
