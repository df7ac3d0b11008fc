"""The record of a build: what it was made from and what it wrote, file by file.

It stands in one JSON file that starts with its own checksum; a record that does not match is no
record.
"""

from __future__ import annotations

import hashlib
import os
from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct, field

from safar.cache.stamps import Seen, is_unchanged, stamp_all
from safar.model.images import Image

FORMAT = 1
FOLDER = ".safar-cache"


class Question(Struct, frozen=True):
    """What a build was asked for: answers to another question are of no use."""

    site: str
    locales: str
    part: str
    options: tuple[str, ...]
    environment: tuple[tuple[str, str], ...]
    versions: str


class Output(Struct, frozen=True):
    """A file of the tree: its digest, and the keys of what it was made from.

    `view` stands for everything its template was given but the text, `body` for the text.
    """

    digest: str
    view: str
    body: str = ""


class BuildRecord(Struct, frozen=True):
    """One finished build.

    `roots` are the files and folders that it read; `inputs` are the files in them as they were at
    the time `begun`, `seen` those of the tree at the time `recorded` (nanoseconds); `frame` and
    `shape` are the keys of all templates and of the whole portal without its texts; `code` is the
    content code of its edition and `report` what it warned of. `images` are the pictures of the
    shared files that `images_key` stands for. From `day`, on which it was built, through
    `same_until` the same things of it are old.
    """

    question: Question
    roots: tuple[str, ...]
    begun: int
    recorded: int
    inputs: dict[str, Seen]
    outputs: dict[str, Output]
    seen: dict[str, Seen]
    frame: str = ""
    shape: str = ""
    code: str = ""
    report: str = ""
    images: dict[str, Image] = field(default_factory=dict)
    images_key: str = ""
    day: date = date.max
    same_until: date = date.max
    format: int = field(default=FORMAT)


def record_path(folder: Path, site: Path) -> Path:
    """Where the record of a site stands: each site that is built from a portal has its own."""
    name = hashlib.sha256(os.fsencode(site)).hexdigest()[:12]
    return folder / f"site-{name}.json"


def load_record(path: Path) -> tuple[BuildRecord | None, str]:
    """The record, or None and one line that says why it is not used (`""` if there is none)."""
    try:
        raw = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None, ""
    except OSError as error:
        return None, f"the record of the last build cannot be read: {error.strerror}"
    checksum, _, content = raw.partition(b"\n")
    if hashlib.sha256(content).hexdigest().encode() != checksum:
        return None, "the record of the last build is damaged: everything is built again"
    try:
        record = msgspec.json.decode(content, type=BuildRecord)
    except (msgspec.DecodeError, ValueError):
        return None, "the record of the last build is of another version: everything is built again"
    if record.format != FORMAT:
        return None, "the record of the last build is of another version: everything is built again"
    return record, ""


def write_record(path: Path, record: BuildRecord) -> None:
    """Write the record in one step, after everything it speaks of is in its place."""
    content = msgspec.json.encode(record)
    checksum = hashlib.sha256(content).hexdigest().encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_bytes(checksum + b"\n" + content)
    beside.replace(path)


def is_current(record: BuildRecord, question: Question, site: Path, day: date) -> bool:
    """True if nothing that the build read or wrote has changed since, nor become old until `day`.

    A clock that was set back says nothing: the build looks again.
    """
    roots = [Path(root) for root in record.roots]
    return (
        record.question == question
        and record.day <= day <= record.same_until
        and is_unchanged(record.inputs, stamp_all(roots), record.begun)
        and is_unchanged(record.seen, stamp_all([site]), record.recorded)
    )
