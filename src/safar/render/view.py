"""What the template of a written page is given: plain values, ready to print."""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import quote

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from safar.language.locales import Locale
from safar.model.facts import all_sources, first_end, oldest_check
from safar.model.portal import Portal, ShownPage
from safar.model.urls import absolute, host_of, page_path, relative
from safar.parsing.frontmatter import Danger, Source, Status
from safar.render.directory import DirectoryView
from safar.render.frame import HOME, Frame, Link, make_frame
from safar.render.glossary import Word, page_words
from safar.render.markdown import LETTER, TICKED, Heading, RenderedPage
from safar.render.parts import directory_view
from safar.render.section import near_pages
from safar.render.start import start_links
from safar.render.tools import ToolView, tool_view


class SourceView(Struct, frozen=True):
    """A source as it stands under the page; `lang` and `dir` are those of its title."""

    title: str
    url: str
    host: str
    date: str
    lang: str = ""
    dir: str = ""


class PageView(Struct, frozen=True):
    """A written page for its template; `frame` is what it shares with made pages.

    After the day `old_after` readers are told that the page has ended.
    """

    frame: Frame
    html: Markup
    toc: tuple[Heading, ...]
    text: Locale
    is_fallback: bool
    is_draft: bool
    danger: bool
    sensitive: bool
    checked: str
    checked_iso: str
    valid_until: str
    valid_until_iso: str
    old_after: str
    citizens: str
    countries: str
    words: tuple[Word, ...]
    sources: tuple[SourceView, ...]
    crumbs: tuple[Link, ...]
    previous: Link | None
    next: Link | None
    cards: tuple[Link, ...]
    siblings: tuple[Link, ...]
    icon: str
    report: str
    citizenships: tuple[Link, ...]
    destinations: tuple[Link, ...]
    urgent: tuple[Link, ...]
    tool: ToolView | None
    directory: DirectoryView | None
    has_ticks: bool
    has_letter: bool


def page_view(portal: Portal, shown: ShownPage, rendered: RenderedPage) -> PageView:
    """Everything the template of `shown` prints, given its rendered body."""
    frame = _written_frame(portal, shown)
    meta = shown.meta
    facts = portal.facts_of(shown)
    checked, valid_until = oldest_check(meta, facts), first_end(meta, facts)
    texts = portal.texts[shown.locale.tag]
    dates = texts.formats
    previous, following = portal.navigation.neighbours(shown.norm)
    home = shown.norm == HOME
    return PageView(
        frame=frame,
        html=Markup(rendered.html),
        toc=tuple(heading for heading in rendered.headings if heading.level == 2),
        text=shown.text,
        is_fallback=shown.is_fallback,
        is_draft=is_draft(shown),
        danger=meta.danger is Danger.HIGH,
        sensitive=meta.sensitive,
        checked=dates.date(checked),
        checked_iso=checked.isoformat(),
        valid_until=dates.date(valid_until) if valid_until else "",
        valid_until_iso=valid_until.isoformat() if valid_until else "",
        old_after=_old_after(valid_until, portal.settings.edition) if valid_until else "",
        citizens=dates.listing([texts.countries[code] for code in meta.audience]),
        countries=dates.listing([texts.countries[code] for code in meta.countries]),
        words=page_words(portal, shown),
        sources=tuple(_source(portal, shown, source) for source in all_sources(meta, facts)),
        crumbs=_crumbs(portal, shown),
        previous=_link(portal, shown, previous),
        next=_link(portal, shown, following),
        cards=section_cards(portal, shown) if home else _page_cards(portal, shown),
        siblings=_siblings(portal, shown),
        icon=portal.lists.sections.get(_section_id(portal, shown), ""),
        report=_report(portal, shown, frame),
        citizenships=start_links(portal, frame, portal.lists.origins) if home else (),
        destinations=start_links(portal, frame, portal.lists.destinations, going=True)
        if home
        else (),
        urgent=_urgent(portal, shown) if home else (),
        tool=tool_view(portal, shown),
        directory=directory_view(portal, shown),
        has_ticks=TICKED in rendered.html,
        has_letter=LETTER in rendered.html,
    )


def _old_after(end: date, edition: date) -> str:
    """The end; where it was passed already, the day before the edition: no true clock is behind."""
    return max(end, edition - timedelta(days=1)).isoformat()


def page_kind(portal: Portal, norm: str) -> str:
    """The type of a written page, which is the name of its template: home, section or article."""
    if norm == HOME:
        return "home"
    section = portal.navigation.section_of(norm)
    return "section" if section and section.index == norm else "article"


def is_draft(shown: ShownPage) -> bool:
    """True if nobody has reviewed the translation that is shown."""
    translation = shown.meta.translation
    return translation is not None and translation.status is Status.DRAFT


def _written_frame(portal: Portal, shown: ShownPage) -> Frame:
    meta = shown.meta
    kind = page_kind(portal, shown.norm)
    frame = make_frame(portal, shown.locale, shown.norm, kind=kind, title=meta.title)
    site_url = portal.settings.site_url
    hosted = bool(site_url) and not shown.is_fallback
    return replace(
        frame,
        description=meta.description,
        canonical=absolute(site_url, page_path(_canonical_tag(portal, shown), shown.norm)),
        hreflang=tuple(alternates(portal, shown.norm)) if hosted else (),
    )


def _canonical_tag(portal: Portal, shown: ShownPage) -> str:
    """The locale of the original, or the reader's where a subset was built without it."""
    tag = shown.text.tag
    return tag if tag in portal.locales.built else shown.locale.tag


def alternates(portal: Portal, norm: str) -> list[tuple[str, str]]:
    """Absolute alternates of the locales with a text of their own; x-default is the source text."""
    site_url, own = portal.settings.site_url, portal.own_locales(norm)
    pairs = [(locale.tag, absolute(site_url, page_path(locale.tag, norm))) for locale in own]
    default = dict(pairs).get(portal.locales.source.tag, absolute(site_url, "index.html"))
    return [*pairs, ("x-default", default)]


def _link(portal: Portal, shown: ShownPage, norm: str | None) -> Link | None:
    """A link to another page of the reader's locale; a title in another language is marked."""
    target = portal.pages[shown.locale.tag].get(norm or "")
    if target is None:
        return None
    foreign = target.text if target.is_fallback else None
    return Link(
        target.meta.title,
        relative(shown.path, target.path),
        lang=foreign.tag if foreign else "",
        dir=foreign.direction.value if foreign else "",
        description=target.meta.description,
    )


def section_cards(portal: Portal, shown: ShownPage) -> tuple[Link, ...]:
    """The themes of the portal as cards: title from the closed list, text from the index page."""
    cards = []
    for section in portal.navigation.sections:
        link = _link(portal, shown, section.index)
        if link is not None:
            title = portal.texts[shown.locale.tag].sections[section.id]
            icon = portal.lists.sections.get(section.id, "")
            cards.append(replace(link, title=title, icon=icon, id=section.id))
    return tuple(cards)


def _page_cards(portal: Portal, shown: ShownPage) -> tuple[Link, ...]:
    """On a section index: its other pages."""
    section = portal.navigation.section_of(shown.norm)
    if section is None or section.index != shown.norm:
        return ()
    links = ((norm, _link(portal, shown, norm)) for norm in section.pages[1:])
    icons = portal.lists.icons
    default = portal.lists.sections.get(section.id, "")
    return tuple(
        replace(link, icon=icons.get(norm, default)) for norm, link in links if link is not None
    )


def _siblings(portal: Portal, shown: ShownPage) -> tuple[Link, ...]:
    """On an article: the pages of its section, itself marked by the id "current"."""
    section = portal.navigation.section_of(shown.norm)
    if section is None or section.index == shown.norm:
        return ()
    title = portal.texts[shown.locale.tag].sections[section.id]
    links = []
    for norm in near_pages(section, shown.norm):
        link = _link(portal, shown, norm)
        if link is not None and norm == section.index:
            links.append(replace(link, title=title, lang="", dir=""))
        elif link is not None:
            links.append(replace(link, id="current" if norm == shown.norm else ""))
    return tuple(links) if len(links) > 1 else ()


def _section_id(portal: Portal, shown: ShownPage) -> str:
    section = portal.navigation.section_of(shown.norm)
    return section.id if section else ""


def _crumbs(portal: Portal, shown: ShownPage) -> tuple[Link, ...]:
    """The way from the first page down to, but without, this page."""
    if shown.norm == HOME:
        return ()
    texts = portal.texts[shown.locale.tag]
    home = Link(texts.strings["nav.home"], relative(shown.path, page_path(shown.locale.tag, HOME)))
    section = portal.navigation.section_of(shown.norm)
    index = _link(portal, shown, section.index) if section else None
    if section is None or index is None or section.index == shown.norm:
        return (home,)
    return (home, replace(index, title=texts.sections[section.id], lang="", dir=""))


def _source(portal: Portal, shown: ShownPage, source: Source) -> SourceView:
    """A source; its title is in the page's language, or that of the facts if it came with one."""
    own = source in shown.meta.sources
    tongue = shown.text if own else portal.locales.source
    texts = portal.texts[shown.locale.tag]
    undated = source.date == "undated"
    date = texts.strings["page.undated"] if undated else texts.formats.partial_date(source.date)
    return SourceView(
        source.title, source.url, host_of(source.url), date, tongue.tag, tongue.direction.value
    )


def _urgent(portal: Portal, shown: ShownPage) -> tuple[Link, ...]:
    strings = portal.texts[shown.locale.tag].strings
    return tuple(
        Link(strings[f"urgent.{item.id}"], relative(shown.path, path) + f"#{item.anchor}")
        for item in portal.lists.urgent
        for path in [page_path(shown.locale.tag, item.page)]
    )


def _report(portal: Portal, shown: ShownPage, frame: Frame) -> str:
    """A prefilled mail about this page; without a configured address the reader chooses one."""
    place = absolute(portal.settings.site_url, shown.path) or shown.path
    body = [
        frame.t("report.body"),
        "",
        f"{frame.t('report.page')}: {place}",
        f"{frame.t('footer.edition', date=frame.edition_date)}",
    ]
    subject = frame.t("report.subject", title=shown.meta.title)
    query = f"subject={quote(subject)}&body={quote(chr(10).join(body))}"
    return f"mailto:{quote(portal.settings.report_mail, safe='@')}?{query}"
