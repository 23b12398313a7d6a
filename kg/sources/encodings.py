"""Bytes -> text: which encoding they are in, where nobody says."""

import codecs
import re

from kg.errors import RecordError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
#: What Danish was written in before UTF-8: on Windows, the Macintosh, and in DOS.
_DANISH = ("cp1252", "mac-roman", "cp865", "cp850")
#: What beside ASCII stands in Danish news.
_USUAL = re.compile("[æøåÆØÅéÉèüÜöÖäÄáóíñçôêëœ»«“”„’‘–—…§°½€£·\xa0\xad]")
_OTHER = re.compile(r"[^\x00-\x7f]")
#: The share of characters beside ASCII that are usual in a text of that encoding.
_LIKELY = 0.9
#: Bytes that are looked at where the encoding must be guessed.
_LOOKED_AT = 16 * 2**10


def encoding_of(content: bytes) -> str:
    """Return the encoding of a text that begins with these bytes."""
    for mark, codec in _MARKS:
        if content.startswith(mark):
            return codec
    if wide := _wide(content):
        return wide
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(content)
    broken = text.count("\ufffd")
    # A few bytes that are none in much that is: somebody's line in another encoding.
    return "utf-8" if broken == 0 or broken < len(_OTHER.findall(text)) / 2 else _guessed(content)


def declared(content: bytes) -> str | None:
    """Return the encoding that HTML or XML declares, None when it is none or the bytes are UTF-8.

    Web servers change the encoding of a page and leave what it declares, nearly always to UTF-8.
    """
    if encoding_of(content).startswith("utf"):
        return None
    name = _DECLARED.search(content, 0, 2048)
    try:
        codec = codecs.lookup(name[1].decode("ascii")).name if name else ""
        content.decode(codec or "ascii")
    except (LookupError, UnicodeError):
        return None
    return "cp1252" if codec == "iso8859-1" else codec  # as every browser reads it


def _wide(content: bytes) -> str | None:
    """Return UTF-16 when every other byte is zero, as in text of the alphabet in two bytes each."""
    even, odd = content[0:200:2], content[1:200:2]
    if len(even) < 2 or content.count(0, 0, 200) == 0:
        return None
    if odd.count(0) > 0.8 * len(odd) and not even.count(0):
        return "utf-16-le"
    return "utf-16-be" if even.count(0) > 0.8 * len(even) and not odd.count(0) else None


def _guessed(content: bytes) -> str:
    """Return the encoding in which the bytes look like Danish, or else like any language."""
    sample = _around_odd_bytes(content)
    shares = {codec: _usual(sample.decode(codec, "replace")) for codec in _DANISH}
    best = max(shares, key=lambda codec: shares[codec])
    if shares[best] >= _LIKELY:
        return best
    from charset_normalizer import from_bytes  # noqa: PLC0415 - for the rare text that needs it

    found = from_bytes(sample).best()
    return found.encoding if found and found.encoding != "ascii" else "cp1252"


def _around_odd_bytes(content: bytes) -> bytes:
    """Return the first bytes from a little before the first that is not ASCII."""
    first = next((m.start() for m in re.finditer(rb"[\x80-\xff]", content)), 0)
    return content[max(0, first - 200) : first + _LOOKED_AT]


def _usual(text: str) -> float:
    others = len(_OTHER.findall(text))
    return len(_USUAL.findall(text)) / others if others else 0.0


def decoded(content: bytes, codec: str) -> str:
    """Return bytes as text; what the encoding does not know becomes lone surrogates."""
    return content.decode(codec, "surrogateescape").removeprefix("\ufeff")


def redecoded(line: str) -> str | None:
    """Return a line with lone surrogates as what its bytes look like, None when it has no bytes."""
    try:
        content = line.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return None
    return content.decode(_guessed(content), "replace")


def undecoded(text: str, name: str, first_line: int = 1) -> RecordError | None:
    """Return the error that names the first character that could not be decoded.

    `first_line` is the number of the text's first line.
    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        line = first_line + text.count("\n", 0, error.start)
        column = error.start - text.rfind("\n", 0, error.start)
        byte = ord(text[error.start]) - 0xDC00
        what = f"byte 0x{byte:02x}" if 0x80 <= byte <= 0xFF else "half a character"
        return RecordError(
            f"{name}:{line}: {what} at column {column} is not in the expected encoding; name the "
            "file's own with --encoding (such as cp1252)"
        )
    return None
