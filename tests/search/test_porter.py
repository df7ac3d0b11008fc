"""English stems are those of Porter's paper, as Snowball publishes them."""

from __future__ import annotations

import re

import snowballstemmer

from safar.search.porter import make_porter
from search.analysers import load_pages, load_tables, load_words

# one word for every rule of the paper, besides what the texts hold
RULES = """caresses ponies caress cats feed agreed plastered bled motoring sing conflated troubled
sized hopping tanned falling hissing fizzed failing filing happy sky relational conditional
rational valenci hesitanci digitizer conformabli radicalli differentli vileli analogousli
vietnamization predication operator feudalism decisiveness hopefulness callousness formaliti
sensitiviti sensibiliti triplicate formative formalize electriciti electrical hopeful goodness
revival allowance inference airliner gyroscopic adjustable defensible irritant replacement
adjustment dependent adoption homologou communism activate angulariti homologous effective
bowdlerize probate rate cease controll roll yes yellow syzygy"""


def test_stems_are_those_of_snowball() -> None:
    porter, snowball = make_porter(load_tables().porter), snowballstemmer.stemmer("porter")
    texts = " ".join([*load_pages(), *load_words("en")]).lower()
    words = {*RULES.split(), *(word for word in re.findall("[a-z]+", texts) if len(word) > 2)}
    assert len(words) > 1500
    received = {word: porter(word) for word in sorted(words)}
    assert received == {word: snowball.stemWord(word) for word in sorted(words)}
