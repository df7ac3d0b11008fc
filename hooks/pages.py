"""Give each page's template its values, and each finished page its icons and its policy."""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation

from safar.render.csp import add_policy
from safar.render.icons import share_icons
from safar.site.page import PortalPage
from safar.site.plugin import is_preview

INPUTS = ()  # files it reads besides what it is given: a page is kept while they stay the same


def on_page_context(
    context: dict[str, Any], page: PortalPage, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    return {**context, **page.context()}


def on_post_page(output: str, page: PortalPage, config: MkDocsConfig) -> str:
    return add_policy(share_icons(output), preview=is_preview(config))
