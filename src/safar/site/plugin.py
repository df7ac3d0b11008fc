"""The language plugin: `mkdocs-static-i18n`, fed from our locale table and widened for it.

What it relies on without documentation is named in `tests/site/test_guard.py`; when that test
fails after an upgrade, this file is where to look.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from mkdocs import plugins
from mkdocs.config import config_options
from mkdocs.config.base import ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs_static_i18n.config import I18nPluginConfig, I18nPluginLanguage
from mkdocs_static_i18n.folder import I18nFiles
from mkdocs_static_i18n.plugin import I18n

from safar.language.locales import TAG, LocaleTable
from safar.model.portal import Portal, ShownPage
from safar.site.output import LocaleTexts, finish_site
from safar.site.page import PortalPage, make_rules
from safar.sources.selection import wanted_locales
from safar.sources.site import load_locales


class LocaleTag(config_options.Type[str]):
    """A BCP 47 tag; the plugin's own option refuses three letters, and so `kaa`."""

    def run_validation(self, value: object) -> str:
        tag = super().run_validation(value)
        if not re.fullmatch(TAG, tag):
            raise ValidationError(f"expected a BCP 47 tag, received {tag!r}")
        return tag


class SafarLanguage(I18nPluginLanguage):
    """One language as the plugin wants it, with the wider tag."""

    locale = LocaleTag(str)


class SafarI18nConfig(I18nPluginConfig):
    """The plugin's options; `languages` is filled from `docs/_data/languages.yml`."""

    languages = config_options.ListOfItems(config_options.SubConfig(SafarLanguage, validate=True))


class SafarI18n(I18n):
    """Folder structure, every locale under its own folder, fallbacks from our chains."""

    config_class = SafarI18nConfig
    portal: Portal
    preview = False
    prepared = False  # the portal is there before the build starts

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[list[Any], list[Any]]:
        root = Path(config_file_path).parent if config_file_path else Path()
        locales, _ = load_locales(root, wanted_locales())  # its problems are said with all others
        return super().load_config({**options, **plugin_options(locales)}, config_file_path)

    def on_startup(self, *, command: str, dirty: bool) -> None:  # noqa: ARG002 - the engine's
        """Having this event, the plugin is kept from one build of a preview to the next."""
        self.preview = command == "serve"

    @plugins.event_priority(-100)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """The plugin's choice of own pages, completed with fallbacks and generated pages."""
        chosen = super().on_files(files, config)
        own = {
            file.norm_src_uri: file
            for file in chosen.documentation_pages()
            if file.localization == self.current_language
        }
        rules = make_rules(config, self.portal, self.current_language)
        complete = LocaleFiles(self, [file for file in chosen if is_published(file, config)])
        for shown in self.portal.pages[self.current_language].values():
            file = own.get(shown.norm) or make_file(shown, config)
            place_file(file, shown, config)
            file.page = PortalPage(file, config, self.portal, shown, rules)
            complete.append(file)
        self.i18n_files_per_language[self.current_language] = complete.documentation_pages()
        return complete

    @plugins.event_priority(-100)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Nested builds of the other locales run in here; what needs them all comes after."""
        outermost = not self.building
        super().on_post_build(config)
        if outermost:
            finish_site(config, self.portal, self._rendered_texts())

    def _rendered_texts(self) -> LocaleTexts:
        return {
            tag: [(file.page.shown, file.page.rendered) for file in files if file.page.rendered]
            for tag, files in self.i18n_files_per_language.items()
        }


def is_preview(config: MkDocsConfig) -> bool:
    """True while an editor looks at the site with `safar serve`."""
    return getattr(config.plugins["safar"], "preview", False)


class LocaleFiles(I18nFiles):
    """Files of one locale; a page is found by its name without the locale, as `nav` writes it."""

    def get_file_from_path(self, path: str) -> File | None:
        shown = self.plugin.portal.pages[self.plugin.current_language].get(path)
        return self.src_uris.get(source_uri(shown)) if shown else super().get_file_from_path(path)


def plugin_options(locales: LocaleTable) -> dict[str, Any]:
    """The plugin's configuration for a locale table; its default must be a built locale."""
    tags = locales.built or ("en",)
    sources = [tag for tag in tags if tag in locales and locales[tag].is_source]
    default = (*sources, *tags)[0]
    return {
        "docs_structure": "folder",
        "reconfigure_material": False,
        "reconfigure_search": False,
        "languages": [{"locale": tag, "name": tag, "default": tag == default} for tag in tags],
    }


def is_published(file: File, config: MkDocsConfig) -> bool:
    """True for shared assets: ours and the portal's, none of the theme dependency's."""
    if file.is_documentation_page():
        return False
    mine = Path(file.abs_src_path or "").is_relative_to(Path(config.docs_dir, "assets"))
    theme = any(
        Path(file.abs_src_path or "").is_relative_to(Path(folder, "assets"))
        for folder in config.theme.dirs
        if not Path(folder, "mkdocs_theme.yml").exists()
    )
    return mine or theme


def source_uri(shown: ShownPage) -> str:
    """A name that is unique among the files of a locale, also for a generated page."""
    return f"{shown.source.locale}/{shown.norm}"


def make_file(shown: ShownPage, config: MkDocsConfig) -> File:
    """A file for a page that the locale's folder does not hold."""
    file = File.generated(config, source_uri(shown), content="")
    vars(file).update(alternates={}, norm_src_uri=shown.norm)
    return file


def place_file(file: File, shown: ShownPage, config: MkDocsConfig) -> None:
    """Put a page under its reader's locale, the default locale included."""
    file.dest_uri = shown.path
    file.abs_dest_path = str(Path(config.site_dir, shown.path))
    file.url = shown.path
    text = shown.text.tag
    vars(file).update(locale=text, localization=text, locale_alternate_of=shown.locale.tag)
