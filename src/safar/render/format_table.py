"""A locale's formats as a script for the browser, the plural rule as code.

A Content Security Policy without `unsafe-eval` forbids to compile rules in the browser, so they
become JavaScript at build time. babel's own `to_javascript` is not used: it counts every number
as a whole one ("basically only deals with integers", babel 2.18) and calls 1.5 "one" in English.
"""

from __future__ import annotations

import json
from typing import Any

from safar.language.formats import Formats, plural_rule

Node = tuple[str, Any]


def render_format_table(formats: Formats) -> str:
    """`SafarFormats.tables["ky"] = {...};`, to be loaded after `formats.js`."""
    table = {
        "months": formats.months_in_date,
        "monthNames": formats.months,
        "date": formats.date_pattern,
        "month": formats.month_pattern,
        "year": formats.year_pattern,
        "decimal": formats.decimal,
        "group": formats.group,
        "groupFrom": formats.group_from,
        "list": formats.list_separator,
        "units": {unit: dict(texts) for unit, texts in formats.units.items()},
    }
    head = f"SafarFormats.tables[{_literal(formats.tag)}] = "
    return f"{head}{_literal(table)[:-1]},{render_plural(formats)}}};\n"


def render_plural(formats: Formats) -> str:
    """The member `"plural":function(...){...}` of a table; its parameters are CLDR operands."""
    choices = "".join(
        f"{_condition(tree)}?{_literal(category)}:"
        for category, tree in plural_rule(formats.plural).abstract
    )
    return f'"plural":function(n,i,v,w,f,t){{return {choices}"other";}}'


def _literal(value: object) -> str:
    """JSON that is also safe inside a <script> element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _condition(node: Node) -> str:
    """One node of babel's rule tree as a JavaScript expression in brackets."""
    kind, parts = node
    if kind in ("and", "or"):
        sign = "&&" if kind == "and" else "||"
        return f"({sign.join(_condition(part) for part in parts)})"
    if kind == "not":
        return f"!{_condition(parts[0])}"
    if kind in ("is", "isnot"):
        return f"({_operand(parts[0])}{'===' if kind == 'is' else '!=='}{_operand(parts[1])})"
    method, operand, (_, ranges) = parts
    tests = (_range(method, _operand(operand), low, high) for low, high in ranges)
    return f"({'||'.join(tests)})"


def _range(method: str, operand: str, low: Node, high: Node) -> str:
    if low == high:
        return f"{operand}==={_operand(low)}"
    test = f"{operand}>={_operand(low)}&&{operand}<={_operand(high)}"
    return test if method == "within" else f"({test}&&{operand}%1===0)"


def _operand(node: Node) -> str:
    kind, parts = node
    if kind == "mod":
        return f"{_operand(parts[0])}%{_operand(parts[1])}"
    if kind == "value":
        return str(parts[0])
    # the exponent of compact numbers (1M) is never written on our pages
    return "0" if kind in ("c", "e") else kind
