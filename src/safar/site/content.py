"""Read the portal for a build and hand it to the plugin; errors end the build, all at once."""

from __future__ import annotations

import logging
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from safar.problems import Problem, has_errors, render_report
from safar.site.plugin import SafarI18n
from safar.sources.portal import load_portal
from safar.sources.selection import wanted_locales
from safar.sources.starter import theme_folder

log = logging.getLogger("mkdocs.hooks.content")
PLUGIN = "safar"


def prepare_content(config: MkDocsConfig) -> MkDocsConfig:
    """Load and check the content once per build, not once per locale. Raises PluginError."""
    plugin = config.plugins[PLUGIN]
    assert isinstance(plugin, SafarI18n)
    config.theme.static_templates.clear()
    theme = str(theme_folder())
    if theme not in config.theme.dirs and not Path(config.theme.dirs[0], "base.html").exists():
        config.theme.dirs.insert(1, theme)
    if not plugin.building and not plugin.prepared:
        portal, problems = load_portal(Path(config.config_file_path), wanted_locales())
        report_problems(problems)
        assert portal is not None
        plugin.portal = portal
        plugin.current_language = None  # a preview keeps the plugin from one build to the next
    return config


def report_problems(problems: list[Problem]) -> None:
    """Say warnings and go on; raise PluginError with the whole report if there is an error."""
    if has_errors(problems):
        raise PluginError("\n" + render_report(problems))
    for problem in problems:
        log.warning(str(problem))
