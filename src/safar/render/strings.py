"""The interface texts that code asks for; those that templates ask for are found in them.

A family ends in `.*`: which of its texts are needed depends on the portal's own lists.
"""

from __future__ import annotations

USED = frozenset(
    {
        "calendar.description",
        "calendar.title",
        "callout.*",
        "deadline.*",
        "directory.always",
        "directory.chair.*",
        "directory.checked",
        "directory.closed",
        "directory.found.*",
        "directory.part",
        "directory.seen",
        "directory.seen_undated",
        "directory.whole_country",
        "edition.description",
        "edition.title",
        "fact.unsure",
        "footer.edition",
        "footer.label",
        "home.other",
        "nav.home",
        "page.table",
        "page.undated",
        "report.body",
        "report.page",
        "report.subject",
        "search.all",
        "search.description",
        "search.found.*",
        "search.meant",
        "search.none",
        "search.others",
        "search.results",
        "search.title",
        "site.description",
        "site.name",
        "start.description",
        "start.title_citizen",
        "start.title_going",
        "tool.*",
        "urgent.*",
    }
)
