"""Addresses outside the portal: what is wrong with them, what a wrong target was meant to be."""

from __future__ import annotations

import re
from html import unescape

from safar.checks.targets import SCHEMES
from safar.parsing.corrections import nearest
from safar.parsing.rules import ADDRESS
from safar.parsing.schema import show_value

_PHONE = re.compile(r"tel:\+?[0-9*#]+(?:-[0-9]+)*", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[^\s@?]+@[^\s@?]+\.[^\s@?]+(?:\?\S*)?", re.IGNORECASE)
_TERM = re.compile(r"term:[a-z][a-z0-9_]*")
_OWN_COMPUTER = re.compile(r"https?://(?:localhost|127\.|0\.0\.0\.0|\[::1?\])", re.IGNORECASE)
_NUMBER = re.compile(r"\+?[0-9][0-9 ()-]+")
_MAIL_ALONE = re.compile(r"[^\s@/]+@[^\s@/]+\.[^\s@/]+")
_DOMAIN = re.compile(r"(?:https?)?:?/*((?:[\w-]+\.)+[^\W\d_]{2,}(?:[/?#]\S*)?)", re.IGNORECASE)
_FILE = re.compile(
    r"\.(?:md|html?|pdf|docx?|odt|rtf|xlsx?|pptx?|zip|jpe?g|png|webp|svg|gif|mp[34])", re.IGNORECASE
)
_MESSENGERS = {"whatsapp": "https://wa.me/79001234567", "tg": "https://t.me/name"}


def check_address(scheme: str, written: str) -> tuple[str, str] | None:
    """A message and a hint for a telephone, mail or web address or a term that would not work."""
    if scheme == "tel" and not _PHONE.fullmatch(written):
        number = re.sub(r"[^0-9+*#]", "", written) or "112"
        return f"expected a number in digits, received {show_value(written)}", f"write tel:{number}"
    if scheme == "mailto" and not _MAIL.fullmatch(written):
        mail = re.sub(r"\s", "", written.partition(":")[2])
        hint = f"write mailto:{mail if _MAIL_ALONE.fullmatch(mail) else 'name@example.org'}"
        return f"expected a mail address, received {show_value(written)}", hint
    if scheme == "term" and not _TERM.fullmatch(written):
        hint = "write the id of the glossary in small letters: term:migration_card"
        return f"expected a word of the glossary, received {show_value(written)}", hint
    return _check_web(written.strip()) if scheme in ("http", "https") else None


def _check_web(address: str) -> tuple[str, str] | None:
    received = f"received {show_value(address)}"
    if _OWN_COMPUTER.match(address):
        hint = "write the page itself: ../work/patent.md"
        return f"the link leads to your own computer, {received}", hint
    if ADDRESS.fullmatch(unescape(address)):
        return None
    if " " in address:
        return f"expected an address without spaces, {received}", "write %20 for a space"
    meant = re.sub(r"^https?:/*", "https://", address)
    hint = f"write {meant if ADDRESS.fullmatch(unescape(meant)) else 'https://example.org/page'}"
    return f"expected a full address, {received}", hint


def guess_address(written: str) -> str:
    """What a target without a scheme was meant to be: `tel:112`, `https://tass.ru/a`, or `""`."""
    if _NUMBER.fullmatch(written):
        return f"tel:{re.sub('[^0-9+]', '', written)}"
    if _MAIL_ALONE.fullmatch(written):
        return f"mailto:{written}"
    found = _DOMAIN.fullmatch(written)
    if found and not is_file(found[1].split("/", 1)[0]):
        return f"https://{found[1]}"
    return ""


def hint_for_scheme(scheme: str) -> str:
    """What to write in place of an address whose scheme is not allowed."""
    if len(scheme) == 1 or scheme == "file":
        return "this is a file on your computer: copy it into docs/assets and link it from there"
    if scheme in _MESSENGERS:
        return f"write the web address: {_MESSENGERS[scheme]}"
    if scheme == "тел":
        return "write tel: in Latin letters"
    close = nearest(scheme, SCHEMES)
    return f"did you mean {close}:?" if close else "delete the link"


def is_file(name: str) -> bool:
    """True if a name ends like a file: `patent.md`, `form.pdf`, but not `tass.ru`."""
    dot = name.rfind(".")
    return dot >= 0 and bool(_FILE.fullmatch(name, dot))
