"""One thing to read: a file, a part of an archive, a page: its bytes, and what is told of it."""

import io
import logging
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TextIO

from kg.errors import RecordError
from kg.sources.encodings import declared, decoded, encoding_of, redecoded, undecoded
from kg.sources.options import Options

_NOTES = logging.getLogger("kg.sources")
#: Bytes that one document may have. Lines of JSON and rows of tables are read one by one, so that
#: their files may be of any length.
LARGEST = 64 * 2**20
#: Bytes by whose look a file's format and encoding are told.
HEAD = 64 * 2**10
# What no text encoding with one byte per character, nor UTF-8, has in a text: control characters
# other than white space and escape.
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
#: The share of them that a text may have all the same, since what is broken is read around. Lines
#: of JSON may have any: each tells its own faults.
_NOISE = 0.02


@dataclass(slots=True)
class Entry:
    """A stream of bytes with the name that messages give it; `url` is where it was fetched.

    A reader sets `may_be_empty` when it found that there is nothing to read and nothing wrong.
    """

    name: str
    raw: io.BufferedReader
    options: Options
    url: str = ""
    may_be_empty: bool = False
    _told: Counter[str] = field(default_factory=Counter)

    def head(self) -> bytes:
        """Return the first bytes without consuming them; empty only when the stream is."""
        return self.raw.peek(HEAD)[:HEAD]

    def text(self, newline: str | None = None) -> TextIO:
        r"""Return the text, by default with every line ending in "\n", without byte order mark.

        A byte that the encoding does not know becomes a lone surrogate, which `undecoded` finds, so
        that one bad line costs only itself. Raises RecordError when the entry is empty or binary.
        """
        codec = self.codec(self.head())
        return io.TextIOWrapper(self.raw, codec, errors="surrogateescape", newline=newline)

    def whole(self, largest: int = LARGEST) -> bytes:
        """Return all bytes; raises RecordError when these are more than `largest`, or none."""
        content = self.raw.read(largest + 1)
        if len(content) > largest:
            raise RecordError(
                f"{self.name}: larger than {largest >> 20} MB, which no article is; split it, or "
                "give JSON lines (.jsonl), of which there may be any number"
            )
        if not content:
            raise RecordError(f"{self.name}: empty; expected at least one article")
        return content

    def document(self, *, declares: bool = False, largest: int = LARGEST) -> str:
        """Return all text, line ends as they are; raises RecordError when it is none, or larger.

        A document of marked up text `declares` its encoding, which holds where it is no UTF-8.
        """
        content = self.whole(largest)
        codec = declared(content) if declares and not self.options.encoding else None
        text = decoded(content, codec or self.codec(content))
        if not undecoded(text, self.name):
            return text
        return "\n".join(self.line(n, line) for n, line in enumerate(text.split("\n"), 1))

    def line(self, number: int, line: str) -> str:
        """Return a line of the text; one in another encoding as its bytes look, which is told.

        Raises RecordError when it is no text, or not in the encoding that the caller named.
        """
        if not (problem := undecoded(line, self.name, number)):
            return line
        better = None if self.options.encoding else redecoded(line)
        if better is None:
            raise problem
        said = f"{self.name}:{number}: a line in another encoding is read as its bytes look"
        self.note("a line in another encoding", said, bare=True)
        return better

    def codec(self, content: bytes) -> str:
        """Return the encoding of text that begins with these bytes; tell when it is a guess.

        Raises RecordError when they are no text.
        """
        if not content:
            raise RecordError(f"{self.name}: empty; expected at least one article")
        codec = self.options.encoding or encoding_of(content)
        if not codec.lower().replace("_", "-").startswith(("utf-16", "utf-32", "utf16", "utf32")):
            self._refuse_binary(content)
        if codec.lower().replace("_", "-") in {"utf-8", "utf8"}:
            return "utf-8-sig"
        if not self.options.encoding:
            self.note("encoding", f"read as {codec}, as its bytes look; --encoding says otherwise")
        return codec

    def _refuse_binary(self, content: bytes) -> None:
        head = content[:HEAD]
        odd = _CONTROL.findall(head)
        if len(odd) > _NOISE * len(head) and not head.lstrip().startswith(b"{"):
            control = next(_CONTROL.finditer(head))
            raise RecordError(
                f"{self.name}: binary content (byte 0x{control.group()[0]:02x} at "
                f"{control.start()}); expected text or JSON lines"
            )

    def note(self, kind: str, said: str, *, bare: bool = False) -> None:
        """Tell something of the entry: the first of a kind at once, the others by their number.

        What is said is put after the entry's name, or when `bare` names it itself.
        """
        if not self._told[kind]:
            _NOTES.warning("%s", said if bare else f"{self.name}: {said}")
        self._told[kind] += 1

    def sum_up(self) -> None:
        """Tell how often what was noted once was so."""
        for kind, count in self._told.items():
            if count > 1:
                _NOTES.warning("%s: %s in %d more", self.name, kind, count - 1)
        self._told.clear()
