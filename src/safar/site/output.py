"""What is written once all locales are built: made pages, indexes, styles, edition, sitemap."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from safar.model.edition import make_edition, render_edition
from safar.model.portal import Portal, ShownPage
from safar.problems import render_report
from safar.render.csp import add_policy
from safar.render.directory_files import directory_files
from safar.render.icons import share_icons
from safar.render.made import MadePage, edition_pages, made_pages
from safar.render.markdown import RenderedPage
from safar.site.locale_index import render_index
from safar.site.styles import is_first, minify_styles, theme_files
from safar.site.templates import prepare_environment

STYLE_SHEET = "assets/safar.css"

LocaleTexts = Mapping[str, Iterable[tuple[ShownPage, RenderedPage]]]


def finish_site(config: MkDocsConfig, portal: Portal, texts: LocaleTexts) -> None:
    """Complete the tree of all locales; `texts` are their pages with the rendered texts, by tag.

    Whatever states the content code is written last.
    """
    site = Path(config.site_dir)
    env = prepare_environment(config.theme.get_env(), config)
    write_text(site / STYLE_SHEET, render_style_sheet(config))
    for locale in portal.built:
        for path, text in render_index(portal, locale, texts[locale.tag]):
            write_text(site / path, text)
    _write_images(config, portal, site)
    for path, text in directory_files(portal):
        write_text(site / path, text)
    _write_pages(site, env, made_pages(portal))
    edition = make_edition(portal.settings.edition, hash_tree(site))
    _write_pages(site, env, edition_pages(portal, edition))
    write_text(site / "edition.json", render_edition(edition, portal.locales.built))


def _write_images(config: MkDocsConfig, portal: Portal, site: Path) -> None:
    """The pictures, over the copies that the engine made of them with all their metadata."""
    from safar.sources.images import write_image  # noqa: PLC0415 - slow to load

    for name, image in portal.images.items():
        problems = write_image(Path(config.docs_dir), name, image, site)
        if problems:
            raise PluginError(render_report(problems))


def _write_pages(site: Path, env: Environment, pages: Iterable[MadePage]) -> None:
    for page in pages:
        write_text(site / page.path, render_made(env, page))


def render_made(env: Environment, page: MadePage) -> str:
    """A made page; HTML gets its security policy."""
    text = env.get_template(page.template).render(page.context)
    return add_policy(share_icons(text)) if page.path.endswith(".html") else text


def render_style_sheet(config: MkDocsConfig) -> str:
    """The one style sheet: the parts of `styles/` that a page can be shown without at first."""
    paths = theme_files(config.theme.dirs, "styles", "*.css")
    return minify_styles(path for path in paths if not is_first(path)) + "\n"


def hash_tree(site: Path) -> dict[str, str]:
    """The SHA-256 of every file of a tree, by its path with `/`."""
    files = (path for path in site.rglob("*") if path.is_file())
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 with `\\n` on every system: the same bytes wherever the tree is built."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
