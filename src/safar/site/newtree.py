"""The tree of one build while it is made: what is kept of the old one, what is written anew."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct, field

from safar.cache.record import BuildRecord, Output
from safar.cache.stamps import digest_file
from safar.model.edition import (
    MANIFEST,
    PLACEHOLDER,
    Edition,
    is_carrier,
    make_edition,
    render_edition,
)
from safar.model.portal import Portal
from safar.packaging.part import MANIFEST as PART_MANIFEST
from safar.packaging.part import Part, render_part
from safar.render.directory_files import directory_files
from safar.render.directory_paths import FOLDER as DIRECTORY
from safar.render.directory_paths import MAPS
from safar.render.made import MadePage, edition_pages, made_pages
from safar.site.assets import list_assets, made_assets
from safar.site.engine import Engine
from safar.site.output import render_made
from safar.site.pictures import PictureTask, paths_of
from safar.site.plan import made_key
from safar.site.tree import keep_files, put_file


class NewTree(Struct):
    """A new tree in `folder` beside the old one in `site`; `known` are the good files of that.

    `same_frame` tells that templates and code have not changed, `same_shape` that besides only
    texts of pages have.
    """

    folder: Path
    site: Path
    known: Mapping[str, Output]
    record: BuildRecord | None
    same_frame: bool
    same_shape: bool
    outputs: dict[str, Output] = field(default_factory=dict)

    def keep(self, outputs: Mapping[str, Output]) -> None:
        """Take files over from the old tree."""
        keep_files(self.folder, outputs, self.site)
        self.outputs |= outputs

    def keep_folder(self, start: str) -> bool:
        """Take over all files whose path starts so; False if one is not as it was left."""
        assert self.record is not None
        left = [path for path in self.record.outputs if path.startswith(start)]
        if not left or any(path not in self.known for path in left):
            return False
        self.keep({path: self.known[path] for path in left})
        return True

    def put(self, path: str, data: bytes, view: str = "") -> None:
        """Write a file, unless the old tree holds an equal one."""
        put_file(self.folder, path, data, self.site)
        self.outputs[path] = Output(hashlib.sha256(data).hexdigest(), view)

    def write_assets(self, engine: Engine, digests: Mapping[str, str]) -> None:
        """Shared files, style sheet and script; `digests` are those of the sources, by path."""
        for path, source in list_assets(engine.config).items():
            if path in engine.portal.images:
                continue
            known = self.known.get(path)
            if known and known.digest == digests.get(str(source)):
                self.keep({path: known})
            else:
                self.put(path, source.read_bytes())
        for path, data in made_assets(engine.config).items():
            self.put(path, data)
        self._write_directory(engine.portal)

    def _write_directory(self, portal: Portal) -> None:
        """The shared files of the directory; with the same shape they are the same."""
        if self.same_shape and self.keep_folder(f"{DIRECTORY}/") and self.keep_folder(f"{MAPS}/"):
            return
        for path, text in directory_files(portal):
            self.put(path, text.encode())

    def keep_pictures(self, tasks: Iterable[PictureTask]) -> list[PictureTask]:
        """Take over the images that are made already; returns those that are not."""
        missing = []
        for task in tasks:
            known = {path: self.known.get(path) for path in paths_of(task)}
            kept = {path: out for path, out in known.items() if out and out.body == task.key}
            if len(kept) == len(known):
                self.keep(kept)
            else:
                missing.append(task)
        return missing

    def write_made(self, engine: Engine, tags: Iterable[str]) -> None:
        """The pages that nobody writes, of some locales and of none."""
        if self.same_shape and self._keep_made():
            return
        wanted = {*tags, ""}
        for page in made_pages(engine.portal):
            if page.path.rpartition("/")[0].split("/")[0] in wanted:
                self._write_made_page(engine, page)

    def _keep_made(self) -> bool:
        """Take all made pages over; False if any of them is not as the last build left it."""
        assert self.record is not None
        made = [path for path, out in self.record.outputs.items() if out.view and not out.body]
        if any(path not in self.known for path in made):
            return False
        self.keep({path: self.known[path] for path in made})
        return True

    def _write_made_page(self, engine: Engine, page: MadePage) -> None:
        key = made_key(page)
        known = self.known.get(page.path) if self.same_frame else None
        if known and known.view == key:
            self.keep({page.path: known})
        else:
            self.put(page.path, render_made(engine.templates, page).encode(), key)

    def write_edition(self, engine: Engine) -> str:
        """What states the content code, written last; returns the code."""
        portal = engine.portal
        edition = make_edition(portal.settings.edition, self.digests())
        for path, html in self._carriers(engine, edition):
            self.put(path, html.replace(PLACEHOLDER, edition.code).encode())
        self.put(MANIFEST, render_edition(edition, portal.locales.built).encode())
        return edition.code

    def write_part(self, engine: Engine, tags: Iterable[str], identity: str) -> str:
        """The end of a part of a site: pages that wait for the code, and the part's manifest."""
        portal, wanted = engine.portal, {*tags, ""}
        unnamed = Edition(portal.settings.edition, PLACEHOLDER, {})
        for path, html in self._carriers(engine, unnamed):
            if path.rpartition("/")[0] in wanted:
                self.put(path, html.encode())
        part = Part(
            portal=identity,
            edition=portal.settings.edition,
            locales=tuple(portal.locales.built),
            part=tuple(tags),
            sha256=dict(sorted(self.digests().items())),
        )
        self.put(PART_MANIFEST, render_part(part))
        return PLACEHOLDER

    def write_siblings(self, jobs: int) -> None:
        """Compressed siblings of all files that deserve them; those of kept files are kept."""
        from safar.packaging.compress import Encoding  # noqa: PLC0415 - slow to load, rarely asked
        from safar.sources.siblings import write_siblings  # noqa: PLC0415

        originals = dict(self.outputs)
        kept = {
            path + encoding.value: known
            for path, output in originals.items()
            if path in self.known and self.known[path].digest == output.digest
            for encoding in Encoding
            if (known := self.known.get(path + encoding.value))
        }
        self.keep(kept)
        fresh = [path for path in originals if not any(path + e.value in kept for e in Encoding)]
        write_siblings(self.folder, fresh, jobs=jobs)
        for path in fresh:
            for sibling in (path + encoding.value for encoding in Encoding):
                if (self.folder / sibling).is_file():
                    self.outputs[sibling] = Output(digest_file(self.folder / sibling), "")

    def digests(self) -> dict[str, str]:
        """The digest of every file so far."""
        return {path: output.digest for path, output in self.outputs.items()}

    def _carriers(self, engine: Engine, edition: Edition) -> Iterator[tuple[str, str]]:
        """The pages that state the code; of an old one only the code has to be taken out."""
        old = [path for path in self.known if is_carrier(path) and path.endswith(".html")]
        if self.same_shape and self.record and len(old) == len(engine.portal.built) + 1:
            for path in old:
                html = (self.site / path).read_bytes().decode()
                yield path, html.replace(self.record.code, PLACEHOLDER)
            return
        for page in edition_pages(engine.portal, Edition(edition.date, PLACEHOLDER, {})):
            yield page.path, render_made(engine.templates, page)


def part_tags(portal: Portal, part: str) -> tuple[str, ...]:
    """The locales to write: those of `--part ky,uz`, or all."""
    wanted = [tag.strip() for tag in part.split(",") if tag.strip()]
    return tuple(wanted) if wanted else portal.locales.built
