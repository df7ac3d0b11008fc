"""A portal with every mistake at once: each is one clear line, and the old site stays."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from built_portal import add_page, add_to_nav, build, replace_in, run, safar
from built_tree import hash_files, list_tree

HINT = re.compile(r"(?:\d+: )?hint: ")
LINES = {  # in a page of ky: name, the bad line, what the report must say
    "html-script": ("<script>alert(1)</script>", "<script>", "page.html"),
    "html-iframe": ('<iframe src="https://example.org"></iframe>', "<iframe", "page.html"),
    "event": ('A [link](index.md){onclick="alert(1)"}.', "onclick", "page.attribute"),
    "style": ('Some *text*{style="color:red"}.', "style", "page.attribute"),
    "scheme": ("A [link](javascript:alert(1)).", "javascript:", "link.scheme"),
    "page": ("A [link](work/no-such-page.md).", "no-such-page.md", "link.page"),
    "anchor": ("A [link](emergency.md#no-such-place).", "no-such-place", "link.anchor"),
    "locale": ("A [link](../ru/emergency.md).", "../ru/emergency.md", "link.locale"),
}
FRONT_LINES = {  # in the front matter of a page of ky
    "date": ("checked: 2026-11-23", "checked: soon", "soon", "meta.date"),
    "twice": ("danger: low", "danger: low\ndanger: high", "danger", "yaml.duplicate"),
    "key": ("danger: low", "dangr: low\ndanger: low", "dangr", "meta.key"),
    "syntax": ("danger: low", "danger: [low", "never closed", "yaml.syntax"),
    "tag": ("source: en", "source: xx", "xx", "meta.value"),
}


@dataclass(frozen=True, slots=True)
class Mistake:
    """Where a mistake was made, and what its line in the report must say."""

    path: str
    line: int
    said: str
    code: str

    def is_reported_in(self, line: str) -> bool:
        """True for the one line that names this mistake."""
        place = f"{self.path}:{self.line}: " if self.line else f"{self.path}: "
        return line.startswith(place) and self.said in line and line.endswith(f" [{self.code}]")


def line_of(path: Path, text: str) -> int:
    """The number of the first line with `text` in it."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def spoil_bodies(root: Path) -> list[Mistake]:
    """Pages with one bad line each."""
    mistakes = []
    for name, (line, said, code) in LINES.items():
        path = add_page(root, "ky", f"bad-{name}.md", f"Текст.\n\n{line}\n")
        mistakes.append(Mistake(f"docs/ky/{path.name}", line_of(path, line), said, code))
    return mistakes


def spoil_front_matter(root: Path) -> list[Mistake]:
    """Pages whose front matter has one mistake each, and one that has none at all."""
    mistakes = []
    for name, (old, new, said, code) in FRONT_LINES.items():
        path = add_page(root, "ky", f"bad-{name}.md", "Текст.\n")
        replace_in(path, old, new)
        number = line_of(path, new.splitlines()[-1 if name == "twice" else 0])
        mistakes.append(Mistake(f"docs/ky/{path.name}", number, said, code))
    bare = add_page(root, "ky", "bad-bare.md", "")
    bare.write_text("Текст.\n", encoding="utf-8")
    return [*mistakes, Mistake("docs/ky/bad-bare.md", 1, "---", "meta.missing")]


def spoil_files(root: Path) -> list[Mistake]:
    """Files that cannot be read, must not be, or stand where no reader finds them."""
    bytes_page = add_page(root, "ky", "bad-bytes.md", "Текст.\n")
    bytes_page.write_bytes(bytes_page.read_bytes() + b"\xd0\n")
    number = bytes_page.read_bytes().count(b"\n")
    large = add_page(root, "ky", "bad-large.md", "Бул абдан чоң барак.\n" * 160_000)
    assert large.stat().st_size > 5_000_000
    secret = root.parent / "secret.md"
    secret.write_text("---\ntitle: Secret\n---\n", encoding="utf-8")
    (root / "docs/ky/bad-link.md").symlink_to(secret)
    (root / "docs/go").mkdir()
    (root / "docs/go/index.md").write_text("Strays.\n", encoding="utf-8")
    return [
        Mistake("docs/ky/bad-bytes.md", number, "UTF-8", "file.encoding"),
        Mistake("docs/ky/bad-large.md", 0, "MB", "file.size"),
        Mistake("docs/ky/bad-link.md", 0, "docs/", "file.symlink"),
        Mistake("docs/go", 0, '"go"', "locale.folder"),
    ]


def spoil_table(root: Path) -> list[Mistake]:
    """A locale that nobody knows, in the locale table."""
    table = root / "docs/_data/languages.yml"
    text = table.read_text(encoding="utf-8")
    head, tail = text.split("\ntg:\n", 1)
    spoiled = f"{head}\ntg:\n{tail.replace('[ru, en]', '[ru, xx, en]', 1)}"
    table.write_text(spoiled, encoding="utf-8")
    return [Mistake("docs/_data/languages.yml", line_of(table, "xx"), "xx", "yaml.value")]


def spoil_synonyms(root: Path) -> list[Mistake]:
    """A group of one word, and a group without brackets, among good ones."""
    path = root / "docs/ky/_data/synonyms.yml"
    with path.open("a", encoding="utf-8") as file:
        file.write("- [жалгыз]\n- мент, полиция\n- [суроо?, жооп]\n")
    name = "docs/ky/_data/synonyms.yml"
    return [
        Mistake(name, line_of(path, "жалгыз"), '"жалгыз"', "synonym.few"),
        Mistake(name, line_of(path, "- мент,"), '"мент, полиция"', "yaml.type"),
        Mistake(name, line_of(path, "суроо"), '"суроо?"', "synonym.sign"),
    ]


def make_originals(root: Path) -> None:
    """The English page of every bad page: the translation is the only mistake."""
    names = [f"bad-{name}.md" for name in (*LINES, *FRONT_LINES, "bare", "bytes", "large", "link")]
    for name in names:
        add_page(root, "en", name, "Text.\n")
    add_to_nav(root, *names)


@pytest.fixture(scope="module")
def spoiled(source: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Mistake]]:
    """A portal full of mistakes, with a site that was built before they were made."""
    root = tmp_path_factory.mktemp("bad") / "портал"
    shutil.copytree(source, root)
    build(root, root / "site")
    make_originals(root)
    parts = (spoil_bodies, spoil_front_matter, spoil_files, spoil_table, spoil_synonyms)
    return root, [mistake for part in parts for mistake in part(root)]


def test_every_mistake_is_one_clear_line_in_one_run(spoiled: tuple[Path, list[Mistake]]) -> None:
    root, mistakes = spoiled
    before, times = hash_files(root / "site"), (root / "site/index.html").stat()
    done = run([safar(), "build"], root)
    report = (done.stdout + done.stderr).splitlines()
    # The gallery shows words of all languages, which is a warning on most of its pages.
    odd = [line for line in report if "gallery.md" in line and "[letter.foreign]" in line]
    told = [line for line in report if line and not line.startswith("  hint:")]
    lines = [line for line in told if line not in odd]
    assert done.returncode == 1
    assert_all_told(mistakes, lines[:-1])
    assert lines[-1] == f"{len(mistakes)} errors, {len(odd)} warnings", "\n".join(lines)
    assert hash_files(root / "site") == before
    assert (root / "site/index.html").stat() == times
    assert not list(root.glob("site.*"))


def assert_all_told(mistakes: list[Mistake], lines: list[str]) -> None:
    """Each mistake has one line, and no line is about anything else."""
    for mistake in mistakes:
        found = [line for line in lines if mistake.is_reported_in(line)]
        assert len(found) == 1, f"{mistake}\n" + "\n".join(lines)
    assert len(lines) == len(mistakes)


def test_a_check_tells_the_same_by_file(spoiled: tuple[Path, list[Mistake]]) -> None:
    root, mistakes = spoiled
    done = run([safar(), "check"], root)
    *blocks, total = done.stdout.rstrip("\n").split("\n\n")
    lines = []
    for path, *below in (block.split("\n") for block in blocks):
        bare = [line.strip() for line in below]
        told = [
            re.sub(r"^(\d+: )?(?:error|warning): ", r"\1", line)
            for line in bare
            if not HINT.match(line)
        ]
        lines += [f"{path}:{line}" if line[0].isdigit() else f"{path}: {line}" for line in told]
    odd = [line for line in lines if "gallery.md" in line and "[letter.foreign]" in line]
    assert (done.returncode, total) == (1, f"{len(mistakes)} errors, {len(odd)} warnings")
    assert_all_told(mistakes, [line for line in lines if line not in odd])


def test_tools_get_the_same_as_json_and_nothing_else(
    spoiled: tuple[Path, list[Mistake]],
) -> None:
    root, mistakes = spoiled
    done = run([safar(), "check", "--json"], root)
    value = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (1, "")
    odd = [found for found in value["problems"] if found["code"] == "letter.foreign"]
    assert (value["errors"], value["warnings"]) == (len(mistakes), len(odd))
    told = [found for found in value["problems"] if found not in odd]
    places = {(found["path"], found["line"], found["code"]) for found in told}
    assert places == {(m.path, m.line, m.code) for m in mistakes}


def test_the_page_behind_a_link_out_of_the_folder_is_never_read(
    spoiled: tuple[Path, list[Mistake]],
) -> None:
    root, _ = spoiled
    done = run([safar(), "check"], root)
    assert "Secret" not in done.stdout


def test_the_engine_alone_refuses_the_same_portal(spoiled: tuple[Path, list[Mistake]]) -> None:
    root, mistakes = spoiled
    before = list_tree(root / "site")
    done = run([safar("mkdocs"), "build", "--strict"], root)
    assert done.returncode == 1
    assert f"{len(mistakes)} errors" in done.stdout + done.stderr
    assert list_tree(root / "site") == before
