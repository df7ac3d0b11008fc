"""Problems: what is wrong with content or data, as values that a person can act on.

    Code        a stable dotted name, one per kind of mistake
    Severity    error (the build fails) or warning (it is said and the build goes on)
    Problem     code + file + line + what was expected and received + a corrected example

Checks return lists of problems and never stop at the first one. Only `safar.cli` and the
hooks turn them into output and exit codes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from enum import Enum, StrEnum

from msgspec import Struct


class Severity(Enum):
    """How much a problem weighs: an error fails `safar check` and every build."""

    ERROR = "error"
    WARNING = "warning"


class Code(StrEnum):
    """Stable names of the kinds of mistakes; the text of a message may change, the code may not."""

    # reading files
    FILE_ENCODING = "file.encoding"  # not valid UTF-8
    FILE_SIZE = "file.size"  # larger than a page or a data file may be
    FILE_SYMLINK = "file.symlink"  # a link that leads out of docs/
    FILE_NAME = "file.name"  # a name that breaks on a USB stick or in a URL
    FILE_READ = "file.read"  # missing, or cannot be opened
    FILE_PLACE = "file.place"  # a file where nothing reads it
    # YAML
    YAML_SYNTAX = "yaml.syntax"
    YAML_DUPLICATE = "yaml.duplicate"  # one key given twice
    YAML_TYPE = "yaml.type"  # a list where a text was expected, and so on
    YAML_KEY = "yaml.key"  # a key nobody reads
    YAML_MISSING = "yaml.missing"  # a key that must be there
    YAML_VALUE = "yaml.value"  # the right type and a wrong value
    YAML_DATE = "yaml.date"
    # locales and texts
    LOCALE_FOLDER = "locale.folder"  # a folder in docs/ that is no locale
    LOCALE_TAG = "locale.tag"  # not a BCP 47 tag, or not in the locale table
    LOCALE_CHAIN = "locale.chain"  # a fallback chain that loops or names a stranger
    TEXT_MISSING = "text.missing"  # an interface string or list entry without a text
    TEXT_UNUSED = "text.unused"  # a text nobody asks for
    TEXT_PLACEHOLDER = "text.placeholder"  # {name} differs from the source text
    TEXT_PLURAL = "text.plural"  # a plural form too few or too many
    TEXT_LENGTH = "text.length"  # a list that is longer or shorter than the source list
    # words that readers type for the same thing
    SYNONYM_FEW = "synonym.few"  # a group of one word or none
    SYNONYM_TWICE = "synonym.twice"  # a word twice in one group
    SYNONYM_SHARED = "synonym.shared"  # a word in two groups
    SYNONYM_LONG = "synonym.long"  # a phrase of too many words
    SYNONYM_SIGN = "synonym.sign"  # punctuation where only words are compared
    SYNONYM_LETTERS = "synonym.letters"  # letters of two alphabets in one word
    # facts
    FACT_ID = "fact.id"  # an id that is not written a-z, 0-9 and _
    FACT_TWICE = "fact.twice"  # one id in two places
    FACT_VALUE = "fact.value"  # a value that does not fit its unit
    FACT_DATE = "fact.date"
    FACT_CLAIM = "fact.claim"  # a sentence that does not hold the value of its fact
    FACT_SOURCE = "fact.source"
    FACT_UNKNOWN = "fact.unknown"  # a page asks for a fact that is not there
    FACT_UNUSED = "fact.unused"
    FACT_PLACE = "fact.place"  # a marker where nothing replaces it
    # calculators on pages
    TOOL_RULE = "tool.rule"  # a rule that names a fact, page or text that is not there
    TOOL_FACT = "tool.fact"  # a page whose text lacks what its calculator counts with
    # centres and hotlines
    CENTRE_ID = "centre.id"  # an id that is not written a-z, 0-9 and -
    CENTRE_TWICE = "centre.twice"  # one id in two places
    CENTRE_PHONE = "centre.phone"  # a number that cannot be dialled
    CENTRE_HOURS = "centre.hours"  # opening hours that cannot be read
    CENTRE_POINT = "centre.point"  # no place on earth, or one in another country
    CENTRE_CITY = "centre.city"  # a town of another country
    CENTRE_SERVICE = "centre.service"
    CENTRE_DATE = "centre.date"  # last seen on a day that has not come
    CENTRE_TEXT = "centre.text"  # no name, or a text of an entry that is not there
    CENTRE_SAME = "centre.same"  # one number or address in two entries
    CENTRE_SHEET = "centre.sheet"  # a call sheet that cannot be taken back
    # hosts that may not be named
    HOST_ENTRY = "host.entry"  # a line of the list that is no host, or stands there twice
    HOST_DENIED = "host.denied"  # a text links or names a denied host
    # numbers in pages that should be facts
    LITERAL_FOUND = "literal.found"
    LITERAL_REASON = "literal.reason"  # a comment that allows literals and does not say why
    LITERAL_NONE = "literal.none"  # a comment that allows nothing
    # language: how texts are written
    LANGUAGE_SENTENCE = "language.sentence"  # a sentence that is too long to follow
    LANGUAGE_MEAN = "language.mean"  # a page whose sentences are too long on the whole
    LETTER_MIXED = "letter.mixed"  # letters of two alphabets in one word
    LETTER_FOREIGN = "letter.foreign"  # a look-alike of a letter, or of a short word
    # the glossary
    TERM_ID = "term.id"  # an id that is not written a-z, 0-9 and _
    TERM_UNKNOWN = "term.unknown"  # a page or a language names a concept that is not there
    TERM_MISSING = "term.missing"  # a concept without a word in a language
    TERM_SAME = "term.same"  # two concepts with one word
    TERM_LETTERS = "term.letters"  # letters that the language does not have
    TERM_SOURCE = "term.source"  # a word said to be both seen and not seen
    TERM_AVOID = "term.avoid"  # an entry of words to avoid that cannot be looked for
    TERM_AVOIDED = "term.avoided"  # a page uses a word that is to be avoided
    # what is old
    PAGE_ENDS = "page.ends"  # a page, or a fact on it, is good for 30 more days at most
    PAGE_ENDED = "page.ended"
    FACT_ENDED = "fact.ended"
    FACT_EARLY = "fact.early"  # a fact is used before it holds
    OVERRIDE_PAGE = "override.page"  # an override of a page that is not there
    OVERRIDE_ENDED = "override.ended"  # an override past its own last day
    OVERRIDE_USED = "override.used"  # an ended page is published on purpose
    OVERRIDE_UNUSED = "override.unused"  # nothing on its page has ended
    # front matter
    META_MISSING = "meta.missing"
    META_KEY = "meta.key"
    META_TYPE = "meta.type"
    META_DATE = "meta.date"
    META_VALUE = "meta.value"
    META_SOURCE = "meta.source"  # a dangerous page without sources
    META_TITLE = "meta.title"  # two pages of a locale with one title
    # page text
    PAGE_HTML = "page.html"  # raw HTML in Markdown
    PAGE_ATTRIBUTE = "page.attribute"  # onclick=, style= and other attributes not allowed
    PAGE_CALLOUT = "page.callout"  # a callout type without a style
    PAGE_TITLE = "page.title"  # an h1 in the body
    PAGE_LEVEL = "page.level"  # a heading that skips a level
    PAGE_SOURCE = "page.source"  # a translation without a page in the source locale
    ANCHOR_MISSING = "anchor.missing"  # a heading without an explicit anchor
    ANCHOR_NAME = "anchor.name"  # an anchor that is not written a-z, 0-9 and -
    ANCHOR_DUPLICATE = "anchor.duplicate"
    ANCHOR_TAKEN = "anchor.taken"  # an anchor that every page has for itself
    ANCHOR_DRIFT = "anchor.drift"  # anchors differ from the source page
    LINK_SCHEME = "link.scheme"  # javascript: and other schemes
    LINK_ABSOLUTE = "link.absolute"  # a link that starts with /
    LINK_LOCALE = "link.locale"  # a link into another locale's folder
    LINK_PAGE = "link.page"  # no such page
    LINK_ANCHOR = "link.anchor"  # no such anchor
    LINK_IMAGE = "link.image"  # an image that is missing or not ours
    # images
    IMAGE_READ = "image.read"  # broken, or of a kind that browsers do not show
    IMAGE_RUNS = "image.runs"  # a drawing that holds a script, or loads something
    IMAGE_SIZE = "image.size"  # more points than a page can need
    IMAGE_WEIGHT = "image.weight"  # more bytes than readers should pay for
    IMAGE_ALT = "image.alt"  # no words for those who do not see it
    IMAGE_NAME = "image.name"  # its content is not what its name says
    # the whole site
    NAV_PAGE = "nav.page"  # mkdocs.yml names a page that does not exist, or forgets one
    NAV_SECTION = "nav.section"  # a section id without a title
    CONFIG_VALUE = "config.value"
    # parts of a site, put together
    PART_BROKEN = "part.broken"  # no part, or a file of it is missing or damaged
    PART_OTHER = "part.other"  # built from other sources or with other versions
    PART_MISSING = "part.missing"  # a locale that no part holds
    # what a portal brings of its own, seen in the preview
    TEMPLATE_ERROR = "template.error"  # a template that cannot be read, or fails on a page
    HOOK_ERROR = "hook.error"  # a hook or Markdown extension that fails


class Problem(Struct, frozen=True):
    """One mistake: `path` is relative to the checkout, with `/`; lines from 1, 0 = whole file."""

    code: Code
    path: str
    line: int
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        text = f"{place}: {self.message} [{self.code.value}]"
        return f"{text}\n  hint: {self.hint}" if self.hint else text


def sort_problems(problems: Iterable[Problem]) -> list[Problem]:
    """The problems once each, by file, line and code: the order in which an editor mends them."""
    return sorted(set(problems), key=lambda p: (p.path, p.line, p.code.value, p.message))


def has_errors(problems: Iterable[Problem]) -> bool:
    """True if any problem must stop a build."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def render_report(problems: Iterable[Problem]) -> str:
    """All problems as text, sorted, with a last line that counts them; `""` if there are none."""
    ordered = sort_problems(problems)
    if not ordered:
        return ""
    return "\n".join([*map(str, ordered), count_problems(ordered)])


def count_problems(problems: Collection[Problem]) -> str:
    """How many there are of both kinds: `1 error, 2 warnings`."""
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    return f"{count(errors, 'error')}, {count(len(problems) - errors, 'warning')}"


def count(number: int, word: str) -> str:
    """A number with its English word: `1 error`, `2 errors`."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
