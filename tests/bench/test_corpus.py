"""The corpus is the same for every peer and on every machine, and Safar accepts it."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from bench.corpus import Voice, load_voice, make_pages, make_places, make_titles, read_sentences
from bench.editing import choose_pages, edited_page
from bench.locales import LANGUAGES
from bench.projects import PEERS, write_projects

from safar.problems import Code
from safar.sources.portal import load_portal

ARTICLE = (
    "All human beings are born free and equal in dignity and rights. They are endowed with reason "
    "and conscience and should act towards one another in a spirit of brotherhood; everyone has "
    "the right to life, liberty and security of person. No one shall be held in slavery."
)
# A change of this figure is a change of the corpus: results before and after it do not compare.
DIGEST = "7d2e99ff3b8c4d64"


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of texts with one paragraph, the same in every language."""
    folder = tmp_path_factory.mktemp("texts")
    for language in LANGUAGES:
        page = f"<p>{ARTICLE}</p><p>{language.note} {language.name} is a language</p>"
        (folder / f"{language.text}.html").write_text(page, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def corpus(texts: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The projects of three pages a language."""
    folder = tmp_path_factory.mktemp("corpus")
    write_projects(folder, 3, texts)
    return folder


def read_tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def pages_of(project: Path) -> list[str]:
    """The texts of all pages of a project without front matter and anchors, in no known order."""
    found = (path.read_text(encoding="utf-8") for path in project.rglob("*.md"))
    bodies = (re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL) for text in found)
    return [re.sub(r" \{#[a-z0-9-]+\}", "", body) for body in bodies]


def test_the_corpus_is_the_same_every_time(corpus: Path, texts: Path, tmp_path: Path) -> None:
    write_projects(tmp_path, 3, texts)
    assert read_tree(tmp_path) == read_tree(corpus)


def test_the_corpus_is_the_same_on_every_machine(corpus: Path) -> None:
    pages = sorted((corpus / "mk" / "docs").rglob("*.md"))
    text = b"".join(path.read_bytes() for path in pages)
    assert hashlib.sha256(text).hexdigest()[:16] == DIGEST


def test_safar_has_nothing_to_say_to_the_corpus(corpus: Path) -> None:
    portal, problems = load_portal(corpus / "safar" / "mkdocs.yml", "")
    long = {Code.LANGUAGE_SENTENCE, Code.LANGUAGE_MEAN}  # the Declaration was not written for us
    assert [problem for problem in problems if problem.code not in long] == []
    assert portal is not None
    assert len(portal.built) == len(LANGUAGES)
    assert sum(1 for _ in portal.shown()) == 3 * len(LANGUAGES)


def test_every_peer_has_the_same_number_of_pages(corpus: Path) -> None:
    numbers = {peer: len(pages_of(corpus / peer / "docs")) for peer in ("mk", "safar")}
    numbers["hugo"] = len(pages_of(corpus / "hugo" / "content"))
    assert numbers == dict.fromkeys(PEERS, 3 * len(LANGUAGES))


@pytest.mark.parametrize("sign", ["\n## ", "\n### ", "\n- ", "\n1. ", "\n| --- ", "![", "]("])
def test_every_peer_has_the_same_blocks(corpus: Path, sign: str) -> None:
    folders = (corpus / "mk/docs", corpus / "hugo/content", corpus / "safar/docs")
    counts = [sum(page.count(sign) for page in pages_of(folder)) for folder in folders]
    assert counts[0] > 0
    assert counts == counts[:1] * 3


def test_a_title_stands_on_one_page_alone(texts: Path) -> None:
    titles = make_titles(load_voice(LANGUAGES[0], texts), 500)
    assert len({title.casefold() for title in titles}) == 500


def test_a_section_has_twelve_pages() -> None:
    places = make_places(30)
    sections = [place.section for place in places]
    assert [sections.count(name) for name in ("", "s000", "s001", "s002")] == [1, 12, 12, 5]
    assert all(place.slug == "index" for place in places[::12][:1])


def test_sentences_of_four_words_and_more_are_kept() -> None:
    page = "<h1>no</h1><p>One two three. <b>All human</b> beings are born;</p>"
    assert list(read_sentences(page)) == ["All human beings are born."]


def test_links_lead_to_pages_that_are_there(texts: Path) -> None:
    voice: Voice = load_voice(LANGUAGES[0], texts)
    pages = list(make_pages(voice, 3))
    titles = {page.title for page in pages}
    links = re.compile(r"Link\(target=(\d), text='([^']*)'")
    found = links.findall(repr([page.blocks for page in pages]))
    assert len(found) >= 15
    assert all(int(number) < 3 and title in titles for number, title in found)


def test_an_edited_page_has_one_word_more_and_is_restored(corpus: Path) -> None:
    source = corpus / "safar" / "docs" / choose_pages(3, 1)[0].source
    before = source.read_text(encoding="utf-8")
    with edited_page(source, "zebra"):
        assert source.read_text(encoding="utf-8").split() != before.split()
        assert source.read_text(encoding="utf-8").replace(" zebra", "", 1) == before
    assert source.read_text(encoding="utf-8") == before


def test_each_round_edits_another_page() -> None:
    assert len(set(choose_pages(60, 20))) == 20
