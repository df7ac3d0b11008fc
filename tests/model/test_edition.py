"""The content code: what it covers, and that it does not depend on the order of files."""

from __future__ import annotations

import datetime
import hashlib
import json

from safar.model.edition import make_edition, render_edition

DAY = datetime.date(2026, 11, 23)
HASHES = {"ky/index.html": "a" * 64, "assets/safar.css": "b" * 64}


def test_the_code_is_the_hash_of_a_plain_list_that_anyone_can_make() -> None:
    lines = f"{'b' * 64}  assets/safar.css\n{'a' * 64}  ky/index.html\n"
    code = hashlib.sha256(lines.encode()).hexdigest()
    assert make_edition(DAY, HASHES).code.replace("-", "") == code[:12]


def test_files_that_state_the_code_do_not_change_it() -> None:
    carriers = {"index.html": "c", "ky/edition.html": "d", "edition.json": "e"}
    assert make_edition(DAY, {**HASHES, **carriers}).code == make_edition(DAY, HASHES).code


def test_one_changed_file_changes_the_code() -> None:
    changed = {**HASHES, "ky/index.html": "c" * 64}
    assert make_edition(DAY, changed).code != make_edition(DAY, HASHES).code


def test_the_list_of_files_can_be_read_back() -> None:
    edition = make_edition(DAY, dict(reversed(HASHES.items())))
    value = json.loads(render_edition(edition, ["ky", "ru"]))
    assert value["sha256"] == HASHES
    assert list(value["sha256"]) == sorted(HASHES)
    assert (value["edition"], value["locales"]) == ("2026-11-23", ["ky", "ru"])
