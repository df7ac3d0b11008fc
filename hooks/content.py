"""Before a build: read all content, stop with every problem at once if there is an error."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig

from safar.site.content import prepare_content

INPUTS = ()  # files it reads besides what it is given: a page is kept while they stay the same


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    return prepare_content(config)
