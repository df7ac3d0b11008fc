"""The list of hosts, and denied hosts in texts however they are spelled."""

from __future__ import annotations

import pytest

from conftest import Golden
from safar.parsing.hosts import Hosts, Named, find_denied, parse_hosts, write_host
from safar.parsing.yaml_text import parse_yaml

HOSTS = Hosts(
    {"denied.io": "a", "news.denied.org": "b", "запрет.рф": "c"}, frozenset({"help.denied.io"})
)
NAMED = (
    "denied.io",
    "https://denied.io/news?x=1",
    "HTTPS://WWW.Denied.IO",
    "www.denied.io.",
    "read denied.io.",
    "read denied.io. And more",
    "«denied.io»",
    "//user:word@denied.io:8443/x",
    "me@denied.io",
    "https://a.b.denied.io/",
    "https://web.example.org/web/2024/https://denied.io/x",
    "[denied](https://denied.io)",
    "[denied]: <http:denied.io>",
    "![](https:\\\\denied.io/a.png)",
    "**denied**.io",
    "see*denied.io*",
    "_denied_.io and",
    "`denied.io`",
    "denied\\.io",
    "denied&#46;io",
    "denied&period;io",
    "https://denied%2Eio",
    "https://%64enied.io",
    "den\u00adied.io",
    "denied.\u200bio",
    "denied\u3002io",
    "denied\uff0eio",
    "\uff44enied.io",
    "denied.io-да",
    "сайтdenied.ioда",
    "denied.io.Это",
)
OTHER = {
    "https://NEWS.denied.org/": "news.denied.org",
    "https://запрет.рф/": "запрет.рф",
    "Запрет.РФ": "запрет.рф",
    "https://xn--80ake7afn.xn--p1ai/x": "запрет.рф",
    "https://www.xn--80ake7afn.рф/x": "запрет.рф",
}
NOT_NAMED = (
    "undenied.io",
    "un-denied.io",
    "denied.io.example.org",
    "denied.iot",
    "denied.org",
    "old.denied.org",
    "denied io",
    "denied. Io is a moon",
    "help.denied.io",
    "https://a.HELP.denied.io/x",
    "https://example.org/denied/io",
    "незапрет.рф",
    "запрет.рфа",
    "запрет.рф.ru",
    "",
)


@pytest.mark.parametrize("text", NAMED)
def test_a_denied_host_is_found_in_every_spelling(text: str) -> None:
    assert find_denied(f"one\ntwo {text}\r\nthree", HOSTS) == [Named("denied.io", 2)]


@pytest.mark.parametrize("text", OTHER)
def test_hosts_below_others_and_in_other_letters_are_found(text: str) -> None:
    assert find_denied(text, HOSTS) == [Named(OTHER[text], 1)]


@pytest.mark.parametrize("text", NOT_NAMED)
def test_other_hosts_are_free(text: str) -> None:
    assert find_denied(text, HOSTS) == []


def test_a_host_is_told_once_a_line_and_lines_stay_in_their_places() -> None:
    text = "denied.io &NewLine; denied.io\u2026\n&#10;\n%0a\u2116 a.denied.io\nnews.denied.org"
    found = [Named("denied.io", 1), Named("denied.io", 3), Named("news.denied.org", 4)]
    assert find_denied(text, HOSTS) == found


def test_hosts_are_compared_in_one_spelling() -> None:
    assert {write_host(text) for text in ("WWW.Denied.IO.", "denied.io", "ｄenied。io")} == {
        "denied.io"
    }
    assert write_host("XN--80ake7afn.xn--p1ai") == "запрет.рф"


@pytest.mark.goldens("hosts")
def test_a_list_of_hosts_is_read_as_its_golden_file_says(golden: Golden) -> None:
    hosts, problems = parse_hosts(parse_yaml(golden.case["input"], "docs/_data/hosts.yml"))
    golden.check({"deny": dict(hosts.deny), "allow": sorted(hosts.allow)}, problems)
