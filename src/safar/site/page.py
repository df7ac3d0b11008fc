"""A page of the portal as the engine handles it: read, rendered and shown by our own functions."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from msgspec.structs import replace

from safar.model.portal import Portal, ShownPage
from safar.problems import render_report
from safar.render.facts import FactWriting, write_facts
from safar.render.glossary import write_terms
from safar.render.markdown import RenderedPage, RenderRules, render_page
from safar.render.view import PageView, page_kind, page_view
from safar.sources.pages import ChangedError, load_body

CALLOUTS = ("danger", "deadline", "money", "ask", "note")


class PortalPage(Page):
    """A MkDocs page whose text and HTML come from the portal, not from disk."""

    def __init__(
        self,
        file: File,
        config: MkDocsConfig,
        portal: Portal,
        shown: ShownPage,
        rules: RenderRules,
    ) -> None:
        super().__init__(shown.meta.title, file, config)
        self._portal = portal
        self._rules = rules
        self.shown = shown
        self.rendered: RenderedPage | None = None
        self.view: PageView | None = None

    def read_source(self, config: MkDocsConfig) -> None:
        root = Path(config.docs_dir).parent
        try:
            body = load_body(root, self.shown.source, self._portal.converter)
        except ChangedError as error:
            raise PluginError(f"{error} was changed during the build: build again") from error
        body = write_terms(body, self._portal.terms_of(self.shown.text))
        self.markdown = write_facts(body, make_fact_rules(self._portal, self.shown))
        self.meta = self.template_meta()

    def template_meta(self) -> dict[str, Any]:
        """The one thing that the engine wants to know of the front matter: the template."""
        return {"template": f"{page_kind(self._portal, self.shown.norm)}.html"}

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002 - the engine's
        self.rendered = render_page(self.markdown or "", self.shown.source.path, self._rules)
        if self.rendered.problems:
            raise PluginError(render_report(self.rendered.problems))
        self.content = self.rendered.html
        self.toc = get_toc([])

    def context(self) -> Mapping[str, Any]:
        """The names its template sees: `page` and `frame`."""
        assert self.rendered is not None, "a page is rendered before it is shown"
        final = replace(self.rendered, html=self.content or "")  # a hook may have changed it
        self.view = page_view(self._portal, self.shown, final)
        return {"page": self.view, "frame": self.view.frame}


def make_fact_rules(portal: Portal, shown: ShownPage) -> FactWriting:
    """How facts are written in a page: as its own language writes them, whoever reads it."""
    texts = portal.texts[shown.text.tag]
    return FactWriting(portal.facts, texts.formats, texts.strings["fact.unsure"])


def make_rules(config: MkDocsConfig, portal: Portal, tag: str) -> RenderRules:
    """How the pages of one reader's locale are rendered: the site's extensions, its words."""
    strings = portal.texts[tag].strings
    return RenderRules(
        tuple(config.markdown_extensions),
        config.mdx_configs or {},
        callouts={kind: strings[f"callout.{kind}"] for kind in CALLOUTS},
        table_label=strings["page.table"],
        images=portal.images,
        hosts=portal.hosts,
    )
