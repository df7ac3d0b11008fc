"""The outputs of the directory, read back by independent programs: record for record the source."""

from __future__ import annotations

import csv
import io
import json
import lzma
import uuid
from pathlib import Path
from typing import Any

import geojson
import hxl
import jsonschema
import pytest
import vobject
import yaml
from pyld import jsonld

from built_portal import ROOT, Portal
from built_tree import BuiltPage

FILES = "assets/centres"
SCHEMA_ORG = "https://schema.org/"
SCHEMA = Path(ROOT, "tests/vendor/hsds-3.0-organization.json.xz")
LASTING = ("consulate", "government", "emergency")


def load_records() -> dict[str, dict[str, Any]]:
    """The published entries of the source files, read by another YAML reader."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(Path(ROOT, "docs/_data/centres").glob("*.yml")):
        found |= yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader) or {}
    return {
        name: record
        for name, record in found.items()
        if record["confidence"] != "low" and record.get("sources") and "withheld" not in record
    }


def is_old(record: dict[str, Any]) -> bool:
    """More than 36 months before 2026-11-29, or undated; dates are compared as texts."""
    seen = (record.get("checked", "") + "-01-01")[:10] if record.get("checked") else ""
    return seen <= "2023-11-29"


def shown_phones(record: dict[str, Any]) -> list[str]:
    hidden = is_old(record) and record["kind"] not in LASTING
    return [] if hidden else record.get("phones", [])


RECORDS = load_records()
CITIES = yaml.load(Path(ROOT, "docs/_data/cities.yml").read_text("utf-8"), yaml.BaseLoader)
NAMES = yaml.safe_load(Path(ROOT, "docs/en/_data/centres.yml").read_text("utf-8"))["names"]


def place_of(record: dict[str, Any]) -> list[float] | None:
    """North and east: its own, or that of its town."""
    found = record.get("point") or CITIES.get(record.get("city", ""), {}).get("point")
    return [float(degrees) for degrees in found] if found else None


def test_the_geojson_says_what_the_source_says(portal: Portal) -> None:
    read = geojson.loads(portal.read(f"{FILES}/centres.geojson"))
    assert isinstance(read, geojson.FeatureCollection) and read.errors() == []
    features = {feature["id"]: feature for feature in read["features"]}
    assert features.keys() == RECORDS.keys()
    for name, record in RECORDS.items():
        geometry, known = features[name]["geometry"], features[name]["properties"]
        place = place_of(record)
        assert (geometry is None) == (place is None)
        if geometry and place:
            assert list(geometry.coordinates)[::-1] == place
        assert known["name"] == NAMES[name]
        assert known.get("phones", []) == shown_phones(record)
        same = ("kind", "country", "services", "confidence", "address", "website", "name_local")
        assert all(known.get(key, "") == record.get(key, "") for key in same)
        assert known.get("last_seen", "") == record.get("checked", "")


def test_the_table_is_read_by_hxl(portal: Portal) -> None:
    data = (portal.site / FILES / "centres.csv").read_bytes()
    rows = {row.get("#org+id"): row for row in hxl.data(io.BytesIO(data))}
    assert rows.keys() == RECORDS.keys()
    for name, record in RECORDS.items():
        row, place = rows[name], place_of(record)
        assert row.get("#org+name+i_en") == NAMES[name]
        assert row.get("#country+code") == record["country"]
        assert row.get("#service+code").split(" | ") == record["services"]
        phones = row.get("#contact+phone")
        assert (phones.split(" | ") if phones else []) == shown_phones(record)
        north, east = row.get("#geo+lat"), row.get("#geo+lon")
        assert ([float(north), float(east)] if north else None) == place


def test_the_table_opens_in_excel(portal: Portal) -> None:
    data = (portal.site / FILES / "centres.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert len({len(row) for row in rows}) == 1 and len(rows) == len(RECORDS) + 2


def test_hsds_is_valid_and_says_what_the_source_says(portal: Portal) -> None:
    schema = json.loads(lzma.decompress(SCHEMA.read_bytes()))
    checker = jsonschema.FormatChecker()
    checker.checks("uuid", ValueError)(lambda text: bool(uuid.UUID(text)))
    validator = jsonschema.Draft202012Validator(schema, format_checker=checker)
    read = json.loads(portal.read(f"{FILES}/hsds.json"))
    assert [error.message for each in read for error in validator.iter_errors(each)] == []
    assert len({each["id"] for each in read}) == len(read)
    found = {slug_of(each): each for each in read}
    assert found.keys() == RECORDS.keys()
    for name, record in RECORDS.items():
        each = found[name]
        assert each["name"] == NAMES[name]
        assert [phone["number"] for phone in each.get("phones", [])] == shown_phones(record)
        codes = [service["attributes"][0]["value"] for service in each["services"]]
        assert codes == record["services"]
        for location in each.get("locations", []):
            assert "addresses" not in location
            if "latitude" in location:
                assert [location["latitude"], location["longitude"]] == place_of(record)


def slug_of(organization: dict[str, Any]) -> str:
    terms = {
        each["taxonomy_term"]["taxonomy"]: each["value"] for each in organization["attributes"]
    }
    return terms["portal-slug"]


def test_an_invalid_organization_is_refused_by_the_schema() -> None:
    schema = json.loads(lzma.decompress(SCHEMA.read_bytes()))
    validator = jsonschema.Draft202012Validator(schema)
    assert not validator.is_valid({"id": "x", "name": "without a description"})


def test_contacts_are_read_by_a_vcard_reader(portal: Portal) -> None:
    whole = (portal.site / FILES / "centres.vcf").read_bytes().decode()
    cards = list(vobject.readComponents(whole))
    assert len(cards) == len(RECORDS)
    for (name, record), card in zip(RECORDS.items(), cards, strict=True):
        assert card.version.value == "4.0" and card.kind.value == "org"
        assert card.fn.value == record.get("name_local", NAMES[name])
        numbers = [each.value for each in card.contents.get("tel", [])]
        assert numbers == [f"tel:{number}" for number in shown_phones(record)]
        if "point" in record:
            assert card.geo.value == "geo:" + ",".join(str(float(n)) for n in record["point"])
        one = (portal.site / FILES / f"{name}.vcf").read_bytes().decode()
        assert vobject.readOne(one).fn.value == card.fn.value
    assert all(len(line.encode()) <= 75 for line in whole.split("\r\n"))


def test_the_sheet_for_ifrc_go_names_societies_and_no_person(portal: Portal) -> None:
    text = portal.read(f"{FILES}/ifrc-go-local-units.csv").removeprefix("\ufeff")
    rows = list(csv.reader(io.StringIO(text)))
    heads, data = rows[2], [dict(zip(rows[2], row, strict=True)) for row in rows[3:]]
    assert heads[0] == "Date of Update" and len(heads) == 20
    wanted = [n for n, r in RECORDS.items() if r["kind"] == "society" and "point" in r]
    assert [row["Local Unit Name (En)"] for row in data] == [NAMES[name] for name in wanted]
    assert not any(row[head] for row in data for head in heads if head.startswith("Focal"))


@pytest.mark.parametrize(
    "country", ["uzbekistan", "kyrgyzstan", "tajikistan", "kazakhstan", "russia"]
)
def test_pages_hold_their_entries_as_linked_data(
    portal: Portal, tree: dict[str, BuiltPage], country: str
) -> None:
    code = {"uzbekistan": "UZ", "kyrgyzstan": "KG", "tajikistan": "TJ", "kazakhstan": "KZ"}
    here = code.get(country, "RU")
    wanted = {n for n, r in RECORDS.items() if r["country"] == here and not is_old(r)}
    html = portal.read(f"ru/centres/{country}.html")
    start = html.index('<script type="application/ld+json">')
    data = json.loads(html[html.index(">", start) + 1 : html.index("</script>", start)])
    expanded = jsonld.expand(data, {"documentLoader": schema_org, "base": "https://a.example/"})
    assert len(expanded) == len(data["@graph"])
    assert all(key.startswith(("@", SCHEMA_ORG)) for each in expanded for key in each)
    found = {each["@id"][1:]: each for each in data["@graph"]}
    assert found.keys() == wanted
    for name, each in found.items():
        numbers = [contact["telephone"] for contact in each.get("contactPoint", [])]
        assert numbers == shown_phones(RECORDS[name])
        assert each["@type"] and each["name"]


def schema_org(url: str, options: dict[str, Any]) -> dict[str, Any]:
    """The vocabulary without the network: every name is one of schema.org."""
    context = {"@context": {"@vocab": SCHEMA_ORG}}
    found = {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url}
    return {**found, "document": context}


def test_no_file_of_the_tree_holds_a_number_that_is_not_shown(portal: Portal) -> None:
    """Old numbers of offices that come and go, numbers of entries that are not published."""
    every: dict[str, dict[str, Any]] = {}
    for path in Path(ROOT, "docs/_data/centres").glob("*.yml"):
        every |= yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    shown = {n for record in RECORDS.values() for n in shown_phones(record)}
    hidden = {n for r in every.values() for n in r.get("phones", []) if n.startswith("+")} - shown
    assert len(hidden) > 20
    for path in portal.site.rglob("*"):
        if path.is_file() and ("centres" in path.parts or path.suffix in (".vcf", ".json")):
            text = path.read_text("utf-8", "replace").replace(" ", "").replace("-", "")
            assert not [number for number in hidden if number in text], path
