"""Where the files of the directory stand in the tree: all languages share them."""

from __future__ import annotations

from safar.parsing.centres import Centre

FOLDER = "assets/centres"
MAPS = "assets/maps"
GEOJSON = f"{FOLDER}/centres.geojson"
TABLE = f"{FOLDER}/centres.csv"
HSDS = f"{FOLDER}/hsds.json"
CARDS = f"{FOLDER}/centres.vcf"
UNITS = f"{FOLDER}/ifrc-go-local-units.csv"
FILES = (GEOJSON, TABLE, HSDS, CARDS, UNITS)


def card_file(centre: Centre) -> str:
    """The file of an entry for the contacts of a phone."""
    return f"{FOLDER}/{centre.id}.vcf"


def map_file(name: str) -> str:
    """The ground of a map."""
    return f"{MAPS}/{name.lower()}.svg"
