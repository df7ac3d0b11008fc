"""Reading docs/: what a disk can hold that no page should, all of it told in one run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from safar.parsing.nav import Nav
from safar.parsing.synonyms import make_synonyms
from safar.problems import Problem, has_errors, sort_problems
from safar.sources.files import load_text
from safar.sources.site import load_locales, load_nav, load_site
from sample_site import check_folder, sample_files, write_site

FRONT = sample_files()["docs/ky/index.md"]


def first_lines(problems: list[Problem]) -> list[str]:
    return [str(problem).splitlines()[0] for problem in sort_problems(problems)]


def test_every_kind_of_bad_input_is_one_clear_line_in_one_run(tmp_path: Path) -> None:
    root = tmp_path / "Мои документы" / "с пробелом"
    outside = tmp_path / "secret.md"
    outside.write_text(FRONT)
    body = (
        "<script>alert(1)</script>\n[x](javascript:alert(1))\n**x**{: onclick=a() }\n"
        "*x*{: style=color:red }\n<iframe src=x></iframe>\n"
        "[y](work/wage.md)\n[z](work/wages.md#stops)\n"
    )
    languages = sample_files()["docs/_data/languages.yml"].replace("[ru, en]", "[ru, xx]")
    write_site(
        root,
        {
            "docs/_data/languages.yml": languages,
            "docs/UZ/index.md": FRONT,
            "docs/index.md": FRONT,
            "docs/ky/index.md": FRONT + body,
            "docs/ky/big.md": "x" * 5_000_000,
            "docs/ky/broken.md": FRONT.encode() + b"\nab\xff\n",
            "docs/ky/date.md": FRONT.replace("checked: 2026-11-23", "checked: soon"),
            "docs/ky/duplicate.md": FRONT.replace("danger: low", "danger: low\ndanger: high"),
            "docs/ky/none.md": "Text\n",
            "docs/ky/open.md": "---\ntitle: x\n",
            "docs/ky/yaml.md": FRONT.replace("title: Home", "title: Home: sweet"),
            "docs/ky/aux.md": FRONT,
            "docs/ky/Кат.md": FRONT,
            "docs/ky/notes.txt": "x",
            "docs/ky/.DS_Store": "x",
            "docs/ru/_data/ui.yml": "page:\n\tchecked: x\n",
        },
    )
    (root / "docs/ky/link.md").symlink_to(outside)
    (root / "docs/kaa").symlink_to(tmp_path, target_is_directory=True)
    lines = [line for line in first_lines(check_folder(root)) if "[nav.page]" not in line]
    unrelated = ("[page.source]", "[meta.title]", "[anchor.drift]")
    lines = [line for line in lines if not line.endswith(unrelated)]
    assert lines == [
        'docs/UZ: expected the folder of a locale, _data or assets, received "UZ" [locale.folder]',
        'docs/_data/languages.yml:6: ky.fallback.2: expected one of en, ky, ru, received "xx"'
        " [yaml.value]",
        "docs/index.md: a page outside the folders of the locales [file.place]",
        "docs/kaa: expected a file or folder of its own, received a link [file.symlink]",
    ] + [line for line in lines if line.startswith(("docs/ky/", "docs/ru/"))]
    received = "\n".join(lines)
    for expected in (
        "docs/ky/.DS_Store: a hidden file that nobody reads [file.place]",
        'docs/ky/aux.md: the name "aux" cannot be used on Windows [file.name]',
        "docs/ky/big.md: expected at most 1 MB, received 5.0 MB [file.size]",
        "docs/ky/broken.md:15: expected a text in UTF-8, received another encoding, probably ",
        'docs/ky/date.md:4: checked: expected YYYY-MM-DD, received "soon" [meta.date]',
        'docs/ky/duplicate.md:6: the key "danger" stands here again, first in line 5',
        "docs/ky/index.md:14: expected Markdown, received the HTML <script> [page.html]",
        'docs/ky/index.md:15: expected a page or https:, mailto:, tel:, received the scheme "java',
        "docs/ky/index.md:16: expected #anchor, .class, lang= or dir= in { }, received onclick=a()",
        "docs/ky/index.md:17: expected #anchor, .class, lang= or dir= in { }, received style=",
        "docs/ky/index.md:18: expected Markdown, received the HTML <iframe src=x> [page.html]",
        'docs/ky/index.md:19: no page for the link "work/wage.md" [link.page]',
        'docs/ky/index.md:20: no anchor "stops" in docs/ru/work/wages.md for the link',
        "docs/ky/link.md: a link that leads out of docs/ [file.symlink]",
        "docs/ky/none.md:1: the front matter is missing: expected --- in the first line",
        "docs/ky/notes.txt: expected pages (*.md) and _data, received another file [file.place]",
        "docs/ky/open.md:1: the front matter that starts here has no closing line ---",
        "docs/ky/yaml.md:2: a second colon in one line, or a line that is indented too far",
        'docs/ky/Кат.md: expected a name in a-z, 0-9 and - that ends with .md, received "Кат.md"',
        "docs/ru/_data/ui.yml:2: the line starts with a tab, YAML allows spaces only [yaml.syntax]",
    ):
        assert expected in received
    assert len(lines) == 4 + 20


def test_a_page_of_five_megabytes_is_one_line_and_hides_nothing_else(tmp_path: Path) -> None:
    write_site(tmp_path, {"docs/en/work/wages.md": "x" * 5_000_000})
    assert first_lines(check_folder(tmp_path)) == [
        "docs/en/work/wages.md: expected at most 1 MB, received 5.0 MB [file.size]"
    ]


def test_a_page_that_cannot_be_decoded_is_one_line(tmp_path: Path) -> None:
    write_site(tmp_path, {"docs/en/index.md": b"---\ntitle: \xcf\xf0\n---\n"})
    assert first_lines(check_folder(tmp_path)) == [
        "docs/en/index.md:2: expected a text in UTF-8, received another encoding, probably"
        " Windows-1251 (byte 0xCF) [file.encoding]"
    ]


@pytest.mark.parametrize(
    ("raw", "received"),
    [
        (
            FRONT.encode("utf-16"),
            'expected a text in UTF-8, received UTF-16 ("Unicode" in Notepad)',
        ),
        (b"\x89PNG\r\n\x1a\n", "expected a text, received an image, an archive or a document"),
        (b"PK\x03\x04\xff", "expected a text, received an image, an archive or a document"),
    ],
)
def test_a_file_that_is_no_text_is_called_what_it_is(
    tmp_path: Path, raw: bytes, received: str
) -> None:
    write_site(tmp_path, {"docs/ky/index.md": raw})
    assert first_lines(check_folder(tmp_path)) == [f"docs/ky/index.md: {received} [file.encoding]"]


def test_a_link_to_a_file_that_is_gone_is_called_a_link(tmp_path: Path) -> None:
    write_site(tmp_path, {"docs/ky/index.md": None})
    page = tmp_path / "docs/ky/index.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.unlink(missing_ok=True)
    page.symlink_to("old.md")
    assert first_lines(check_folder(tmp_path)) == [
        "docs/ky/index.md: a link to a file that is not there [file.symlink]"
    ]


def test_an_unreadable_locale_table_hides_no_mistake_in_pages(tmp_path: Path) -> None:
    page = FRONT.replace("Text with", "<b>Text</b> with")
    write_site(tmp_path, {"docs/_data/languages.yml": "ky: [\n", "docs/ky/index.md": page})
    assert first_lines(check_folder(tmp_path)) == [
        "docs/_data/languages.yml:2: a list [ or a brace { that is never closed [yaml.syntax]",
        "docs/ky/index.md:11: expected Markdown, received the HTML <b> [page.html]",
    ]


def test_a_missing_docs_folder_is_a_problem_and_no_exception(tmp_path: Path) -> None:
    nav, problems = load_nav(tmp_path / "mkdocs.yml")
    _, found = load_site(tmp_path / "docs", nav)
    assert first_lines(problems) == ["mkdocs.yml: the file is missing [file.read]"]
    assert has_errors(found)


def test_a_page_with_a_byte_order_mark_and_windows_line_ends_is_read(tmp_path: Path) -> None:
    text = "\ufeff" + FRONT.replace("\n", "\r\n")
    write_site(tmp_path, {"docs/ky/index.md": text})
    assert check_folder(tmp_path) == []


def test_a_locale_without_a_folder_is_a_problem_unless_it_is_generated(tmp_path: Path) -> None:
    entry = "uz:\n  name: uz\n  iso639_3: uzb\n  script: Latn\n  direction: ltr\n  fallback: [en]\n"
    files = sample_files()
    table = files["docs/_data/languages.yml"] + entry + "  analyser: uz\n"
    write_site(tmp_path, {"docs/_data/languages.yml": table})
    assert first_lines(check_folder(tmp_path)) == [
        "docs/_data/languages.yml:22: the locale uz has no folder docs/uz [locale.folder]"
    ]
    write_site(tmp_path, {"docs/_data/languages.yml": table + "  generated_from: ru\n"})
    assert check_folder(tmp_path) == []


def test_a_hand_written_page_of_a_generated_locale_is_read(tmp_path: Path) -> None:
    entry = "ky-Latn:\n  name: k\n  iso639_3: kir\n  script: Latn\n  direction: ltr\n"
    entry += "  fallback: [ky, ru, en]\n  analyser: ky\n  generated_from: ky\n"
    table = sample_files()["docs/_data/languages.yml"] + entry
    page = FRONT.replace("work/wages.md#steps", "work/wages.md#step")
    write_site(tmp_path, {"docs/_data/languages.yml": table, "docs/ky-Latn/index.md": page})
    assert first_lines(check_folder(tmp_path)) == [
        'docs/ky-Latn/index.md:11: no anchor "step" in docs/ru/work/wages.md for the link'
        ' "work/wages.md#step" [link.anchor]'
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes")
def test_a_fifo_is_no_page_and_blocks_nothing(tmp_path: Path) -> None:
    write_site(tmp_path, {})
    os.mkfifo(tmp_path / "docs" / "ky" / "pipe.md")
    text, problems = load_text(tmp_path, "docs/ky/pipe.md")
    assert text is None
    assert first_lines(problems) == [
        "docs/ky/pipe.md: expected a file, received something else [file.read]"
    ]


def test_wanted_locales_are_cut_from_the_table_and_strangers_are_named(tmp_path: Path) -> None:
    write_site(tmp_path, {})
    table, problems = load_locales(tmp_path, "ky, kz")
    assert table.built == ("ky",)
    assert first_lines(problems) == [
        '--locales: expected tags of the locale table, received "kz" [locale.tag]'
    ]


def test_sources_hold_pages_texts_data_and_assets(tmp_path: Path) -> None:
    write_site(tmp_path, {})
    sources, problems = load_site(tmp_path / "docs", Nav())
    assert problems == []
    assert sorted(sources.pages["ky"]) == ["index.md"]
    page = sources.find_page("ky", "work/wages.md")
    assert page is not None
    assert page.path == "docs/ru/work/wages.md"
    assert sources.texts["ky"].strings["page.checked"] == "Checked on {date}"
    assert sources.assets == {"assets/img/stamp.png"}
    assert "docs/_data/lists.yml" in sources.data


def test_synonyms_are_read_where_a_locale_has_them(tmp_path: Path) -> None:
    write_site(tmp_path, {"docs/ky/_data/synonyms.yml": "\ufeff# note\r\n- [айлык, маяна]\r\n"})
    sources, problems = load_site(tmp_path / "docs", Nav())
    assert problems == []
    assert make_synonyms(sources.texts["ky"].synonyms) == (("айлык", "маяна"),)
    assert make_synonyms(sources.texts["ru"].synonyms) == ()
    assert check_folder(tmp_path) == []


def test_mistakes_in_synonyms_are_told_with_those_of_other_files(tmp_path: Path) -> None:
    write_site(
        tmp_path,
        {
            "docs/ky/_data/synonyms.yml": "- [айлык]\n- [мент, полиция?]\n",
            "docs/ru/_data/Synonym.yml": "- [мент, полиция]\n",
            "docs/ru/_data/synonyms.yml": "- [мент, полиция\n",
            "docs/en/_data/synonyms.yml": b"- [police, cop\xff]\n",
            "docs/_data/synonyms.yml": "- [a, b]\n",
        },
    )
    assert first_lines(check_folder(tmp_path)) == [
        "docs/_data/synonyms.yml: expected synonyms in the folder of a language, nothing reads"
        " this file [file.place]",
        "docs/en/_data/synonyms.yml:1: expected a text in UTF-8, received another encoding,"
        " probably Windows-1251 (byte 0xFF) [file.encoding]",
        "docs/ky/_data/synonyms.yml:1: expected two or more words for the same thing,"
        ' received "айлык" [synonym.few]',
        "docs/ky/_data/synonyms.yml:2: expected letters, digits and hyphens, received ? in"
        ' "полиция?" [synonym.sign]',
        "docs/ru/_data/Synonym.yml: expected synonyms in the folder of a language, nothing reads"
        " this file [file.place]",
        "docs/ru/_data/synonyms.yml:1: a list [ ... ] that is never closed [yaml.syntax]",
    ]
