"""Words of a page that are explained below it: each link has its target, each target a way back."""

from __future__ import annotations

from pathlib import Path

import pytest

from built_tree import BuiltPage, hash_files
from forked import run_forked
from scenario import write_scenario

CONCEPTS = "patent: {russian: патент}\ncourt: {russian: суд}\n"
WORDS = {
    "ru": "patent: {term: патент, definition: Первое объяснение.}\ncourt: {term: суд}\n",
    "uz": "patent: {term: patent}\ncourt: {term: sud, definition: Oʻzbekcha.}\n",
}
TEXT = "\n[Patentsiz](term:patent), {{ term.court }}, [patent](term:patent).\n"


def test_every_word_leads_to_what_it_means_and_back(tree: dict[str, BuiltPage]) -> None:
    explained = 0
    for page in tree.values():
        links = page.html.find_all("a", "term")
        lists = page.html.find_all("section", "words")
        assert len(lists) == bool(links), page.path
        for one in lists:
            terms = [node.attrs["id"] for node in one.find_all("dt")]
            backs = [node.attrs["href"] for node in one.find_all("a")]
            used = dict.fromkeys(link.attrs["href"] for link in links)
            assert [f"#{name}" for name in terms] == list(used), page.path
            places = [f"#{link.attrs['id']}" for link in links if "id" in link.attrs]
            assert backs == places, page.path
            assert all(node.attrs["aria-label"] for node in one.find_all("a")), page.path
            assert len(one.find_all("dd")) == len(terms), page.path
            explained += len(terms)
    assert explained > 100


def test_a_page_that_is_not_translated_shows_the_readers_own_word(
    tree: dict[str, BuiltPage],
) -> None:
    words = tree["uz/arrive/registration.html"].html.find("section", "words")
    assert words.find("dl").attrs["lang"] == "ru"
    term = words.find("dt", id="term_migration_card")
    assert term.text == "миграционная карта migratsion karta"
    assert term.find("bdi").attrs["lang"] == "uz"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The scenario with a glossary, built; one page of Uzbek uses it, shown in two scripts."""
    folder = tmp_path / "portal"
    write_scenario(folder)
    write(folder, "docs/_data/glossary.yml", CONCEPTS)
    for tag, text in WORDS.items():
        write(folder, f"docs/{tag}/_data/glossary.yml", text)
    page = folder / "docs/uz/work/wages.md"
    page.write_text(page.read_text(encoding="utf-8") + TEXT, encoding="utf-8")
    done = run_forked(["build"], folder)
    assert done.code == 0, done.output
    return folder


def write(root: Path, path: str, text: str) -> None:
    (root / path).write_text(text, encoding="utf-8")


def read(root: Path, path: str) -> str:
    return (root / "site" / path).read_text(encoding="utf-8")


def test_a_page_in_the_other_script_has_its_words_in_that_script(root: Path) -> None:
    latin, cyrillic = (read(root, f"{tag}/work/wages.html") for tag in ("uz", "uz-Cyrl"))
    assert 'href="#term_patent" id="use_patent">Patentsiz</a>, sud,' in latin
    assert 'href="#term_patent" id="use_patent">Патентсиз</a>, суд,' in cyrillic
    assert '<span lang="ru" dir="ltr">Первое объяснение.</span>' in cyrillic
    assert '<dt id="term_patent">patent <bdi lang="ru">патент</bdi></dt>' in latin
    assert '<dt id="term_patent">патент</dt>' in cyrillic
    assert "term_court" not in latin


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("docs/ru/_data/glossary.yml", "Первое", "Другое"),
        ("docs/uz/_data/glossary.yml", "term: sud", "term: mahkama"),
        ("docs/_data/glossary.yml", "russian: патент", "russian: Патент (бумага)"),
    ],
)
def test_a_change_of_the_glossary_is_seen_on_the_pages_that_use_it(
    root: Path, tmp_path: Path, path: str, before: str, after: str
) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert before in text
    write(root, path, text.replace(before, after))
    old = hash_files(root / "site")
    assert run_forked(["build"], root).code == 0
    new = hash_files(root / "site")
    changed = {name for name in new if new[name] != old.get(name)}
    pages = {name for name in changed if "/work/" in name and name.endswith(".html")}
    assert {"uz/work/wages.html", "uz-Cyrl/work/wages.html"} >= pages > set()
    clean = tmp_path / "clean"
    done = run_forked(["build", "--no-cache", "--site-dir", str(clean)], root)
    assert done.code == 0, done.output
    assert hash_files(clean) == new


def test_a_definition_is_no_text_of_the_page_for_search(root: Path) -> None:
    for path in sorted((root / "site/uz/search").glob("p-*.js")):
        assert "Первое" not in path.read_text(encoding="utf-8")


def test_a_word_to_avoid_is_told_when_its_language_says_so(root: Path) -> None:
    page = root / "docs/uz/work/wages.md"
    line = len((page.read_text(encoding="utf-8") + "x").splitlines())
    page.write_text(page.read_text(encoding="utf-8") + "ment\n", encoding="utf-8")
    assert run_forked(["check"], root).output.count("term.avoided") == 0
    text = WORDS["uz"].replace("{term: sud", "{term: sud, avoid: {ment: insulting}")
    write(root, "docs/uz/_data/glossary.yml", text)
    message = '"ment" is to be avoided here: insulting'
    build, check = run_forked(["build"], root), run_forked(["check"], root)
    assert (build.code, check.code) == (0, 0)
    assert f"docs/uz/work/wages.md:{line}: {message}" in build.output
    assert f"  {line}: warning: {message}" in check.output


def test_a_word_that_is_not_there_stops_the_build(root: Path) -> None:
    page = root / "docs/ru/work/index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n[x](term:patnet)\n", encoding="utf-8")
    done = run_forked(["build"], root)
    assert done.code == 1
    assert 'the glossary has no concept "patnet" [term.unknown]' in done.output
    assert "did you mean term:patent?" in done.output
