"""Other hosts in a page: links that leave the portal say where they lead, denied ones stop it."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from safar.parsing.hosts import Hosts, find_denied
from safar.problems import Code


def show_host(link: Element, host: str, text: str) -> None:
    """Put the host behind the words of a link, `text`, unless they name it themselves."""
    if not host or host in text.casefold():
        return
    if len(link):
        link[-1].tail = f"{link[-1].tail or ''} "
    else:
        link.text = f"{link.text or ''} "
    # The direction keeps the brackets around the host in a text from right to left.
    SubElement(link, "small", {"dir": "ltr"}).text = f"({host})"


def denied_hosts(html: str, hosts: Hosts) -> list[tuple[Code, str]]:
    """What is wrong with finished HTML that names denied hosts, wherever they are from."""
    names = dict.fromkeys(named.host for named in find_denied(html, hosts))
    return [
        (Code.HOST_DENIED, f'the host "{name}" may be neither linked nor named') for name in names
    ]
