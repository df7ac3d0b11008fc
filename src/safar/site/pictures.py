"""Images on their way into the tree: made anew only if they or the way of making them changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from safar.cache.codec import value_key
from safar.cache.record import Output
from safar.model.images import Image
from safar.problems import Problem
from safar.site.tree import put_file

FEWEST = 12  # images for which a second process is worth its start


class PictureTask(Struct, frozen=True):
    """An image to make: its name (`assets/img/stamp.png`), its plan and its key."""

    name: str
    image: Image
    key: str


class MadePicture(Struct, frozen=True):
    """The files of one image that were written, by path, or its problems."""

    outputs: Mapping[str, Output]
    problems: tuple[Problem, ...]


class PictureState(Struct, frozen=True):
    """Where images come from and go to, and the tree that stands there now."""

    docs_dir: Path
    folder: Path
    old: Path


def write_pictures(state: PictureState, tasks: Sequence[PictureTask]) -> list[MadePicture]:
    """Make the files of some images."""
    from safar.sources.images import encode_image  # noqa: PLC0415 - slow to load, rarely needed

    made = []
    for task in tasks:
        files, problems = encode_image(state.docs_dir, task.name, task.image)
        outputs = {}
        for path, data in files.items():
            put_file(state.folder, path, data, state.old)
            outputs[path] = Output(hashlib.sha256(data).hexdigest(), "", task.key)
        made.append(MadePicture(outputs, tuple(problems)))
    return made


def picture_tasks(
    images: Mapping[str, Image], digests: Mapping[str, str], versions: str
) -> Iterable[PictureTask]:
    """What to make of every image; `digests` are those of the files, by name."""
    for name, image in images.items():
        yield PictureTask(name, image, value_key(digests.get(name, ""), image, versions))


def paths_of(task: PictureTask) -> list[str]:
    """The files of an image in the tree."""
    return [task.name, *(variant.path for variant in task.image.variants)]
