"""`safar report` and `safar check`: what is written, what is said, what stays as it was."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from built_tree import hash_files
from report.calendar_reader import read_events
from report.small_portal import small_files
from safar.cli import main
from safar.sources.report import ReportOrder, find_base, replace_file, write_report
from sample_site import write_site

EPOCH = "1795392000"  # 2026-11-23


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small portal with a built site, on the day of its report."""
    root = tmp_path / "портал & co"
    write_site(root, {**small_files(), "site/edition.json": "{}", "site/ru/a.html": "<p>"})
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    monkeypatch.chdir(root)
    return root


def test_a_report_touches_neither_the_site_nor_docs(root: Path) -> None:
    before = hash_files(root)
    assert main(["report", "--due", "60"]) == 0
    after = hash_files(root)
    assert set(after) - set(before) == {"report.html", "due.ics"}
    assert {path: after[path] for path in before} == before


def test_a_portal_with_errors_has_a_report_that_tells_them(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check"]) == 1
    assert main(["report"]) == 0
    html = (root / "report.html").read_text("utf-8")
    assert "docs/<wbr>_data/<wbr>edition.yml" in html
    assert "State of 2026-11-23." in html
    assert capsys.readouterr().out.splitlines()[-1] == "Written: report.html"


@pytest.mark.parametrize(
    "changes",
    [
        {"docs/_data/languages.yml": "["},
        {"docs/_data/languages.yml": None},
        {"docs/_data/lists.yml": None, "docs/en/_data/ui.yml": "nonsense"},
        {"docs/en/work/wages.md": "no front matter"},
        {"docs/_data/facts/ru.yml": "tax: 1"},
        {"mkdocs.yml": "nav: ["},
    ],
)
def test_a_report_is_written_whatever_is_broken(
    tmp_path: Path, changes: dict[str, str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site(tmp_path, {**small_files(), **changes})
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    order = ReportOrder(tmp_path / "mkdocs.yml", "", str(tmp_path / "r.html"), due=60)
    said, problems = write_report(order)
    assert problems == []
    assert said.endswith("due.ics")
    assert '<b class="bad">' in (tmp_path / "r.html").read_text("utf-8")


def test_the_list_of_what_is_due_is_printed_and_written(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", "-o", "r.html", "--due", "7", "--ics", "mine.ics"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("2025-02-28  overdue 633 d  a year old  docs/ru/work/wages.md")
    assert lines[-4:] == [
        "3 things to check within 7 days, 2 overdue",
        "",
        "Written: r.html",
        "Written: mine.ics",
    ]
    assert len(read_events((root / "mine.ics").read_bytes())) == 3


def test_the_same_day_gives_the_same_bytes(root: Path) -> None:
    main(["report", "--due", "60"])
    first = hash_files(root)
    main(["report", "--due", "60"])
    assert hash_files(root) == first


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["-o", "docs/report.html"], "does not belong into docs"),
        (["-o", "site/ru/report.html"], "does not belong into site"),
        (["-o", "site/../docs/ru/../report.html"], "does not belong into docs"),
        (["-o", "web/report.html"], "does not belong into a built site"),
        (["-o", "overrides/report.html"], "does not belong into overrides"),
        (["-o", "mkdocs.yml"], "expected a file that ends with .html"),
        (["-o", "nowhere/report.html"], "the folder is missing"),
        (["--due", "5", "--ics", "docs/due.ics"], "does not belong into docs"),
        (["--due", "5", "--ics", "mkdocs.yml"], "expected a file that ends with .ics"),
        (["--ics", "due.ics"], "--ics: expected --due with it"),
        (["--due", "-1"], "--due: expected 0 to 3660 days, received -1"),
        (["-f", "other.yml"], "other.yml: the file is missing"),
    ],
)
def test_what_cannot_be_done_is_one_clear_line_and_nothing_is_written(
    root: Path, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "web").mkdir()
    (root / "web/part.json").write_text("{}")
    before = hash_files(root)
    assert main(["report", *words]) == 1
    received = capsys.readouterr()
    assert received.out == ""
    assert said in received.err.splitlines()[0]
    assert hash_files(root) == before


def test_a_day_that_is_none_is_said(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert main(["report"]) == 1
    assert 'received "yesterday"' in capsys.readouterr().err


def test_a_file_that_cannot_be_replaced_stays_whole(root: Path) -> None:
    file = root / "report.html"
    file.mkdir()
    (problem,) = replace_file(file, "new")
    assert problem.message.startswith("the file cannot be written: ")
    assert not (root / "report.html.new").exists()


def test_links_lead_from_the_report_to_the_portal(tmp_path: Path) -> None:
    assert find_base(tmp_path, tmp_path) == ""
    assert find_base(tmp_path, tmp_path / "a/b") == "../../"
    assert find_base(tmp_path / "a b", tmp_path) == "a%20b/"


def test_a_check_for_tools_prints_json_alone(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--json"]) == 1
    value = json.loads(capsys.readouterr().out)
    assert value["version"] == 1
    assert value["errors"] == sum(found["severity"] == "error" for found in value["problems"])
    assert main(["check", "--json", "-f", "other.yml"]) == 1
    (missing,) = json.loads(capsys.readouterr().out)["problems"]
    assert (missing["path"], missing["message"]) == ("other.yml", "the file is missing")


def test_a_console_without_our_letters_is_told_all_the_same(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "safar", "report", "--due", "60"],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"docs/ru/work/wages.md      ????????" in done.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["check", "--jsn"], "safar: error: not understood: --jsn (safar check --help says what"),
        (["report", "extra"], "not understood: extra (safar report --help says what is)"),
        (["report", "--due", "soon"], "argument --due: invalid int value: 'soon'"),
        (["chek"], "invalid choice: 'chek'"),
    ],
)
def test_words_that_are_not_understood_are_named(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(words)
    assert stopped.value.code == 2
    received = capsys.readouterr()
    assert (received.out, said in received.err.splitlines()[-1]) == ("", True)
