"""What a web server says with each file: types, lifetimes, protections. One list for every server.

`render_files` writes it as settings of nginx, Apache and of hosts that read `_headers`;
`python -m safar.sources.hosting` puts them into `hosting/`.
"""

from __future__ import annotations

from collections.abc import Iterable

MIN_COMPRESSED = 1024  # bytes; below it a packet is a packet

# Directives that only work as a header; the rest of the policy stands in each page.
SECURITY = {
    "Content-Security-Policy": "frame-ancestors 'none'",
    "X-Frame-Options": "DENY",  # for browsers that do not know frame-ancestors
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), "
        "microphone=(), payment=(), usb=()"
    ),
}
HSTS = ("Strict-Transport-Security", "max-age=31536000")
HSTS_WARNING = (
    "Take the # away only when the whole domain answers by https and will for good:",
    "for a year phones refuse to open it without, and nothing that you do here can tell them.",
)

# A corrected rule must reach readers soon; style sheet and script keep their names, so they too.
SHORT = "public, max-age=300, must-revalidate"
PICTURES = "public, max-age=86400"
EDITION = "no-cache"

TEXT_TYPES = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "json": "application/json",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "xml": "application/xml",
    "webmanifest": "application/manifest+json",
}
PICTURE_TYPES = {
    "avif": "image/avif",
    "gif": "image/gif",
    "ico": "image/x-icon",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "woff2": "font/woff2",
}
OTHER_TYPES = {
    "epub": "application/epub+zip",
    "pdf": "application/pdf",
    "wasm": "application/wasm",
    "zip": "application/zip",
}
LONG_LIVED = (*PICTURE_TYPES, "svg")

HEAD = (
    "Written by `python -m safar.sources.hosting`: change src/safar/packaging/headers.py instead.",
)


def render_files() -> dict[str, str]:
    """Every generated file by its path in `hosting/`."""
    return {
        "nginx/http.conf": render_nginx_http(),
        "nginx/portal.conf": render_nginx(),
        "apache/.htaccess": render_apache(),
        "netlify/_headers": render_netlify(),
    }


def render_nginx_http() -> str:
    """What nginx wants outside of servers: lifetimes by name, a log without people."""
    return f"""\
{_comment(*HEAD)}
# For the http block: copy it to /etc/nginx/conf.d/.

map $uri $safar_cache {{
    default "{SHORT}";
    "~*\\.(?:{"|".join(LONG_LIVED)})$" "{PICTURES}";
    "~/edition\\.json$" "{EDITION}";
}}

# Nobody's address, browser or way here: for `access_log ... safar` instead of `access_log off`.
log_format safar "$time_iso8601 $status $body_bytes_sent $uri";
"""


def render_nginx() -> str:
    """What nginx wants inside the location of the portal, at any address."""
    kinds = {**TEXT_TYPES, **PICTURE_TYPES, **OTHER_TYPES}
    compressed = " ".join(kind for name, kind in TEXT_TYPES.items() if name != "html")
    return f"""\
{_comment(*HEAD)}
# For the location of the portal: see server-at-root.conf and server-in-sub-path.conf.

index index.html;
autoindex off;
absolute_redirect off;
server_tokens off;

# The readers are promised that nobody counts them.
access_log off;
log_not_found off;

types {{
{_lines(f"    {kind} {name};" for name, kind in kinds.items())}
}}
default_type application/octet-stream;
charset utf-8;
charset_types {compressed};

# A file beside it, made by `safar build --compress`, else on the way. brotli.conf adds .br.
gzip_static on;
gzip on;
gzip_comp_level 6;
gzip_min_length {MIN_COMPRESSED};
gzip_proxied any;
gzip_types {compressed};
gzip_vary on;

add_header Cache-Control $safar_cache always;
{_lines(f'add_header {name} "{value}" always;' for name, value in SECURITY.items())}

{_comment(*HSTS_WARNING)}
# add_header {HSTS[0]} "{HSTS[1]}" always;
"""


def render_netlify() -> str:
    """`_headers` of Netlify and Cloudflare Pages.

    A path matches several rules and both hosts add the values up, so no header stands in two rules
    that can match one path. Pages, styles and scripts keep what both hosts send by themselves:
    `public, max-age=0, must-revalidate`.
    """
    return f"""\
{_comment(*HEAD)}
# Pages, styles and scripts: the host's own "public, max-age=0, must-revalidate" is right.

/*
{_lines(f"  {name}: {value}" for name, value in SECURITY.items())}
{_comment(*HSTS_WARNING, before="  ")}
  # {HSTS[0]}: {HSTS[1]}

/assets/img/*
  Cache-Control: {PICTURES}

/edition.json
  Cache-Control: {EDITION}
"""


def render_apache() -> str:
    """`.htaccess` for the folder of the portal, wherever it stands."""
    return "\n".join(
        [
            _comment(*HEAD),
            "# For the folder of the portal, beside index.html. Needs AllowOverride All,",
            "# mod_headers, mod_rewrite and, for files without .br or .gz, mod_deflate.",
            "",
            "DirectoryIndex index.html",
            "",
            _apache_types(),
            _apache_rewriting(),
            _apache_headers(),
        ]
    )


def _apache_types() -> str:
    kinds = {**TEXT_TYPES, **PICTURE_TYPES, **OTHER_TYPES}
    return f"""\
AddDefaultCharset utf-8
AddCharset utf-8 {" ".join(f".{name}" for name in TEXT_TYPES)}
{_lines(f"AddType {kind} .{name}" for name, kind in kinds.items())}
"""


def _apache_rewriting() -> str:
    names = "|".join(TEXT_TYPES)
    return f"""\
<IfModule mod_rewrite.c>
    RewriteEngine On

    # Where this folder stands in the address, for the page that answers a wrong one.
    RewriteCond "%{{REQUEST_URI}}::$0" "^/(.*?)(.*)::\\2$"
    RewriteRule "^.*$" "-" [E=SAFAR_AT:%1]

    # A folder without a page is a wrong address too.
    RewriteCond "%{{REQUEST_FILENAME}}" -d
    RewriteCond "%{{REQUEST_FILENAME}}/index.html" !-f
    RewriteRule "" "-" [R=404,L]

    # Files that `safar build --compress` put beside the pages.
    RewriteCond "%{{HTTP:Accept-Encoding}}" "\\bbr\\b"
    RewriteCond "%{{REQUEST_FILENAME}}.br" -f
    RewriteRule "^(.*\\.(?:{names}))$" "$1.br" [L]
    RewriteCond "%{{HTTP:Accept-Encoding}}" "\\bgzip\\b"
    RewriteCond "%{{REQUEST_FILENAME}}.gz" -f
    RewriteRule "^(.*\\.(?:{names}))$" "$1.gz" [L]
</IfModule>
ErrorDocument 404 "/%{{reqenv:SAFAR_AT}}404.html"

# The name ends in .br or .gz now: the type is that of the name before it.
<FilesMatch "\\.(?:{names})\\.(?:br|gz)$">
    AddEncoding br .br
    AddEncoding gzip .gz
</FilesMatch>
{_lines(_apache_sibling(name, kind) for name, kind in TEXT_TYPES.items())}
<IfModule mod_deflate.c>
    <IfModule mod_filter.c>
        AddOutputFilterByType DEFLATE {" ".join(TEXT_TYPES.values())}
    </IfModule>
</IfModule>
"""


def _apache_sibling(name: str, kind: str) -> str:
    return f"""\
<FilesMatch "\\.{name}\\.(?:br|gz)$">
    ForceType "{kind}; charset=utf-8"
</FilesMatch>"""


def _apache_headers() -> str:
    return f"""\
<IfModule mod_headers.c>
{_lines(f'    Header always set {name} "{value}"' for name, value in SECURITY.items())}

{_comment(*HSTS_WARNING, before="    ")}
    # Header always set {HSTS[0]} "{HSTS[1]}"

    Header always set Cache-Control "{SHORT}"
    <FilesMatch "\\.(?:{"|".join(LONG_LIVED)})(?:\\.br|\\.gz)?$">
        Header always set Cache-Control "{PICTURES}"
    </FilesMatch>
    <FilesMatch "^edition\\.json(?:\\.br|\\.gz)?$">
        Header always set Cache-Control "{EDITION}"
    </FilesMatch>

    <FilesMatch "\\.(?:{"|".join(TEXT_TYPES)})(?:\\.br|\\.gz)?$">
        Header set Vary Accept-Encoding
    </FilesMatch>
</IfModule>
"""


def _comment(*lines: str, before: str = "") -> str:
    return "\n".join(f"{before}# {line}" for line in lines)


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(lines)
