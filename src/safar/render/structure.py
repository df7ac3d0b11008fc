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


def group_sections(root: Element) -> None:
    """Each h2 and what follows it becomes a `<section>` with the anchor as its class."""
    children = list(root)
    section: Element | None = None
    for child in children:
        if child.tag == "h2":
            section = Element("section", {"class": f"part {child.get('id', '')}".strip()})
            root.insert(list(root).index(child), section)
        if section is not None:
            root.remove(child)
            section.append(child)
