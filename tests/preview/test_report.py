"""Which problems stop a preview, which stay when a file is read again, and what a page is told."""

from __future__ import annotations

import json
from pathlib import Path

import jinja2
import pytest

from safar.preview.report import (
    SHOWN,
    Look,
    add_preview,
    replace_problems,
    stops_all,
    waiting_page,
)
from safar.problems import Code, Problem, Severity
from safar.site.failures import describe_failure


def problem(path: str, code: Code = Code.YAML_SYNTAX, line: int = 1) -> Problem:
    return Problem(code, path, line, "a message", "a hint")


@pytest.mark.parametrize(
    ("path", "code", "stops"),
    [
        ("docs/ky/index.md", Code.META_DATE, False),
        ("docs/ky/work/index.md", Code.LINK_PAGE, False),
        ("docs/ky/_data/ui.yml", Code.YAML_SYNTAX, True),
        ("docs/ky/_data/ui.yml", Code.TEXT_UNUSED, False),
        ("docs/_data/lists.yml", Code.LINK_ANCHOR, False),
        ("docs/_data/languages.yml", Code.LOCALE_FOLDER, True),
        ("docs/ky/index.md", Code.PAGE_ENDED, False),
        ("docs/_data/overrides.yml", Code.OVERRIDE_ENDED, False),
        ("docs/tk", Code.LOCALE_FOLDER, False),
        ("mkdocs.yml", Code.NAV_PAGE, False),
        ("mkdocs.yml", Code.YAML_SYNTAX, True),
    ],
)
def test_errors_of_pages_stop_nothing_and_errors_of_data_do(
    path: str, code: Code, stops: bool
) -> None:
    assert stops_all([problem(path, code)]) is stops


def test_a_warning_stops_nothing() -> None:
    warning = Problem(Code.YAML_KEY, "mkdocs.yml", 1, "", severity=Severity.WARNING)
    assert not stops_all([warning])


@pytest.mark.parametrize("code", [Code.LINK_PAGE, Code.PAGE_ENDS, Code.PAGE_ENDED])
def test_problems_between_pages_stay_until_all_are_compared_again(code: Code) -> None:
    other, old = problem("docs/ky/b.md"), problem("docs/ky/a.md")
    link, new = problem("docs/ky/a.md", code), problem("docs/ky/a.md", line=7)
    assert replace_problems([old, link, other], {"docs/ky/a.md"}, [new]) == [link, new, other]


def test_a_page_is_told_its_own_problems_first_and_not_twice() -> None:
    here, other = problem("docs/ky/a.md"), problem("docs/ky/b.md")
    look = json.loads(Look("mark", "", False, (here,), (other, here)).as_json())
    assert [item["place"] for item in look["here"]] == ["docs/ky/a.md:1"]
    assert [item["place"] for item in look["rest"]] == ["docs/ky/b.md:1"]
    assert look["counts"] == [1, 2]


def test_thousands_of_problems_are_counted_and_not_sent() -> None:
    many = tuple(problem("docs/ky/a.md", line=line) for line in range(1, 3000))
    look = json.loads(Look("mark", "", False, (), many).as_json())
    assert look["counts"] == [0, 2999]
    assert len(look["rest"]) == SHOWN


def test_an_event_is_one_line_whatever_a_message_holds() -> None:
    wild = Problem(Code.YAML_SYNTAX, "docs/ky/a.md", 1, "a\n\ndata: b\r\n")
    assert "\n" not in Look("", "", False, (wild,), ()).as_json()
    assert "\r" not in Look("", "", False, (wild,), ()).as_json()


def test_the_script_stands_at_the_end_of_the_page_and_names_are_escaped() -> None:
    html = add_preview("<body>a</body>\n", 'ky/"><script>.html', "m")
    assert html.endswith("</script>\n</body>\n")
    assert "<script>" not in html
    assert "</body>" not in add_preview("no end", "ky/index.html", "m")


def test_the_page_instead_of_a_page_says_what_it_waits_for() -> None:
    assert "&lt;b&gt;" in waiting_page("<b>")


def render(folder: Path, source: str) -> Problem:
    """What is said of a template that fails."""
    (folder / "page.html").write_text(source, "utf-8")
    loader = jinja2.FileSystemLoader(str(folder))
    environment = jinja2.Environment(loader=loader, undefined=jinja2.StrictUndefined)
    try:
        environment.get_template("page.html").render()
    except jinja2.TemplateError as error:
        return describe_failure(error, folder)
    raise AssertionError("the template did not fail")


@pytest.mark.parametrize(
    ("source", "line", "said"),
    [
        ("a\n{% if %}", 2, "Expected an expression"),
        ("a\n\n{{ nothing }}", 3, "'nothing' is undefined"),
        ("a\n{% include 'no.html' %}", 2, "no template no.html"),
        ("{% block a %}", 1, "Unexpected end of template"),
    ],
)
def test_a_template_that_fails_is_named_with_its_line(
    source: str, line: int, said: str, tmp_path: Path
) -> None:
    found = render(tmp_path, source)
    assert (found.code, found.path, found.line) == (Code.TEMPLATE_ERROR, "page.html", line)
    assert said in found.message


def test_a_hook_that_fails_is_named_with_its_line(tmp_path: Path) -> None:
    hook = tmp_path / "hook.py"
    hook.write_text("import json\n\n\ndef run():\n    json.loads('x')\n", "utf-8")
    names: dict[str, object] = {}
    exec(compile(hook.read_text("utf-8"), str(hook), "exec"), names)
    run = names["run"]
    assert callable(run)
    with pytest.raises(ValueError) as caught:
        run()
    found = describe_failure(caught.value, tmp_path)
    assert (found.code, found.path, found.line) == (Code.HOOK_ERROR, "hook.py", 5)
    assert found.message.startswith("JSONDecodeError: ")


def test_a_hook_that_is_no_python_is_named_with_its_line(tmp_path: Path) -> None:
    hook = tmp_path / "hook.py"
    with pytest.raises(SyntaxError) as caught:
        compile("a = (\nb c\n", str(hook), "exec")
    found = describe_failure(caught.value, tmp_path)
    assert (found.path, found.line > 0) == ("hook.py", True)
