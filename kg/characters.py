"""Characters that nobody sees and those that look like others: one spelling of each.

A reader sees the same name with one space or two, a thin or a non-breaking one, with a soft hyphen,
a zero-width space or a direction mark in it, with a letter and its accent apart or together. So
does everything that comes after `clean`. Quotation marks, dashes and digits stay.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

#: Neither seen nor a space: controls, soft hyphen, joiners, direction marks, byte order mark,
#: variation selectors, tags, the stand-in for an object.
_NOTHING = (
    r"\x00-\x08\x0e-\x1b\x7f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    r"\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffc\U000e0000-\U000e0fff"
)
#: White space but the ordinary one.
_SPACE = r"\t-\r\x1c-\x1f\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_ODD = re.compile(
    rf"(?P<space>[{_SPACE}][ {_SPACE}{_NOTHING}]*| [ {_SPACE}{_NOTHING}]+)"
    rf"|(?P<nothing>\xad[ {_SPACE}]+|[{_NOTHING}]+)"
    r"|(?P<windows>[\x80-\x9f])"
    r"|(?P<hyphen>[\u2010\u2011])"
    r"|(?P<compatible>[\ufb00-\ufb06\uff01-\uff5e])"
)
#: Whether there may be any of these is told ten times as quickly as where they are.
_ANY_ODD = re.compile(rf"[{_SPACE}{_NOTHING}\x80-\x9f\u2010\u2011\ufb00-\ufb06\uff01-\uff5e]|  ")
_ANY_MARK = re.compile("[’‘‚‛ʼʻ´`′]")
_BETWEEN_LETTERS = re.compile(r"(?<=[^\W_])[’‘‛ʼʻ´`′](?=[^\W\d_])")
#: A single mark at the edge of a word. One before two digits stands for a century ("’90erne").
_AT_EDGE = re.compile(
    r"(?P<century>(?<!\w)[’‘´`](?=\d\d))|(?P<opens>(?<!\w)[’‘‚‛´`](?=\w))"
    r"|(?P<ends>(?<=\w)[’‘ʼ´`](?!\w)|(?<=[sxz])′(?!\w))|(?P<closes>(?<![\w\s])[’‘´`](?!\w))"
)
_GENITIVE = re.compile(r"[sxz]. \w", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mapped:
    """A text, and where each code point stood in the text it was made from, end exclusive."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Return where the code points from `start` to `end` stood; there must be at least one."""
        return self.starts[start], self.ends[end - 1]

    def then(self, change: Callable[[str], "Mapped"]) -> "Mapped":
        """Return what `change` makes of the text, mapped to where this one's came from."""
        later = change(self.text)
        if later.starts == range(len(self.text)):
            return Mapped(later.text, self.starts, self.ends)
        return Mapped(
            later.text,
            [self.starts[i] for i in later.starts],
            [self.ends[i - 1] for i in later.ends],
        )

    def stripped(self) -> "Mapped":
        """Return the text without white space at its ends."""
        start = len(self.text) - len(self.text.lstrip())
        end = max(start, len(self.text.rstrip()))
        return Mapped(self.text[start:end], self.starts[start:end], self.ends[start:end])


def unchanged(text: str) -> Mapped:
    """Return a text mapped to itself."""
    return Mapped(text, range(len(text)), range(1, len(text) + 1))


def edited(text: str, edits: Iterable[tuple[int, int, str]]) -> Mapped:
    """Return a text with the parts from `start` to `end` replaced; edits are in order, apart."""
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for start, end, new in edits:
        pieces += text[done:start], new
        starts += *range(done, start), *[start] * len(new)
        ends += *range(done + 1, start + 1), *[end] * len(new)
        done = end
    if not pieces:
        return unchanged(text)
    starts += range(done, len(text))
    ends += range(done + 1, len(text) + 1)
    return Mapped("".join((*pieces, text[done:])), starts, ends)


def clean(text: str) -> Mapped:
    """Return a text as a reader sees it: composed (NFC), single-spaced, trimmed, without marks.

    Takes time linear in the length of the text.
    """
    return edited(text, _odd(text)).stripped().then(_composed).then(_straightened)


def tidy(name: str) -> str:
    """Return a name as a reader sees it, so that two that look alike are equal."""
    return clean(name).text


def _odd(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _ODD.finditer(text) if _ANY_ODD.search(text) else ():
        found = match.group()
        match match.lastgroup:
            case "space":
                new = " "
            case "nothing":
                new = ""
            case "windows":  # read as Latin-1 though it was Windows-1252
                new = found.encode("latin-1").decode("cp1252", errors="ignore")
            case "hyphen":
                new = "-"
            case _:
                new = unicodedata.normalize("NFKC", found)
        yield match.start(), match.end(), new


def _composed(text: str) -> Mapped:
    if unicodedata.is_normalized("NFC", text):
        return unchanged(text)
    return edited(text, _compositions(text))


def _compositions(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield each letter with its marks that composing changes."""
    start = 0
    for end in (*_boundaries(text), len(text)):
        letter = text[start:end]
        if (composed := unicodedata.normalize("NFC", letter)) != letter:
            yield start, end, composed
        start = end


def _boundaries(text: str) -> Iterator[int]:
    """Yield where a character stands that composes with none before it.

    Those that may are marks and the parts of Korean syllables.
    """
    for i, char in enumerate(text):
        if not (unicodedata.category(char).startswith("M") or "\u1160" <= char <= "\u11ff"):
            yield i


def _straightened(text: str) -> Mapped:
    """Make every apostrophe the same, but leave single quotation marks as they are."""
    if not _ANY_MARK.search(text):
        return unchanged(text)
    text = _BETWEEN_LETTERS.sub("'", text)
    marks = list(_AT_EDGE.finditer(text))
    straight, opened = [], False
    for mark, after in zip_longest(marks, marks[1:]):
        kind = mark.lastgroup
        if kind == "opens":
            opened = True
        elif kind == "century" or (
            kind == "ends" and (not opened or _is_genitive(text, mark, after))
        ):
            straight.append(mark.start())
        else:
            opened = False
    return edited(text, ((i, i + 1, "'") for i in straight))


def _is_genitive(text: str, mark: re.Match[str], after: re.Match[str] | None) -> bool:
    """Tell whether a mark within an open quotation is an apostrophe, since another closes it."""
    closed = after is not None and after.lastgroup in {"ends", "closes"}
    return closed and _GENITIVE.match(text, mark.start() - 1) is not None


#: What a terminal obeys or what turns the direction of writing, line feed and tab left out.
_OBEYED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    """Return a text in which controls and direction marks are shown, and so cannot be obeyed.

    Those of ASCII by their pictures (␛), others by their number (‹U+202E›).
    """
    return _OBEYED.sub(_picture, text)


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"‹U+{code:04X}›"


def escaped(json: str) -> str:
    """Return JSON in which what a terminal obeys is escaped; its value is the same."""
    return _OBEYED.sub(lambda match: f"\\u{ord(match[0]):04x}", json)


#: What a spreadsheet takes for the beginning of a formula; a number is none.
_FORMULA = re.compile(r"[=+\-@\t\r]")
_A_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)*%?")


def no_formula(cell: str) -> str:
    """Return a cell that a spreadsheet takes for text: after an apostrophe where it would not."""
    return f"'{cell}" if _FORMULA.match(cell) and not _A_NUMBER.fullmatch(cell) else cell
