"""Blocks as Markdown; the peers differ in admonitions, anchors and addresses only."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bench.corpus import Block, Heading, Items, Link, Note, Paragraph, Picture, Table


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one page of a peer writes a link to a page (by its number), a picture (by its name)."""

    link: Callable[[int], str]
    picture: Callable[[str], str]
    note: Callable[[Note], list[str]]
    anchors: bool = False


def note_python(note: Note) -> list[str]:
    """An admonition of Python-Markdown."""
    return [f'!!! note "{note.title}"', "", f"    {note.text}"]


def note_safar(note: Note) -> list[str]:
    """An admonition as the editors of a portal write it: the text right below its title."""
    return [f'!!! note "{note.title}"', f"    {note.text}"]


def note_hugo(note: Note) -> list[str]:
    """An alert of GitHub and Hugo; its title is the peer's own."""
    return ["> [!NOTE]", f"> {note.text}"]


def render_blocks(blocks: Iterable[Block], dialect: Dialect) -> str:
    """The text of a page without its title."""
    lines: list[str] = []
    for block in blocks:
        lines += [*_render_block(block, dialect), ""]
    return "\n".join(lines)


def _render_block(block: Block, dialect: Dialect) -> list[str]:
    match block:
        case Paragraph():
            return [" ".join(_render_word(word, dialect) for word in block.words)]
        case Heading():
            anchor = f" {{#{block.anchor}}}" if dialect.anchors else ""
            return [f"{'#' * block.level} {block.text}{anchor}"]
        case Items():
            return [
                f"{number}. {item}" if block.numbered else f"- {item}"
                for number, item in enumerate(block.items, 1)
            ]
        case Table():
            rule = "|" + " --- |" * len(block.head)
            return [_row(block.head), rule, *(_row(row) for row in block.rows)]
        case Note():
            return dialect.note(block)
        case Picture():
            return [f"![{block.text}]({dialect.picture(block.name)})"]


def _render_word(word: str | Link, dialect: Dialect) -> str:
    return f"[{word.text}]({dialect.link(word.target)})" if isinstance(word, Link) else word


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"
