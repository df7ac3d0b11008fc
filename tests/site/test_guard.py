"""What we rely on in the engine and in the language plugin without a promise in their manuals.

Each test names one thing that `safar.site` would break without. When an upgrade turns one red,
that is the place to look: nothing else has to be searched for.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import mkdocs_static_i18n.folder
import mkdocs_static_i18n.plugin
import pytest
from mkdocs import utils
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.base import LegacyConfig
from mkdocs.config.config_options import Plugins
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs_static_i18n.config import RE_LOCALE, I18nPluginConfig
from mkdocs_static_i18n.folder import I18nFiles, create_i18n_file
from mkdocs_static_i18n.plugin import I18n

from safar.site.plugin import SafarI18n, SafarI18nConfig

LOCALES = ("en", "ky", "kaa")
LANGUAGES = [
    {"locale": tag, "name": tag, "default": tag == "en"} for tag in LOCALES if tag != "kaa"
]
OPTIONS = {"docs_structure": "folder", "reconfigure_material": False, "reconfigure_search": False}


@pytest.fixture
def config(tmp_path: Path) -> MkDocsConfig:
    """A bare configuration: a page in two locales and an asset."""
    for name in ("en/index.md", "en/work/wages.md", "ky/work/wages.md", "assets/map.svg"):
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Text.\n", encoding="utf-8")
    settings = tmp_path / "mkdocs.yml"
    settings.write_text("site_name: x\nplugins: []\nuse_directory_urls: false\n", encoding="utf-8")
    return load_config(config_file=str(settings))


@pytest.fixture
def plugin() -> I18n:
    """The language plugin as it comes, for two languages."""
    made = I18n()
    errors, _ = made.load_config({**OPTIONS, "languages": LANGUAGES})
    assert errors == []
    return made


@pytest.fixture
def file(config: MkDocsConfig) -> File:
    """The Kyrgyz page."""
    return File("ky/work/wages.md", config.docs_dir, config.site_dir, use_directory_urls=False)


def test_a_new_plugin_is_not_building_and_has_no_language(plugin: I18n) -> None:
    assert plugin.building is False
    assert plugin.current_language is None
    assert plugin.i18n_files_per_language == {}
    assert (plugin.default_language, plugin.build_languages) == ("en", ["en", "ky"])


def test_the_plugin_refuses_three_letters_and_ours_does_not() -> None:
    assert not RE_LOCALE.match("kaa")
    assert RE_LOCALE.match("uz-Cyrl")
    languages = [{"locale": tag, "name": tag, "default": tag == "en"} for tag in LOCALES]
    for config_class, refused in ((I18nPluginConfig, True), (SafarI18nConfig, False)):
        checked = config_class()
        checked.load_dict({**OPTIONS, "languages": languages})
        assert bool(checked.validate()[0]) == refused


def test_a_bad_tag_is_still_refused() -> None:
    checked = SafarI18nConfig()
    checked.load_dict({**OPTIONS, "languages": [{"locale": "kyrgyz", "name": "x"}]})
    assert checked.validate()[0]


def test_a_file_of_a_locale_says_which_and_its_name_without_it(
    config: MkDocsConfig, file: File
) -> None:
    made: Any = create_i18n_file(file, "ky", "en", list(LOCALES), config)
    assert (made.locale, made.localization, made.locale_alternate_of) == ("ky", "ky", "ky")
    assert made.norm_src_uri == "work/wages.md"
    assert made.alternates == {"ky": made}


def test_a_page_of_the_default_locale_is_put_in_the_root_from_where_we_take_it(
    config: MkDocsConfig,
) -> None:
    page = File("en/work/wages.md", config.docs_dir, config.site_dir, use_directory_urls=False)
    made = create_i18n_file(page, "en", "en", list(LOCALES), config)
    assert made.dest_uri == "work/wages.html"


def test_a_folder_of_two_letters_is_taken_for_a_locale_and_lost(config: MkDocsConfig) -> None:
    page = File("go/index.md", config.docs_dir, config.site_dir, use_directory_urls=False)
    made: Any = create_i18n_file(page, "en", "en", ["xx"], config)
    assert made.localization == "go"


def test_the_files_of_a_locale_know_the_plugin_and_are_found_by_source(
    config: MkDocsConfig, plugin: I18n, file: File
) -> None:
    plugin.current_language = "ky"
    files = I18nFiles(plugin, [file])  # type: ignore[arg-type] - the plugin passes lists too
    assert files.plugin is plugin
    assert files.src_uris == {"ky/work/wages.md": file}
    assert files.get_file_from_path("work/wages.md") is file
    assert list(files.documentation_pages()) == [file]


def test_the_plugin_chooses_files_with_a_locale_from_those_of_the_engine(
    config: MkDocsConfig, plugin: I18n, file: File
) -> None:
    plugin.current_language = "ky"
    chosen = plugin.on_files(Files([file]), config=config)
    assert isinstance(chosen, I18nFiles)
    assert [page.localization for page in chosen.documentation_pages()] == ["ky"]  # type: ignore[attr-defined]
    assert "ky" in plugin.i18n_files_per_language


@pytest.fixture
def nested(
    monkeypatch: pytest.MonkeyPatch, config: MkDocsConfig, plugin: I18n
) -> Iterator[list[tuple[bool, str | None, bool]]]:
    """What the plugin looked like in each build inside its last event."""
    seen: list[tuple[bool, str | None, bool]] = []
    whole = utils.clean_directory

    def build(config: MkDocsConfig, *, dirty: bool = False) -> None:
        kept = utils.clean_directory is not whole
        seen.append((plugin.building, plugin.current_language, kept))

    monkeypatch.setattr(mkdocs_static_i18n.plugin, "build", build)
    plugin.current_language = "en"
    plugin.on_post_build(config=config)
    yield seen
    assert utils.clean_directory is whole


def test_the_other_locales_are_built_inside_the_last_event_of_the_first(
    nested: list[tuple[bool, str | None, bool]], plugin: I18n
) -> None:
    assert nested == [(True, "ky", True)]
    assert plugin.building is False


def test_a_file_can_be_made_from_text_and_moved(config: MkDocsConfig) -> None:
    config.plugins._current_plugin = "safar"  # set while an event of the plugin runs
    file = File.generated(config, "ky/made.md", content="Текст.")
    assert file.content_string == "Текст."
    file.dest_uri = "kaa/made.html"
    file.abs_dest_path = str(Path(config.site_dir, file.dest_uri))
    file.url = file.dest_uri
    assert (file.dest_uri, file.url) == ("kaa/made.html", "kaa/made.html")
    assert file.abs_dest_path.endswith("made.html")
    assert file.is_documentation_page()


class OwnPage(Page):
    """A page that reads and renders itself."""

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002
        self.markdown, self.meta = "Own.", {"template": "own.html"}

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        self.content = "<p>Own</p>"


def test_the_engine_uses_the_page_that_stands_at_a_file(config: MkDocsConfig, file: File) -> None:
    own = OwnPage("Own", file, config)
    assert file.page is own
    mkdocs_build._populate_page(own, config, Files([file]))
    assert (own.content, own.meta["template"]) == ("<p>Own</p>", "own.html")


def test_the_engine_asks_the_page_for_its_template() -> None:
    code = Path(mkdocs_build.__file__).read_text(encoding="utf-8")
    assert "page.meta.get('template', 'main.html')" in code


def test_the_theme_names_its_static_templates_and_its_folders(config: MkDocsConfig) -> None:
    assert isinstance(config.theme.static_templates, set)
    assert "404.html" in config.theme.static_templates
    assert isinstance(config.theme.dirs, list)
    assert Path(config.theme.dirs[-1]).is_dir()


def test_a_theme_from_a_package_is_known_by_its_description() -> None:
    material = Path(__import__("material").__file__).parent / "templates"
    assert (material / "mkdocs_theme.yml").is_file()
    assert (material / ".icons/material/phone.svg").is_file()


class KeptPlugin(BasePlugin[LegacyConfig]):
    """A plugin with the event of a start."""

    def on_startup(self, *, command: str, dirty: bool) -> None:
        pass


class FreshPlugin(BasePlugin[LegacyConfig]):
    """A plugin without it."""


@pytest.mark.parametrize(("kind", "kept"), [(KeptPlugin, True), (FreshPlugin, False)])
def test_a_plugin_with_a_startup_event_survives_from_one_build_to_the_next(
    kind: type[BasePlugin[LegacyConfig]], kept: bool
) -> None:
    option = Plugins()
    option.installed_plugins = {"one": SimpleNamespace(load=lambda: kind)}  # type: ignore[dict-item]
    first, second = (option.run_validation(["one"])["one"] for _ in range(2))
    assert (first is second) == kept
    assert hasattr(SafarI18n, "on_startup")


def test_our_plugin_changes_the_one_in_use() -> None:
    assert issubclass(SafarI18n, I18n)
    assert mkdocs_static_i18n.folder.create_i18n_file is create_i18n_file
