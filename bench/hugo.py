"""Hugo with a lean hand-made theme: what a person who knows the web would write by hand."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from bench.corpus import Page, Place
from bench.files import relative, write_text, write_texts
from bench.locales import LANGUAGES, Language
from bench.markdown import Dialect, note_hugo, render_blocks

CONFIG = """\
baseURL='https://portal.example.org/'
title='Portal'
defaultContentLanguage='en'
defaultContentLanguageInSubdir=true
disableKinds=['taxonomy','term','RSS']
[markup.goldmark.renderHooks.link]
  useEmbedded='always'
[minify]
  minifyOutput=false
"""
LANGUAGE = """\
[languages.'{key}']
  locale='{tag}'
  label='{name}'
  contentDir='content/{tag}'
  weight={weight}
"""
PAGE = """\
<!doctype html>
<html lang="{{ site.Language.Locale }}"><head><meta charset="utf-8">\
<meta name="viewport" content="width=device-width">
<title>{{ .Title }} – {{ site.Title }}</title><link rel="canonical" href="{{ .Permalink }}">
{{ range .AllTranslations }}<link rel="alternate" hreflang="{{ .Language.Locale }}" \
href="{{ .Permalink }}">
{{ end }}<link rel="stylesheet" href="/style.css"></head><body>
<header><a href="{{ site.Home.RelPermalink }}">{{ site.Title }}</a>
<ul>{{ range .AllTranslations }}<li><a hreflang="{{ .Language.Locale }}" \
href="{{ .RelPermalink }}">{{ .Language.Label }}</a></li>{{ end }}</ul></header>
<nav><ul>{{ $p := . }}{{ range site.Home.Sections.ByWeight }}<li><a \
href="{{ .RelPermalink }}">{{ .Title }}</a>\
{{ if $p.IsDescendant . | or (eq $p .) }}<ul>{{ range .RegularPages.ByWeight }}\
<li{{ if eq . $p }} class="on"{{ end }}><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>\
{{ end }}</ul>{{ end }}</li>{{ end }}</ul></nav>
<main><h1>{{ .Title }}</h1>{{ .Content }}</main><aside>{{ .TableOfContents }}</aside>
<footer>{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}\
{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</footer>
</body></html>
"""
ALERT = (
    '{{ if eq .Type "alert" }}<div class="admonition {{ .AlertType }}">{{ .Text }}</div>'
    "{{ else }}<blockquote>{{ .Text }}</blockquote>{{ end }}\n"
)
STYLE = """\
body{font:16px/1.6 system-ui,sans-serif;margin:0 auto;max-width:70rem;display:grid;\
grid-template-columns:16rem 1fr 14rem;gap:1rem}
header,footer{grid-column:1/-1;display:flex;gap:1rem}
header ul{display:flex;gap:.5rem;list-style:none}
main{min-width:0}
img{max-width:100%;height:auto}
table{border-collapse:collapse}
td,th{border:1px solid #ccc;padding:.3rem}
.admonition{border-left:4px solid #06c;padding:.5rem 1rem;background:#eef}
@media(max-width:60rem){body{display:block;padding:1rem}}
"""


def write_settings(folder: Path) -> None:
    """The configuration and the theme."""
    languages = "".join(
        LANGUAGE.format(
            key=language.tag.lower(), tag=language.tag, name=language.name, weight=weight
        )
        for weight, language in enumerate(LANGUAGES, 1)
    )
    pages = ("_default/single.html", "_default/list.html", "index.html")
    files = {
        "hugo.toml": CONFIG + languages,
        "static/style.css": STYLE,
        "layouts/_default/_markup/render-blockquote.html": ALERT,
    }
    write_texts(folder, files | {f"layouts/{name}": PAGE for name in pages})


def page_path(place: Place) -> str:
    """The path of a page below the folder of its language."""
    slug = "_index" if place.slug == "index" else place.slug
    return "/".join(filter(None, (place.section, f"{slug}.md")))


def write_pages(
    folder: Path, language: Language, pages: Iterable[Page], places: list[Place]
) -> None:
    """All pages of one language."""
    for page in pages:
        here = page_path(page.place)
        text = render_blocks(page.blocks, _dialect(here, places))
        title = json.dumps(page.title, ensure_ascii=False)
        head = f"---\ntitle: {title}\nweight: {page.number + 1}\n---\n"
        write_text(folder / "content" / language.tag / here, head + text)


def _dialect(here: str, places: list[Place]) -> Dialect:
    return Dialect(
        lambda target: relative(here, page_path(places[target])), "/img/{}".format, note_hugo
    )
