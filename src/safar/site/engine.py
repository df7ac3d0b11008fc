"""The engine made ready for single pages: configuration, hooks and templates of one portal."""

from __future__ import annotations

from functools import cached_property

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from msgspec import Struct
from msgspec.structs import replace

from safar.cache.codec import value_key
from safar.model.portal import Portal, ShownPage
from safar.render.markdown import RenderedPage, RenderRules
from safar.render.view import PageView
from safar.site.events import run_hooks
from safar.site.page import PortalPage, make_rules
from safar.site.plugin import make_file, place_file


class ShownText(Struct, frozen=True):
    """A page as it is written: its HTML, the key of its view, its text, and if that is `fresh`."""

    html: str
    view: str
    rendered: RenderedPage
    fresh: bool


class Engine:
    """Renders the pages of a portal one by one, as the engine's own build would."""

    def __init__(self, config: MkDocsConfig, portal: Portal) -> None:
        self.config = config
        self.portal = portal
        self._rules: dict[str, RenderRules] = {}

    @cached_property
    def templates(self) -> Environment:
        """The template environment, after the hooks."""
        return run_hooks(self.config, "env", self.config.theme.get_env(), files=Files([]))

    def take(self, portal: Portal) -> None:
        """From now on render this state of the portal; only its pages may differ."""
        self.portal = portal

    def rules(self, tag: str) -> RenderRules:
        """How texts are rendered for the readers of a locale."""
        if tag not in self._rules:
            self._rules[tag] = make_rules(self.config, self.portal, tag)
        return self._rules[tag]

    def render(self, shown: ShownPage, known: RenderedPage | None = None) -> ShownText:
        """One page; `known` is its text if that has been rendered before."""
        page = self._page(shown)
        files = Files([page.file])
        page = run_hooks(self.config, "pre_page", page, files=files)
        if known is None:
            self._render_text(page, files)
        else:
            page.rendered, page.content = known, known.html
            page.meta = page.template_meta()
        html = self._render_template(page)
        assert page.rendered is not None and page.view is not None
        kept = replace(page.rendered, html=page.content or "")
        return ShownText(html, view_key(page.view), kept, known is None)

    def _page(self, shown: ShownPage) -> PortalPage:
        file = make_file(shown, self.config)
        place_file(file, shown, self.config)
        page = PortalPage(file, self.config, self.portal, shown, self.rules(shown.locale.tag))
        file.page = page
        return page

    def _render_text(self, page: PortalPage, files: Files) -> None:
        page.read_source(self.config)
        text = page.markdown or ""
        page.markdown = run_hooks(self.config, "page_markdown", text, page=page, files=files)
        page.render(self.config, files)
        html = page.content or ""
        page.content = run_hooks(self.config, "page_content", html, page=page, files=files)

    def _render_template(self, page: PortalPage) -> str:
        start = {"config": self.config, "page": page}
        nav = Navigation([], [])
        context = run_hooks(self.config, "page_context", start, page=page, nav=nav)
        template = self.templates.get_template(page.meta["template"])
        return run_hooks(self.config, "post_page", template.render(context), page=page)


def view_key(view: PageView) -> str:
    """The key of everything that a template is given of a page, but for its text."""
    return value_key(replace(view, html=Markup(""), toc=()))
