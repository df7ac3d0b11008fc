"""Letters: how one Uzbek word in Latin letters is spelled in Cyrillic when no exception names it.

The rules are the official table of 1995 read backwards plus the productive patterns of loan
words (-tsiya, -ksion, obyekt, -yer). Letters that Latin spelling does not keep at all (ь in
апрель, ц in цирк) cannot be ruled: they live in the exception list.
Source: Cabinet of Ministers resolution 339 of 24 August 1995 (spelling rules, appendix on
ё ю я ь ъ ц), and the spelling rules of 1956 for Cyrillic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

TURNED_COMMA = "\u02bb"  # the second half of oʻ and gʻ
TUTUQ = "\u02bc"  # tutuq belgisi
APOSTROPHES = "'`\u2018\u2019\u02bb\u02bc"

# (pattern on the lower-case word, Cyrillic); the first that fits wins.
_CLUSTERS: tuple[tuple[str, str], ...] = (
    # щ is no Uzbek letter: words have шч (шчит), only names from Russian keep it
    (r"^shch(?=[aeuoy])", "щ"),
    (r"shch(?=yov|enko|agin)", "щ"),
    # ц: written ts after a vowel, s after a consonant; -tsa, -tsiz, -tsin are native endings
    (r"^ts|ts(?=iya|i[oe])", "ц"),
    (r"(?<=i)ts(?=izm(?!i))", "ц"),
    (r"(?<=mi)ts(?=in)", "ц"),
    (r"ts(?=i(?!z|ng|mon|ra|n(?:$|lar|i|g)))", "ц"),
    (r"ts(?=e(?!var|vm))", "ц"),
    (r"ts(?=ov)", "ц"),
    (r"(?<=[ei])ts(?=k)", "ц"),
    (r"(?<=[aeiou])ts(?=$|lar|ning|ni|ga|da|cha|lik|li)", "ц"),
    (r"(?<=[kpb])s(?=iya|io(?![ml]))", "ц"),
    (r"(?<=n)s(?=iya|io[nzg]|ial)", "ц"),
    (r"(?<=kon)s(?=er[tn]|ep[tsi]|entr)|(?<=feren)s|(?<=en)s(?=ef|iklo)", "ц"),
    (r"s(?=entr|ellyul|ellul|entner)|(?<=kar)s(?=inom)|(?<=prin)s(?=ip)", "ц"),
    (r"ss(?=en[adist])", "сц"),
    # ъ and ь before ye, yu
    (r"(?<=ob)ye(?=kt)", "ъе"),
    (r"(?<=sub)ye(?=kt)", "ъе"),
    (r"(?<=^s)ye(?=zd|mk|yom)", "ъе"),
    (r"(?<=raz)ye(?=zd)", "ъе"),
    (r"(?<=pod)ye(?=zd)", "ъе"),
    (r"(?<=in)ye(?=k)", "ъе"),
    (r"(?<=s)yo(?=mk)", "ъё"),
    (r"(?<=[vb])yo(?=v)", "ьё"),
    (r"(?<=d)yo(?=mn?i?k)", "ъё"),
    (r"(?<=^ad)yu(?=t|nk)", "ъю"),
    (r"(?<=kon)yu(?=nk)", "ъю"),
    (r"(?<=[bdfgjklmnprstvxz])ye", "ье"),
    (r"(?<=l)yon(?=$|[cdgilns])", "ьон"),
    (r"(?<=il)yi(?=[cn])", "ьи"),
    # ь in Russian endings and in loan elements that no native word looks like
    (r"l(?=sk)", "ль"),
    (r"(?<=fi)l(?=m|tr)|(?<=ofta)l(?=m)|(?<=ge)l(?=mint)|(?<=su)l(?=f)|(?<=fo)l(?=klor)", "ль"),
    (r"(?<=ku)l(?=t[ui])|(?<=mu)l(?=t[ip])|(?<=zu)l(?=tat)|(?<=u)l(?=tra)|(?<=ska)l(?=pel)", "ль"),
    (r"(?<=nsu)l(?=t(?:$|a[tn]|i))|(?<=fe)l(?=d(?:sh|m|ye))|(?<=ga)l(?=van)|(?<=ba)l(?=zam)", "ль"),
    (r"(?<=a)l(?=degid)|(?<=vo)l(?=t(?:$|met|li|lar|ni|ga|da))|(?<=a)l(?=kulya)", "ль"),
    (r"(?<=\w\w\w[ai]te)l$", "ль"),
)
_LETTERS: tuple[tuple[str, str], ...] = (
    (f"o{TURNED_COMMA}", "ў"),
    (f"g{TURNED_COMMA}", "ғ"),
    (f"s{TUTUQ}h", "сҳ"),
    ("sh", "ш"),
    ("ch", "ч"),
    (f"yo(?!{TURNED_COMMA})", "ё"),
    ("yu", "ю"),
    ("ya", "я"),
    ("ye", "е"),
    ("^e", "э"),
    ("(?<=[aoue])e", "э"),
    *zip("abdefghijklmnopqrstuvxyz", "абдефгҳижклмнопқрстувхйз", strict=True),
    (TUTUQ, "ъ"),
    (TURNED_COMMA, "ъ"),
)
_ANY_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")


def _alternatives(pattern: str) -> Iterator[tuple[str, str]]:
    """The alternatives of a pattern, each as its first letter and what is left to match then.

    `(?<=ob)ye(?=kt)` is `y` and `(?<=oby)e(?=kt)`: found by its letter, it is found quickly.
    """
    for alternative in _split_alternatives(pattern):
        found = _START.match(alternative)
        assert found, "a rule begins with a letter, or with what stands before it"
        first, behind, letter = found.groups()
        behind = first or behind
        yield letter, (f"(?<={behind}{letter})" if behind else "") + alternative[found.end() :]


def _split_alternatives(pattern: str) -> list[str]:
    parts, depth = [""], 0
    for sign in pattern:
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += sign
    return parts


def _compile(rules: Sequence[tuple[str, str]]) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """One pattern of all rules; an empty group after each alternative says whose it was."""
    letters: dict[str, list[tuple[str, str]]] = {}
    for pattern, cyrillic in rules:
        for letter, rest in _alternatives(pattern):
            letters.setdefault(letter, []).append((f"{rest}()", cyrillic))
    groups = (f"{letter}(?:{'|'.join(rest for rest, _ in letters[letter])})" for letter in letters)
    spelled = (cyrillic for found in letters.values() for _, cyrillic in found)
    return re.compile("|".join(groups)), tuple(spelled)


_START = re.compile(r"(\^)?(?:\(\?<=([^()]*)\))?(.)")
_PATTERN, _CYRILLIC = _compile([rule for rule in (*_CLUSTERS, *_LETTERS) if len(rule[0]) > 1])
_ONE_LETTER = str.maketrans({latin: one for latin, one in _LETTERS if len(latin) == 1})


def fold_apostrophes(word: str) -> str:
    """The word with U+02BB after o and g and U+02BC elsewhere, whatever was typed ( ' ` ‘ ’ )."""
    return _ANY_APOSTROPHE.sub(_fold, word) if _ANY_APOSTROPHE.search(word) else word


def spell(word: str, start: int = 0, end: int | None = None) -> str:
    """The Cyrillic spelling by rule of `word[start:end]`, seen inside the whole word.

    `word` has folded apostrophes. Letter case is kept; what stands before `start` decides
    whether е or э follows. Characters that are no Uzbek letters pass unchanged.
    """
    lower = word.lower()
    stop = len(word) if end is None else end
    if lower == word and stop - start == len(word):
        return _PATTERN.sub(_spelled, word).translate(_ONE_LETTER)
    parts: list[str] = []
    position = start
    for match in _PATTERN.finditer(lower, start, stop):
        parts.append(
            _spell_letters(word[position : match.start()], lower[position : match.start()])
        )
        parts.append(fit_case(_spelled(match), word[match.start() : match.end()]))
        position = match.end()
    parts.append(_spell_letters(word[position:stop], lower[position:stop]))
    return "".join(parts)


def _spelled(match: re.Match[str]) -> str:
    return _CYRILLIC[(match.lastindex or 1) - 1]


def _spell_letters(written: str, lower: str) -> str:
    """Letters that are spelled one by one."""
    if written == lower:
        return lower.translate(_ONE_LETTER)
    pairs = zip(written, map(ord, lower), strict=False)
    return "".join(
        [fit_case(_ONE_LETTER[one], shown) if one in _ONE_LETTER else shown for shown, one in pairs]
    )


def fit_case(cyrillic: str, latin: str) -> str:
    """The Cyrillic text in the letter case of the Latin one: lower, Capital or ALL CAPITALS."""
    if latin.islower() or not latin[:1].isupper():
        return cyrillic
    if len(latin) > 1 and latin.isupper():
        return cyrillic.upper()
    return cyrillic[:1].upper() + cyrillic[1:]


def _fold(match: re.Match[str]) -> str:
    before = match.string[match.start() - 1 : match.start()]
    return TURNED_COMMA if before in {"o", "O", "g", "G"} else TUTUQ
