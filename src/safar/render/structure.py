"""The structure that pages get from us: boxes around tables, sections, classes."""

from __future__ import annotations

from xml.etree.ElementTree import Element


def add_class(element: Element, name: str) -> None:
    """Give an element one more class."""
    element.set("class", f"{element.get('class', '')} {name}".strip())


def wrap_tables(root: Element, label: str) -> None:
    """A wide table scrolls in a box of its own that the keyboard reaches, never the page."""
    for parent in [each for each in root.iter() if each.find("table") is not None]:
        for place, child in enumerate(list(parent)):
            if child.tag == "table":
                box = Element("div", {"class": "table", "role": "group", "tabindex": "0"})
                box.set("aria-label", label)
                box.tail, child.tail = child.tail, None
                parent[place] = box
                box.append(child)


STYLED = frozenset({"in-one-minute", "steps"})  # anchors that change the look of their section


def group_sections(root: Element) -> None:
    """Each h2 and what follows it becomes a `<section>`; its anchor is its class if it is styled.

    Any other anchor may be the name of a class of the frame: `words`, `money`, `who`.
    """
    children = list(root)
    section: Element | None = None
    for child in children:
        if child.tag == "h2":
            name = child.get("id", "")
            section = Element("section", {"class": f"part {name}" if name in STYLED else "part"})
            root.insert(list(root).index(child), section)
        if section is not None:
            root.remove(child)
            section.append(child)
