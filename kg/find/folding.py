"""One spelling for all the ways in which people write a name.

Case, accents, hyphens, points and apostrophes count for nothing. A Danish letter is written in full
(`aa`, `ae`, `oe`) by some and as the letter it looks like (`a`, `o`) by others; so a name has up to
two spellings.
"""

import re
import unicodedata

_BOTH = {"ß": "ss", "ı": "i", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae"}
_IN_FULL = str.maketrans(_BOTH | {"å": "aa", "ø": "oe", "ä": "ae", "ö": "oe", "ü": "ue"})
_ALIKE = str.maketrans(_BOTH | {"ø": "o"})
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_GENITIVE = re.compile(r"(?<=\w\w)['’]?s$", re.IGNORECASE)


def folded(name: str) -> tuple[str, ...]:
    """Return the spellings of a name, its Danish letters in full first; words apart by a space."""
    lower = name.lower()
    if lower.isascii():
        return (_words(lower),)
    return tuple(dict.fromkeys((in_full(lower), _words(_plain(lower.translate(_ALIKE))))))


def in_full(name: str) -> str:
    """Return the spelling of a name with its Danish letters in full."""
    return _words(_plain(name.lower().translate(_IN_FULL)))


def without_genitive(name: str) -> str | None:
    """Return the name that this is the genitive of ("Joe Bidens"), None when it can be none."""
    bare = _GENITIVE.sub("", name)
    return bare if bare != name else None


def _plain(text: str) -> str:
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def _words(text: str) -> str:
    return _BETWEEN_WORDS.sub(" ", _APOSTROPHE.sub("", text)).strip()
