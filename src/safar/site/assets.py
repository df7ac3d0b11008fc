"""Files that are no pages: the portal's own, those of the theme, the style sheet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from safar.cache.stamps import NO_FILE, list_files
from safar.site.output import STYLE_SHEET, render_style_sheet

ASSETS = "assets"


def list_assets(config: MkDocsConfig) -> dict[str, Path]:
    """Where each shared file of the tree comes from; the portal's own win over the theme's."""
    found: dict[str, Path] = {}
    own = [folder for folder in config.theme.dirs if not Path(folder, "mkdocs_theme.yml").exists()]
    for base in (config.docs_dir, *own):
        for path, source in _list_folder(Path(base, ASSETS)):
            found.setdefault(path, source)
    return found


def _list_folder(folder: Path) -> Iterator[tuple[str, Path]]:
    if not folder.is_dir():
        return
    for path, stamp in list_files(folder):
        if stamp.size == NO_FILE:
            continue
        below = Path(path).relative_to(folder)
        hidden = any(part.startswith(".") for part in below.parts)
        if not hidden and below.suffix.lower() != ".md":
            yield f"{ASSETS}/{below.as_posix()}", Path(path)


def made_assets(config: MkDocsConfig) -> dict[str, bytes]:
    """The style sheet."""
    return {STYLE_SHEET: render_style_sheet(config).encode()}
