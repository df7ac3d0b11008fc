"""Make the template environment strict and escaped."""

from __future__ import annotations

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from safar.site.templates import prepare_environment

INPUTS = ()  # files it reads besides what it is given: a page is kept while they stay the same


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    return prepare_environment(env, config)
