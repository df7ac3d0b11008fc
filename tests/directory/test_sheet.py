"""The call sheet: out as CSV and page, through Excel, and back with the days of the calls."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from built_portal import copy_portal, run, safar
from safar.problems import Problem
from safar.sources.portal import load_sources

FILE = "docs/_data/centres/kg.yml"
HOTLINE = "kg-hotline-189"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_portal(tmp_path / "портал")


def write_list(root: Path) -> list[list[str]]:
    done = run([safar(), "centres", "verify-list", "--country", "KG"], root)
    assert done.returncode == 0, done.stderr
    assert "Written: call-sheet.csv, call-sheet.html" in done.stdout
    text = (root / "call-sheet.csv").read_text(encoding="utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def fill(rows: list[list[str]], name: str, answered: str, day: str, note: str = "") -> None:
    for row in rows[1:]:
        if row[0] == name:
            row[5:8] = [answered, day, note]


def save(root: Path, rows: list[list[str]], encoding: str, delimiter: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    (root / "back.csv").write_bytes(out.getvalue().encode(encoding, "replace"))


def checked(root: Path, name: str) -> str:
    loaded = load_sources(root / "mkdocs.yml", "")
    assert not isinstance(loaded, Problem)
    return loaded.directory.centres[name].checked


def test_a_list_names_every_number_of_a_country(root: Path) -> None:
    rows = write_list(root)
    assert rows[0] == ["id", "name", "town", "phone", "last_seen", "answered", "date", "note"]
    phones = {(row[0], row[3]) for row in rows[1:]}
    assert (HOTLINE, "tel 189") in phones
    assert ("kg-consulate-uz-bishkek", "tel +996 312 986 295") in phones
    page = (root / "call-sheet.html").read_text(encoding="utf-8")
    assert all(row[3].removeprefix("tel ") in page for row in rows[1:])
    assert "src=" not in page and "href=" not in page


@pytest.mark.parametrize(
    ("encoding", "delimiter", "day"),
    [
        ("utf-8-sig", ";", "2026-11-28"),
        ("cp1251", ";", "28.11.2026"),
        ("utf-8", ",", "2026-11-28"),
        ("utf-16", "\t", "28.11.2026 00:00"),
    ],
)
def test_a_sheet_comes_back_as_excel_wrote_it(
    root: Path, encoding: str, delimiter: str, day: str
) -> None:
    before = (root / FILE).read_text(encoding="utf-8")
    rows = write_list(root)
    fill(rows, HOTLINE, "да", day)
    fill(rows, "kg-hotline-1899", "нет", day, "гудки")
    save(root, rows, encoding, delimiter)
    done = run([safar(), "centres", "import", "back.csv"], root)
    assert done.returncode == 0, done.stderr
    assert "1 date taken over." in done.stdout and "kg-hotline-1899 (гудки)" in done.stdout
    assert (encoding == "utf-8-sig") != ("read as" in done.stdout)
    after = (root / FILE).read_text(encoding="utf-8")
    added = [line for line in after.splitlines() if line not in before.splitlines()]
    assert "  checked: 2026-11-28" in added and len(added) == 3
    assert checked(root, HOTLINE) == "2026-11-28"
    again = run([safar(), "check"], root)
    assert again.returncode == 0, again.stdout


def test_an_office_with_two_numbers_is_dated_once(root: Path) -> None:
    rows = write_list(root)
    fill(rows, "kg-rc-hq", "yes", "2026-11-01")
    extra = [row[:] for row in rows if row[0] == HOTLINE]
    extra[0][5:7] = ["yes", "2026-11-20"]
    fill(rows, HOTLINE, "yes", "2026-11-10")
    save(root, [*rows, *extra], "utf-8-sig", ";")
    assert run([safar(), "centres", "import", "back.csv"], root).returncode == 0
    assert checked(root, HOTLINE) == "2026-11-20"
    assert (root / FILE).read_text("utf-8").count("Call by a volunteer") == 1


def test_a_bad_sheet_changes_nothing_and_tells_every_line(root: Path) -> None:
    before = (root / FILE).read_bytes()
    rows = write_list(root)
    fill(rows, HOTLINE, "yes", "soon")
    fill(rows, "kg-consulate-uz-bishkek", "perhaps", "2027-01-01")
    save(root, [*rows, ["kg-nobody", "", "", "", "", "yes", "2026-11-01", ""]], "cp1251", ";")
    done = run([safar(), "centres", "import", "back.csv"], root)
    assert done.returncode == 1 and (root / FILE).read_bytes() == before
    told = [line for line in done.stderr.splitlines() if line.endswith("[centre.sheet]")]
    assert len(told) == 4
    for said in ('received "soon"', 'received "perhaps"', "2027-01-01", '"kg-nobody"'):
        assert sum(said in line for line in told) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["import", "no-such.csv"], "cannot be read"),
        (["import", "mkdocs.yml"], "expected the columns"),
        (["verify-list", "-o", "sheet.xlsx"], "ends with .csv"),
        (["verify-list", "--country", "XX"], "has a phone"),
    ],
)
def test_what_cannot_be_done_is_one_clear_line(root: Path, words: list[str], said: str) -> None:
    done = run([safar(), "centres", *words], root)
    assert done.returncode == 1
    assert said in done.stderr.splitlines()[0] and "Traceback" not in done.stderr
