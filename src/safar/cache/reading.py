"""Reading pages through the cache: what was read of an unchanged file is not read again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from safar.cache.codec import decode_entry, encode, value_key
from safar.cache.stamps import Seen
from safar.cache.store import Row, Store
from safar.model.content import PageSource
from safar.sources.pages import PageEntry, PageFile, Reading

TABLE = "entries"
ReadChunks = Callable[[Reading, Sequence[PageFile]], Iterator[list[PageEntry]]]


class CachedReading(Struct):
    """Reads pages as `read_pages` does. `inputs` are all files by path, `key` is that of the code,
    `read` reads those that the store does not hold; `count` is how many that were."""

    store: Store
    inputs: Mapping[str, Seen]
    key: str
    read: ReadChunks
    count: int = field(default=0)

    def __call__(self, reading: Reading, files: Sequence[PageFile]) -> list[PageEntry]:
        """The entries of all files, in their order."""
        keys = self._keys(reading, files)
        known = self.store.load(TABLE, keys.items(), decode_entry)
        missing = [file for file in files if file.path not in known]
        self.count = len(missing)
        fresh = dict(zip(missing, self._read(reading, missing), strict=True))
        if fresh or len(known) != len(files):
            self._save(reading, fresh, keys)
        return [known.get(file.path) or fresh[file] for file in files]

    def _keys(self, reading: Reading, files: Sequence[PageFile]) -> dict[str, str]:
        rules = value_key(
            self.key,
            sorted(reading.rules.countries),
            sorted(reading.rules.tags),
            reading.rules.source,
            sorted(reading.tags),
            reading.hosts.key,
            sorted(reading.spellings.items()),
        )
        root = reading.root.absolute()
        words = {tag: value_key(rules, found) for tag, found in reading.avoided.items()}
        return {
            file.path: value_key(words.get(file.locale, rules), seen.digest)
            for file in files
            if (seen := self.inputs.get(str(root / file.path)))
        }

    def _read(self, reading: Reading, missing: Sequence[PageFile]) -> Iterator[PageEntry]:
        for entries in self.read(reading, missing):
            yield from entries

    def _save(
        self, reading: Reading, fresh: Mapping[PageFile, PageEntry], keys: Mapping[str, str]
    ) -> None:
        rows = (
            Row(file.path, keys[file.path], encode(entry))
            for file, entry in fresh.items()
            if entry.record and self._is_what_was_seen(reading, entry.record)
        )
        self.store.save(TABLE, rows, keys)

    def _is_what_was_seen(self, reading: Reading, record: PageSource) -> bool:
        """False if an editor saved the file between the look at it and its reading."""
        seen = self.inputs.get(str(reading.root.absolute() / record.path))
        return seen is not None and seen.digest == record.digest
