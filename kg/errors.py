"""The errors of kg, by what the caller can do about them.

    KgError
      UsageError     the caller asked for something impossible              exit 2
      RecordError    this record is bad: skip it, count it, go on           exit 3 at the end
      StoreError     the database refused                                   exit 1
        StoreBusy    the database may do it on another try
      RunError       there is no sense in going on                          exit 1

A message says what was found and where, what was expected, and what to do.
"""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches

#: How close a guess must come, of what the closest does.
_AS_CLOSE = 0.75
_NUMBER = re.compile(r"(?::\d+|, article \d+)$")


class KgError(Exception):
    """Every error that kg raises on purpose; `exit_code` is what the command ends with."""

    exit_code = 1


class UsageError(KgError):
    """The caller asked for something that cannot be."""

    exit_code = 2


class RecordError(KgError):
    """A file or a line of it cannot be read; the rest of the batch goes on.

    `given` is the record itself as JSON, where there is one, so that it can be given again.
    """

    exit_code = 3
    given: str = ""

    @property
    def place(self) -> str:
        """Where: file and line, or what else the message begins with."""
        return str(self).partition(": ")[0]


class StoreError(KgError):
    """The database refused."""


class StoreBusy(StoreError):  # noqa: N818 - a state, and the word the field uses
    """The database was busy or away for a moment; another try may succeed."""


class RunError(KgError):
    """The whole run cannot go on: no schema, no model, no space."""


def did_you_mean(name: str, known: Iterable[str], most: int = 3, alike: float = 0.6) -> str:
    """Return a question that names at most `most` of the known ones that come close; "" for none.

    `alike` is how much, from 0 to 1 (`difflib`). One that comes much less close than the closest is
    no guess.
    """
    close = get_close_matches(name, list(known), n=most, cutoff=alike)
    near = [SequenceMatcher(None, other, name).ratio() for other in close]
    close = [c for c, ratio in zip(close, near, strict=True) if ratio >= _AS_CLOSE * near[0]]
    return f"did you mean {' or '.join(close)}?" if close else ""


def source_of(place: str) -> str:
    """Return the file or address of a place: what stands before the number of a line or article."""
    return _NUMBER.sub("", place)
