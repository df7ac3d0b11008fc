"""Writing the search index of a locale, as workers do it.

What is read of a page is kept from build to build, and so are the groups of words of a locale: an
edit costs the page, the groups whose words it touched, and the loader.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field

from safar.cache.codec import decode_groups, decode_rendered, decode_terms, encode
from safar.cache.record import Output
from safar.cache.store import Row, Store
from safar.model.portal import Portal, ShownPage
from safar.render.markdown import RenderedPage
from safar.search.model import KeyGroup, PageTerms
from safar.search.shards import merge_terms
from safar.site.engine import Engine
from safar.site.locale_index import FOLDER, LocaleIndex
from safar.site.newtree import NewTree
from safar.site.tree import keep_file, put_file
from safar.site.writer import RENDERED, TERMS, Writer, render_text

GROUPS = "groups"


class IndexTask(Struct, frozen=True):
    """The index of a locale; `bodies` are the keys of its rendered texts by norm."""

    tag: str
    bodies: Mapping[str, str]


class IndexWritten(Struct):
    """The files of an index by path, and what is to be kept for the next build."""

    outputs: dict[str, Output] = field(default_factory=dict)
    terms: list[Row] = field(default_factory=list)
    groups: list[Row] = field(default_factory=list)


class IndexWriter(Writer):
    """Writes indexes into a new tree; `known` are the good files of the old one.

    `made` are those that are in the new tree already.
    """

    def __init__(self, engine: Engine, store: Store, tree: NewTree) -> None:
        super().__init__(engine, store, tree.folder, tree.site)
        self.known: Mapping[str, Output] = tree.known
        self.made = dict(tree.outputs)


def index_folder(tag: str) -> str:
    """How the path of each file of a locale's index starts."""
    return f"{tag}/{FOLDER}/"


def plan_indexes(
    portal: Portal, outputs: Mapping[str, Output], tags: Iterable[str]
) -> list[IndexTask]:
    """The indexes of some locales, whose pages are among the `outputs`."""
    return [
        IndexTask(tag, {norm: outputs[page.path].body for norm, page in portal.pages[tag].items()})
        for tag in tags
    ]


def write_indexes(writer: IndexWriter, tasks: Sequence[IndexTask]) -> list[IndexWritten]:
    """Write the indexes of some locales."""
    return [_LocaleWriting(writer, task).run() for task in tasks]


class _LocaleWriting:
    """One index on its way; a page's text is fetched only if something of it is missing."""

    def __init__(self, writer: IndexWriter, task: IndexTask) -> None:
        self._writer = writer
        self._task = task
        self._index: LocaleIndex = writer.index(task.tag)
        self._pages: list[ShownPage] = list(writer.portal.pages[task.tag].values())
        self._keys = {
            shown.norm: self._index.key(shown, task.bodies[shown.norm]) for shown in self._pages
        }
        self._written = IndexWritten()

    def run(self) -> IndexWritten:
        """Write what is missing or not as it was."""
        self._write_texts()
        terms = self._read_terms()
        before = self._load_groups()
        groups = merge_terms(terms, before)
        if groups != before:
            row = Row(self._task.tag, "", encode(groups))
            self._written.groups.append(row)
        files = self._index.render(groups, terms.values(), self._text_digests())
        for name, text in files.items():
            self._put(self._index.path(name), text, "")
        return self._written

    def _write_texts(self) -> None:
        for shown in self._pages:
            path, key = self._index.page_path(shown.norm), self._keys[shown.norm]
            if path in self._writer.made:
                continue
            known = self._writer.known.get(path)
            if known and known.body == key:
                keep_file(self._writer.folder, path, self._writer.old)
                self._written.outputs[path] = known
            else:
                page = self._index.page(shown, self._rendered(shown))
                self._put(path, self._index.render_page(shown.norm, page), key)

    def _text_digests(self) -> list[str]:
        outputs = {**self._writer.made, **self._written.outputs}
        return [outputs[self._index.page_path(norm)].digest for norm in self._index.numbers]

    def _read_terms(self) -> dict[int, PageTerms]:
        wanted = [(shown.path, self._keys[shown.norm]) for shown in self._pages]
        known = self._writer.store.load(TERMS, wanted, decode_terms)
        terms = {}
        for shown in self._pages:
            found = known.get(shown.path)
            if found is None:
                found = self._index.read(self._index.page(shown, self._rendered(shown)))
                self._written.terms.append(Row(shown.path, self._keys[shown.norm], encode(found)))
            terms[self._index.numbers[shown.norm]] = found
        return terms

    def _rendered(self, shown: ShownPage) -> RenderedPage:
        wanted = [(shown.path, self._task.bodies[shown.norm])]
        known = self._writer.store.load(RENDERED, wanted, decode_rendered)
        return known.get(shown.path) or render_text(self._writer, shown, None).rendered

    def _load_groups(self) -> dict[str, KeyGroup]:
        tag = self._task.tag
        return self._writer.store.load(GROUPS, [(tag, "")], decode_groups).get(tag, {})

    def _put(self, path: str, text: str, body: str) -> None:
        data = text.encode()
        put_file(self._writer.folder, path, data, self._writer.old)
        self._written.outputs[path] = Output(hashlib.sha256(data).hexdigest(), "", body)
