"""Denied hosts never reach a built tree, whatever the cache knows and whoever writes them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from built_portal import Portal
from forked import Done, run_forked
from safar.parsing.hosts import Hosts, find_denied, parse_hosts
from safar.parsing.yaml_text import parse_yaml
from scenario import write_scenario

DENIED = "denied.example"
LIST = f"""deny:
  - {{host: {DENIED}, reason: r, source: s, confidence: low, checked: never}}
allow:
  - {{host: help.{DENIED}, reason: r}}
"""
PAGE = "docs/ru/work/wages.md"
BINARY = (".woff2", ".png", ".jpg", ".webp", ".avif")


def named_in(site: Path, hosts: Hosts) -> Iterator[str]:
    """The files of a tree that name a denied host, in their paths or texts."""
    for path in filter(Path.is_file, site.rglob("*")):
        name = path.relative_to(site).as_posix()
        text = "" if path.suffix in BINARY else path.read_text(encoding="utf-8")
        if find_denied(f"{name}\n{text}", hosts):
            yield name


def append(root: Path, path: str, text: str) -> None:
    with (root / path).open("a", encoding="utf-8") as file:
        file.write(text)


def build(root: Path) -> Done:
    return run_forked(["build"], root)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A scenario, built while nothing was denied, that names a host."""
    write_scenario(tmp_path)
    append(tmp_path, PAGE, f"\n[a](https://www.{DENIED}/a) and help.{DENIED}\n")
    append(tmp_path, "docs/uz/work/wages.md", f"\nkitob {DENIED}\n")
    assert build(tmp_path).code == 0
    return tmp_path


def hosts() -> Hosts:
    return parse_hosts(parse_yaml(LIST, ""))[0]


def test_a_host_that_is_denied_later_stops_the_build_of_pages_that_the_cache_knows(
    root: Path,
) -> None:
    named = set(named_in(root / "site", hosts()))
    assert {"ru/work/wages.html", "uz/work/wages.html"} <= named
    assert any("/search/" in name for name in named)
    (root / "docs/_data/hosts.yml").write_text(LIST, encoding="utf-8")
    done = build(root)
    assert done.code == 1
    assert f'{PAGE}:17: the host "{DENIED}"' in done.output
    for path in (PAGE, "docs/uz/work/wages.md"):
        text = (root / path).read_text(encoding="utf-8").rstrip().rsplit("\n", 1)[0]
        (root / path).write_text(f"{text}\n\nhelp.{DENIED}\n", encoding="utf-8")
    done = build(root)
    assert done.code == 0, done.output
    assert list(named_in(root / "site", hosts())) == []
    assert f"help.{DENIED}" in (root / "site/ru/work/wages.html").read_text(encoding="utf-8")


def test_a_denied_host_that_a_hook_writes_stops_the_build(tmp_path: Path) -> None:
    write_scenario(tmp_path)
    (tmp_path / "docs/_data/hosts.yml").write_text(LIST, encoding="utf-8")
    append(tmp_path, "hooks/line.txt", f"See **{DENIED}**.\n")
    done = build(tmp_path)
    assert done.code == 1
    assert f'the host "{DENIED}" may be neither linked nor named' in done.output
    assert list(named_in(tmp_path / "site", hosts())) == []


def test_our_own_portal_names_no_host_of_its_list(portal: Portal) -> None:
    text = (portal.root / "docs/_data/hosts.yml").read_text(encoding="utf-8")
    listed, problems = parse_hosts(parse_yaml(text, ""))
    assert problems == []
    assert len(listed.deny) > 30
    assert list(named_in(portal.site, listed)) == []
