"""One spelling for all the ways in which people write a name.

Case, accents, hyphens, points and apostrophes count for nothing. A Danish letter is written in full
(`aa`, `ae`, `oe`) by some and as the letter it looks like (`a`, `o`) by others; so a name has up to
two spellings.
"""

import re
import unicodedata

_GENITIVE = re.compile(r"(?<=\w\w)['’]?s$", re.IGNORECASE)
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")


class _Spelling(dict[int, str]):
    """What each character is written as; a space what is no letter or digit.

    It begins with some and learns the others when they are met.
    """

    def __init__(self, known: dict[str, str]) -> None:
        super().__init__((ord(char), written) for char, written in known.items())

    def __missing__(self, code: int) -> str:
        parts = unicodedata.normalize("NFKD", chr(code))
        kept = (c if c.isalnum() else " " for c in parts if not unicodedata.combining(c))
        written = self[code] = "".join(kept)
        return written

    def of(self, name: str) -> str:
        """Return a name as it is written; an apostrophe within a word is left out."""
        written = name.lower().translate(self)
        if "'" in written:
            written = _APOSTROPHE.sub("", written).replace("'", " ")
        return " ".join(written.split())


_BOTH = {
    "'": "'",
    "’": "'",
    "ß": "ss",
    "ı": "i",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "æ": "ae",
}
_IN_FULL = _Spelling(_BOTH | {"å": "aa", "ø": "oe", "ä": "ae", "ö": "oe", "ü": "ue"})
_ALIKE = _Spelling(_BOTH | {"ø": "o"})


def folded(name: str) -> tuple[str, ...]:
    """Return the spellings of a name, its Danish letters in full first; words apart by a space."""
    full = _IN_FULL.of(name)
    if name.isascii() or (alike := _ALIKE.of(name)) == full:
        return (full,)
    return full, alike


def in_full(name: str) -> str:
    """Return the spelling of a name with its Danish letters in full."""
    return _IN_FULL.of(name)


def without_genitive(name: str) -> str | None:
    """Return the name that this is the genitive of ("Joe Bidens"), None when it can be none."""
    bare = _GENITIVE.sub("", name)
    return bare if bare != name else None
