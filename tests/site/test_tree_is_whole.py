"""Every address in the built tree is relative and leads somewhere; nothing is asked of others."""

from __future__ import annotations

import base64
import hashlib
import re
from urllib.parse import urlsplit

from built_portal import SITE_URL, Portal
from built_tree import BuiltPage, Node, broken_links, list_tree, own_addresses
from index_files import index_files, without_index

POLICY = (
    "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; "
    "object-src 'none'"
)
STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
WITH_INLINE_BLOCKS = {"index.html", "404.html"}
LOADING_TAGS = {"script", "img", "iframe", "source", "audio", "video", "embed", "object", "use"}
LOADING_RELATIONS = {"stylesheet", "icon", "preload", "prefetch", "modulepreload", "manifest"}
GOOD_SCHEMES = {"", "http", "https", "mailto", "tel"}
WHITELIST = re.compile(
    r"assets/(safar\.css|(safar|search|tools|directory)\.js|icon\.svg|picture\.svg|img/[a-z0-9-]+\.svg"
    r"|maps/[a-z]+\.svg|centres/[a-z0-9-]+\.(vcf|csv|json|geojson))"
    r"|edition\.json"
)

Tree = dict[str, BuiltPage]


def is_loaded(node: Node) -> bool:
    """True if a browser fetches what the element names without being asked to."""
    relations = set(node.attrs.get("rel", "").split())
    return node.tag in LOADING_TAGS or bool(relations & LOADING_RELATIONS)


def test_every_address_is_relative_and_leads_to_a_file_and_an_anchor(
    portal: Portal, tree: Tree
) -> None:
    pages = {path: page for path, page in tree.items() if path != "404.html"}
    rooted = [
        f"{page.path}: {address}"
        for page in pages.values()
        for address in own_addresses(page)
        if address.startswith("/")
    ]
    assert len(pages) > 100
    assert rooted == []
    assert broken_links(pages, list_tree(portal.site)) == []


def test_the_page_for_a_wrong_address_leads_to_real_pages(portal: Portal, tree: Tree) -> None:
    files = list_tree(portal.site)
    targets = [address.lstrip("/") for address in own_addresses(tree["404.html"])]
    assert len(targets) >= 2 * len(portal.locales)
    assert [target for target in targets if target not in files] == []


def test_addresses_have_schemes_that_every_phone_knows(tree: Tree) -> None:
    strange = {
        f"{page.path}: {address[:60]}"
        for page in tree.values()
        for node, _, address in page.addresses()
        if urlsplit(address).scheme not in GOOD_SCHEMES
        and not (is_loaded(node) and address.startswith("data:"))
    }
    assert strange == set()


def test_no_page_and_no_style_sheet_loads_anything_from_another_host(
    portal: Portal, hosted_tree: Tree, tree: Tree
) -> None:
    loaded = [
        f"{page.path}: {address}"
        for page in (*tree.values(), *hosted_tree.values())
        for node, _, address in page.addresses()
        if is_loaded(node) and urlsplit(address).netloc
    ]
    assert loaded == []
    for name in ("assets/safar.css", "assets/safar.js", "assets/search.js"):
        outside = re.sub(r"xmlns(:\w+)?=.https?://www\.w3\.org/\S+?['\"]", "", portal.read(name))
        assert not re.search(r"https?:|//\w+\.\w|@import", outside), name


def test_no_style_attribute_no_handler_and_no_inline_script(tree: Tree) -> None:
    found = []
    for page in tree.values():
        for node in page.html.walk():
            bad = [name for name in node.attrs if name == "style" or name.startswith("on")]
            data = node.attrs.get("type") == "application/ld+json"  # no browser runs it
            inline = node.tag == "script" and "src" not in node.attrs and not data
            if bad or (inline and page.path not in WITH_INLINE_BLOCKS):
                found.append(f"{page.path}:{node.line}: <{node.tag}> {bad}")
    assert found == []


def test_every_page_brings_the_same_styles_to_be_seen_first(portal: Portal, tree: Tree) -> None:
    """They cost every page their bytes: 6,200 of them are what the size of a big site allows."""
    first = set()
    for path in tree.keys() - WITH_INLINE_BLOCKS:
        (styles,) = STYLE.findall(portal.read(path))
        first.add(styles)
    styles = min(first, key=len)
    assert {path for path in tree if STYLE.findall(portal.read(path)) != [styles]} == {
        *WITH_INLINE_BLOCKS,
        *(f"{tag}/search.html" for tag in portal.locales),
        *(path for path in tree if 'class="directory"' in portal.read(path)),
    }, "only search and the directory bring styles of their own"
    assert all(longer.startswith(styles) for longer in first)
    assert ".top" in styles and ".page" in styles
    assert "url(" not in styles
    assert len(styles) <= 6200


def test_the_sheet_is_asked_for_after_the_text(portal: Portal, tree: Tree) -> None:
    """Then a browser shows the page while it waits for the sheet."""
    for path in tree.keys() - WITH_INLINE_BLOCKS:
        head, body = portal.read(path).split("</head>")
        assert 'rel="stylesheet"' not in head, path
        assert body.rstrip().endswith('assets/safar.css">\n</body>\n</html>'), path


def test_the_policy_comes_first_in_the_head(portal: Portal, tree: Tree) -> None:
    for page in tree.values():
        policy, charset = [part for part in page.html.find("head").parts if isinstance(part, Node)][
            :2
        ]
        assert charset.attrs == {"charset": "utf-8"}, page.path
        assert policy.attrs["http-equiv"] == "Content-Security-Policy", page.path
        content = policy.attrs["content"]
        if page.path in WITH_INLINE_BLOCKS:
            assert content.startswith(POLICY + "; "), page.path
            assert "unsafe" not in content, page.path
        else:
            (styles,) = STYLE.findall(portal.read(page.path))
            digest = base64.b64encode(hashlib.sha256(styles.encode()).digest()).decode()
            assert content == f"{POLICY}; style-src 'self' 'sha256-{digest}'", page.path


def test_a_page_says_its_language_and_direction_and_has_one_title(tree: Tree) -> None:
    for page in tree.values():
        root = page.html.find("html")
        assert page.doctype.lower() == "doctype html", page.path
        assert root.attrs["dir"] == "ltr", page.path
        if "/" in page.path:
            assert root.attrs["lang"] == page.path.split("/")[0], page.path
        assert len(page.html.find_all("h1")) == 1, page.path
        assert page.html.find("title").text, page.path


def test_an_id_stands_once_on_a_page(tree: Tree) -> None:
    for page in tree.values():
        assert len(page.ids) == len(set(page.ids)), page.path


def test_the_tree_holds_nothing_but_pages_and_the_few_files_they_use(portal: Portal) -> None:
    paths = list_tree(portal.site)
    assert index_files(paths).keys() == set(portal.locales)
    others = {path for path in without_index(paths) if not path.endswith(".html")}
    assert {path for path in others if not WHITELIST.fullmatch(path)} == set()
    pages = [path for path in paths if path.endswith(".html") and path.startswith(("en/", "index"))]
    text = "".join(portal.read(path) for path in pages)
    unused = {path for path in others if path.startswith("assets/") and path not in text}
    assert unused == set()


def test_every_path_survives_a_usb_stick(portal: Portal) -> None:
    paths = list_tree(portal.site)
    assert [path for path in paths if not re.fullmatch(r"[A-Za-z0-9._/-]{1,80}", path)] == []
    assert len({path.lower() for path in paths}) == len(paths)


def test_without_an_address_no_page_claims_one(portal: Portal, tree: Tree) -> None:
    assert "sitemap.xml" not in list_tree(portal.site)
    for page in tree.values():
        assert not page.html.find_all("link", rel="canonical"), page.path
        assert not page.html.find_all("link", rel="alternate"), page.path
        assert not page.html.find_all("meta", property="og:url"), page.path
        assert SITE_URL not in portal.read(page.path), page.path
