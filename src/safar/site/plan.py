"""What a build has to write: the pages whose text or surroundings are not those of the last one."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from msgspec import Struct

from safar.cache.codec import value_key
from safar.cache.record import Output
from safar.model.portal import Portal, ShownPage
from safar.parsing.glossary import parse_marker
from safar.render.images import asset_of
from safar.render.made import MadePage
from safar.render.markdown import RenderedPage
from safar.render.view import page_view
from safar.site.engine import Engine, view_key
from safar.site.writer import PageTask

NO_TEXT = RenderedPage("", (), (), (), (), ())


class PagePlan(Struct, frozen=True):
    """The pages to write, and those of the last build that stay, by path."""

    tasks: tuple[PageTask, ...]
    kept: Mapping[str, Output]


class TextKeys(Struct, frozen=True):
    """What rendered texts depend on besides their file: hooks and extensions, conversion."""

    markup: str
    conversion: str


def plan_pages(
    engine: Engine,
    texts: TextKeys,
    known: Mapping[str, Output],
    tags: Collection[str],
    *,
    same_shape: bool,
) -> PagePlan:
    """Compare every page of the locales `tags` with what is known of its file.

    With the `same_shape`, no page can look different but for its own text.
    """
    rules = {locale.tag: rules_key(engine, locale.tag) for locale in engine.portal.built}
    tasks: list[PageTask] = []
    kept: dict[str, Output] = {}
    for shown in engine.portal.shown():
        if shown.locale.tag not in tags:
            continue
        body = body_key(engine.portal, texts, rules[shown.locale.tag], shown)
        before = known.get(shown.path)
        if before and before.body == body and (same_shape or _has_view(engine, shown, before)):
            kept[shown.path] = before
        else:
            tasks.append(PageTask(shown.locale.tag, shown.norm, body))
    return PagePlan(tuple(tasks), kept)


def _has_view(engine: Engine, shown: ShownPage, before: Output) -> bool:
    return view_key(page_view(engine.portal, shown, NO_TEXT)) == before.view


def rules_key(engine: Engine, tag: str) -> str:
    """What the texts of one reader's locale are rendered with, besides the configuration."""
    rules = engine.rules(tag)
    return value_key(rules.callouts, rules.table_label, rules.hosts.key)


def body_key(portal: Portal, texts: TextKeys, rules: str, shown: ShownPage) -> str:
    """The key of a rendered text."""
    source = shown.source
    conversion = texts.conversion if source.generated else ""
    images = [portal.images.get(asset_of(source.path, link.target)) for link in source.scan.links]
    facts = portal.facts_of(shown)
    words = fact_words(portal, shown) if facts else ()
    return value_key(
        *(texts.markup, rules, source.digest, source.path, conversion, images, facts, words),
        named_terms(portal, shown),
    )


def named_terms(portal: Portal, shown: ShownPage) -> list[str]:
    """The words that the text of a page takes from the glossary; definitions stand outside it."""
    terms = portal.terms_of(shown.text)
    names = [parse_marker(marker.text) for marker in shown.source.scan.markers]
    return [terms[name].term for name in names if name and name in terms]


def fact_words(portal: Portal, shown: ShownPage) -> tuple[object, ...]:
    """What the facts of a page are written with."""
    texts = portal.texts[shown.text.tag]
    return texts.formats, texts.strings["fact.unsure"]


def made_key(page: MadePage) -> str:
    """The key of a made page."""
    return value_key(page.template, page.context)


def shape_key(portal: Portal) -> str:
    """The key of the whole portal without the texts of its pages."""
    pages = [
        (shown.path, shown.text.tag, shown.source.locale, shown.source.generated, shown.meta)
        for shown in portal.shown()
    ]
    return value_key(
        portal.settings,
        list(portal.locales.values()),
        portal.locales.built,
        portal.navigation.pages,
        portal.navigation.sections,
        portal.lists,
        portal.texts,
        portal.facts,
        portal.glossary,
        portal.tools,
        portal.directory,
        pages,
    )
