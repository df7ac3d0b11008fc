"""A small portal of three locales and eight pages, and random changes that editors make to it."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from safar.sources.starter import NewPortal, theme_folder, write_portal

PAGES = ("work/index.md", "work/wages.md", "work/patent.md", "health/index.md", "health/doctor.md")
FRONT = """---
title: "{title}"
description: "{description}"
checked: 2026-11-23
danger: low
{more}---
"""
TRANSLATION = "translation:\n  status: draft\n  by: Tests\n  date: 2026-11-23\n  source: ru\n"
HOOK = '''"""A hook of a site's own: it adds a line from a file to every page."""

from pathlib import Path

INPUTS = ("hooks/line.txt",)


def on_page_markdown(markdown, page, config, files):
    return markdown + "\\n\\n" + (Path(__file__).parent / "line.txt").read_text().strip() + "\\n"
'''
WORDS = (
    "ish",
    "haqi",
    "patent",
    "muddat",
    "\u043f\u0430\u0442\u0435\u043d\u0442",
    "oʻqish",
    "shifokor",
    "yoʻl",
)
UZBEK = ("uz", "uz-Cyrl")
FACTS = "docs/_data/facts/russia.yml"
FACT = """ru_{name}:
  value: {value}
  claim: It is {value}.
  unit: {unit}
  country: RU
  confidence: {confidence}
  checked: 2026-11-{day}
  sources:
    - {{title: A paper, url: https://example.org/{name}, date: 2026}}
"""


def write_scenario(root: Path) -> None:
    """Uzbek, the Cyrillic Uzbek made from it, and Russian, in which the portal is written."""
    assert write_portal(root, NewPortal("Scenario", "uz,uz-Cyrl,ru")) == []
    for norm in (*PAGES, "help.md"):
        add_page(root, "ru", norm, random.Random(norm))
        if norm != "work/patent.md":
            add_page(root, "uz", norm, random.Random(norm))
    (root / "docs/assets").mkdir()
    (root / "docs/assets/note.txt").write_text("note\n", encoding="utf-8")
    (root / "hooks/line.py").write_text(HOOK, encoding="utf-8")
    (root / "hooks/line.txt").write_text("A line of the hook.\n", encoding="utf-8")
    config = root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8").replace(
        "  - hooks/templates.py\n", "  - hooks/templates.py\n  - hooks/line.py\n"
    )
    config.write_text(text, encoding="utf-8")
    write_nav(root)
    write_facts(root, random.Random(1))


def write_facts(root: Path, choice: random.Random) -> None:
    """Two facts that the first page of each language uses."""
    facts = [
        FACT.format(
            name=name,
            value=choice.randrange(2, 40),
            unit=choice.choice(("day", "month", "rouble")),
            confidence=choice.choice(("high", "low")),
            day=choice.randrange(10, 24),
        )
        for name in ("days", "fee")
    ]
    path = root / FACTS
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(facts), encoding="utf-8")
    for page in (root / "docs/ru/index.md", root / "docs/uz/index.md"):
        text = page.read_text(encoding="utf-8")
        if "fact." not in text:
            text += "\n{{ fact.ru_days }}, {{ fact.ru_fee.value }}ga.\n"
            page.write_text(text, encoding="utf-8")


def add_page(root: Path, locale: str, norm: str, choice: random.Random) -> None:
    """A page with two parts and a link."""
    title = f"{norm.removesuffix('.md').replace('/', ' ')} {choice.randrange(10**6)}"
    body = "\n\n".join(
        f"## {choice.choice(WORDS)} {{#part-{number}}}\n\n{sentence(choice)}" for number in (1, 2)
    )
    more = "" if locale == "ru" else TRANSLATION
    front = FRONT.format(title=title, description=sentence(choice), more=more)
    path = root / "docs" / locale / norm
    path.parent.mkdir(parents=True, exist_ok=True)
    up = "../" * norm.count("/")
    path.write_text(f"{front}{body}\n\n[1]({up}index.md)\n", encoding="utf-8")


def sentence(choice: random.Random) -> str:
    """Some words."""
    return " ".join(choice.choice(WORDS) for _ in range(8)).capitalize() + "."


def written(root: Path, locale: str = "ru") -> list[str]:
    """The pages of a locale."""
    folder = root / "docs" / locale
    paths = (path.relative_to(folder).as_posix() for path in folder.rglob("*.md"))
    return sorted(path for path in paths if not path.startswith("_data"))


def write_nav(root: Path, order: random.Random | None = None) -> None:
    """The navigation of all pages that there are; with `order`, in another order."""
    norms = written(root)
    sections = sorted({norm.split("/")[0] for norm in norms if "/" in norm})
    if order:
        order.shuffle(sections)
    loose = [norm for norm in norms if "/" not in norm and norm != "index.md"]
    lines = ["nav:", "  - index.md", *(f"  - {norm}" for norm in loose)]
    for section in sections:
        pages = [norm for norm in norms if norm.startswith(f"{section}/")]
        lines += [f"  - {section}:", *(f"      - {norm}" for norm in pages)]
    config = root / "mkdocs.yml"
    text = re.sub(r"^nav:.*?\n\n", "", config.read_text(encoding="utf-8"), flags=re.S | re.M)
    config.write_text("\n".join(lines) + "\n\n" + text, encoding="utf-8")


@dataclass
class Editor:
    """Changes a scenario and its built site at random; `done` says what it did."""

    root: Path
    site: Path
    choice: random.Random
    environment: dict[str, str] = field(default_factory=dict)
    done: list[str] = field(default_factory=list)

    def edit(self) -> None:
        """One change, sometimes a few at once."""
        for _ in range(self.choice.choice((1, 1, 1, 2, 3))):
            change = self.choice.choice(CHANGES)
            self.done.append(f"{change.__name__} {change(self)}")

    def _page(self) -> tuple[str, Path]:
        locale = self.choice.choice(("ru", "uz"))
        norm = self.choice.choice(written(self.root, locale))
        return norm, self.root / "docs" / locale / norm

    def _replace(self, path: Path, pattern: str, new: str) -> str:
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(pattern, new, text, count=1, flags=re.M), encoding="utf-8")
        return path.relative_to(self.root).as_posix()

    def paragraph(self) -> str:
        _, path = self._page()
        with path.open("a", encoding="utf-8") as file:
            file.write(f"\n{sentence(self.choice)}\n")
        return str(path.relative_to(self.root))

    def title(self) -> str:
        _, path = self._page()
        return self._replace(path, "^title:.*", f'title: "T{self.choice.randrange(10**6)}"')

    def description(self) -> str:
        _, path = self._page()
        return self._replace(path, "^description:.*", f'description: "{sentence(self.choice)}"')

    def checked(self) -> str:
        _, path = self._page()
        day = self.choice.randrange(10, 24)
        return self._replace(path, "^checked:.*", f"checked: 2026-10-{day}")

    def new_page(self) -> str:
        norm = f"{self.choice.choice(('work', 'health'))}/p{self.choice.randrange(10**6)}.md"
        for locale in self.choice.choice((("ru",), ("ru", "uz"))):
            add_page(self.root, locale, norm, self.choice)
        write_nav(self.root)
        return norm

    def _spare(self) -> list[str]:
        return [norm for norm in written(self.root) if "/" in norm and "index" not in norm]

    def delete(self) -> str:
        if len(written(self.root)) < 7:
            return "nothing"
        norm = self.choice.choice(self._spare())
        for locale in ("ru", "uz", "uz-Cyrl"):
            (self.root / "docs" / locale / norm).unlink(missing_ok=True)
        write_nav(self.root)
        return norm

    def rename(self) -> str:
        norm = self.choice.choice(self._spare())
        name = f"work/r{self.choice.randrange(10**6)}.md"
        for locale in ("ru", "uz", "uz-Cyrl"):
            old = self.root / "docs" / locale / norm
            if old.exists():
                (self.root / "docs" / locale / name).parent.mkdir(parents=True, exist_ok=True)
                old.rename(self.root / "docs" / locale / name)
        write_nav(self.root)
        return f"{norm} to {name}"

    def translation(self) -> str:
        """A translation comes or goes."""
        norm = self.choice.choice(self._spare())
        path = self.root / "docs/uz" / norm
        if path.exists():
            path.unlink()
            (self.root / "docs/uz-Cyrl" / norm).unlink(missing_ok=True)
        else:
            add_page(self.root, "uz", norm, self.choice)
        return norm

    def written_by_hand(self) -> str:
        """A page of the generated locale is written by hand, or no longer is."""
        norm = self.choice.choice(self._spare())
        path = self.root / "docs/uz-Cyrl" / norm
        if path.exists():
            path.unlink()
        else:
            add_page(self.root, "uz-Cyrl", norm, self.choice)
        return norm

    def order(self) -> str:
        write_nav(self.root, self.choice)
        return ""

    def text(self) -> str:
        path = self.root / "docs" / self.choice.choice(("ru", "uz")) / "_data/ui.yml"
        return self._replace(path, "^  title: .*", f"  title: S{self.choice.randrange(10**6)}")

    def synonyms(self) -> str:
        """A group of everyday words comes, or the whole file goes; uz-Cyrl may have its own."""
        folder = self.root / "docs" / self.choice.choice(("ru", "uz", "uz-Cyrl")) / "_data"
        path = folder / "synonyms.yml"
        if path.exists() and self.choice.random() < 0.3:
            path.unlink()
        else:
            folder.mkdir(parents=True, exist_ok=True)
            with path.open("a", encoding="utf-8") as file:
                file.write(f"- [w{self.choice.randrange(10**9)}, {self.choice.choice(WORDS)} x]\n")
        return path.relative_to(self.root).as_posix()

    def facts(self) -> str:
        """Other values, units and doubts: every page that uses them changes in every language."""
        write_facts(self.root, self.choice)
        return FACTS

    def words(self) -> str:
        path = self.root / "docs/_data/uz-cyrl-exceptions.yml"
        return self._replace(
            path, "^      dekabr: .*", f"      dekabr: {self.choice.choice(('декабрь', 'декабр'))}"
        )

    def edition(self) -> str:
        day = self.choice.randrange(10, 24)
        return self._replace(
            self.root / "docs/_data/edition.yml", "date:.*", f"date: 2026-11-{day}"
        )

    def colour(self) -> str:
        colour = f"#{self.choice.randrange(16**6):06x}"
        return self._replace(self.root / "mkdocs.yml", "^    brand:.*", f'    brand: "{colour}"')

    def template(self) -> str:
        target = self.root / "overrides/partials/footer.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(theme_folder() / "partials/footer.html", target)
        return self._replace(target, "<footer", f'<footer data-n="{self.choice.randrange(10**6)}"')

    def style(self) -> str:
        target = self.root / "overrides/styles/99-own.css"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(f".x{self.choice.randrange(10**6)} {{ color: red }}\n", encoding="utf-8")
        return ""

    def hook(self) -> str:
        name = self.choice.choice(("line.py", "line.txt"))
        path = self.root / "hooks" / name
        if name == "line.py":
            new = f'"\\\\n\\\\n{self.choice.randrange(10**6)} "'
            return self._replace(path, r'"\\n\\n[^"]*"', new)
        path.write_text(sentence(self.choice) + "\n", encoding="utf-8")
        return name

    def asset(self) -> str:
        path = self.root / f"docs/assets/a{self.choice.randrange(3)}.txt"
        if path.exists() and self.choice.random() < 0.3:
            path.unlink()
        else:
            path.write_text(sentence(self.choice), encoding="utf-8")
        return path.name

    def touch(self) -> str:
        _, path = self._page()
        path.touch()
        return str(path.relative_to(self.root))

    def same_size(self) -> str:
        """A change that neither the size of a file nor, on coarse clocks, its time gives away."""
        norm, path = self._page()
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace("2026-11-23", "2026-11-2" + self.choice.choice("0123")), encoding="utf-8"
        )
        return norm

    def spoil(self) -> str:
        """Somebody changes or deletes a file of the built site."""
        paths = sorted(path for path in self.site.rglob("*") if path.is_file())
        path = self.choice.choice([path for path in paths if path.name != "edition.json"])
        if self.choice.random() < 0.5:
            path.unlink()
        else:
            path.write_bytes(path.read_bytes()[::-1])
        return path.relative_to(self.site).as_posix()

    def address(self) -> str:
        self.environment["SAFAR_SITE_URL"] = self.choice.choice(("", "https://a.example/b/"))
        return self.environment["SAFAR_SITE_URL"]


CHANGES: tuple[Callable[[Editor], str], ...] = tuple(
    method
    for name, method in vars(Editor).items()
    if callable(method) and not name.startswith("_") and name != "edit"
)
