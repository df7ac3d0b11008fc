"""The commands that are measured, each beside the folders that a cold run removes."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from bench.install import Tools
from bench.timing import Job

CACHE = ".safar-cache"  # beside mkdocs.yml
QUIET = {"NO_MKDOCS_2_WARNING": "1"}


@dataclass(frozen=True, slots=True)
class Contenders:
    """Everything that can be run on the corpus of one size; `folder` holds a project a peer."""

    size: str
    folder: Path
    tools: Tools

    @property
    def portal(self) -> Path:
        """The project of Safar."""
        return self.folder / "safar"

    @property
    def site(self) -> Path:
        """The site that Safar builds."""
        return self.portal / "site"

    @property
    def hugo_site(self) -> Path:
        """The site that Hugo builds."""
        return self.folder / "hugo" / "public"

    def baseline_cold(self) -> Job:
        """MkDocs, Material and static-i18n; the search index is made by the theme's plugin."""
        project = self.folder / "mk"
        steps = ((*self.tools.mkdocs, "build", "-q"),)
        return Job(self._name("baseline cold"), project, steps, (project / "site",), QUIET)

    def hugo_cold(self) -> Job:
        """Hugo, then the index of Pagefind."""
        steps = (
            (*self.tools.hugo, "--quiet"),
            (*self.tools.pagefind, "--site", "public", "--silent"),
        )
        cache = self.folder / "hugo" / "resources"
        job = self._name("Hugo + Pagefind cold")
        return Job(job, self.folder / "hugo", steps, (self.hugo_site, cache))

    def safar_cold(self) -> Job:
        """`safar build` without the site and the cache of an earlier build."""
        return self._safar("cold", "build", self.site, self.portal / CACHE)

    def safar_again(self) -> Job:
        """`safar build` over what an earlier build left."""
        return self._safar("nothing changed", "build")

    def safar_edited(self) -> Job:
        """The same, for a round in which a page has been changed."""
        return self._safar("one page edited", "build")

    def safar_check(self) -> Job:
        """`safar check` without a cache."""
        return self._safar("check cold", "check", self.portal / CACHE)

    def _safar(self, what: str, command: str, *remove: Path) -> Job:
        return Job(self._name(f"Safar {what}"), self.portal, ((*SAFAR, command),), remove, QUIET)

    def _name(self, what: str) -> str:
        return f"{self.size} {what}"


def find_safar() -> tuple[str, ...]:
    """The program beside this Python, or the package itself."""
    program = Path(sys.executable).with_name("safar")
    return (str(program),) if program.exists() else (sys.executable, "-m", "safar")


SAFAR = find_safar()
