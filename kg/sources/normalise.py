"""The text as it came -> the text that is read, with the way back.

What comes in is normalised once, before anything reads it: no markup, no characters that nobody
sees, one spelling of spaces, apostrophes and accents. Offsets of what is found are mapped back, so
that they point into the text as it came.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from kg.characters import Mapped, clean
from kg.sources.markup import without_markup


def normalise(text: str) -> Mapped:
    """Return a text as it is read: without markup, composed (NFC), single-spaced, trimmed.

    Takes time linear in the length of the text.
    """
    return without_markup(text).then(clean)


@dataclass(frozen=True, slots=True)
class CleanText:
    """The paragraphs of an article as they are read, and where they stood.

    `text` joins those with anything to read by a line feed; `starts` and `raw_starts` are the
    offsets at which each paragraph begins in it and in `Article.text`.
    """

    text: str
    paragraphs: tuple[Mapped, ...]
    starts: tuple[int, ...]
    raw_starts: tuple[int, ...]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Return where clean text stood in the text as it came.

        It must begin and end within paragraphs, not with what joins them.
        """
        starts = self.starts
        first, last = bisect_right(starts, start) - 1, bisect_right(starts, end - 1) - 1
        begin = self.paragraphs[first].starts[start - starts[first]]
        stop = self.paragraphs[last].ends[end - 1 - starts[last]]
        return self.raw_starts[first] + begin, self.raw_starts[last] + stop


def clean_text(paragraphs: Sequence[str]) -> CleanText:
    """Return the paragraphs of an article as they are read."""
    mapped = tuple(normalise(p) for p in paragraphs)
    return CleanText(
        "\n".join(p.text for p in mapped if p.text),
        mapped,
        _starts(len(p.text) + 1 if p.text else 0 for p in mapped),
        _starts(len(p) + 1 for p in paragraphs),
    )


def _starts(lengths: Iterable[int]) -> tuple[int, ...]:
    return tuple(accumulate(lengths, initial=0))[:-1]
