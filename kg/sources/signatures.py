"""Who wrote an article, and which agencies delivered it, where its text tells.

"Af Ib Bak", "Af Ib Bak, Oslo" or "Ib Bak, ib@avis.dk" above the text or below it;
"/ritzau/Reuters" at its end, "KØBENHAVN (Ritzau)" or "OSLO (NTB) -" where it begins.
"""

import re
from collections.abc import Sequence

#: Agencies as they sign, in the order in which none hides another.
AGENCIES = (
    *("ritzau finans", "ritzau", "marketwire", "reuters", "afp", "ntb", "tt", "stt", "dpa", "ap"),
    *("ansa", "efe", "apa", "pa", "upi", "tass", "interfax", "xinhua", "bloomberg news"),
    *("bloomberg", "ntb-tt-ritzau"),
)
_AGENCY = "|".join(AGENCIES)
_SIGNED = rf"(?:{_AGENCY})(?:\s*[/,-]\s*(?:{_AGENCY}))*"
_AT_END = re.compile(
    rf"(?:/\s*(?P<slashed>{_SIGNED})\s*/?|\((?P<round>{_SIGNED})\))\s*\.?$", re.IGNORECASE
)
_ALONE = re.compile(rf"[/(\\.˙\s]*(?P<alone>{_SIGNED})[/)\s]*$", re.IGNORECASE)
_AT_START = re.compile(
    rf"[^\W\d_][^\n()]{{1,40}}\s\((?P<dateline>{_SIGNED})\)\s*[-–—:]?", re.IGNORECASE
)
_WORD = r"[A-ZÆØÅÉÖÄÜ][\w.'’-]*"
_NAME = rf"{_WORD}(?:[ \t]+(?:(?:von|van|de|af|la|el|bin)[ \t]+)?{_WORD}){{1,3}}"
_NAMES = rf"{_NAME}(?:(?:,| og| and)[ \t]+{_NAME}){{0,4}}"
_MAIL = r"[,(\s]*[\w.+-]+@[\w-]+\.[\w.]+\)?"
_SIGNATURE = re.compile(rf"[,\s]*/(?:{_SIGNED})?/?|[,\s]*(?:{_MAIL})")
_BYLINE = re.compile(
    rf"(?:Af:?|Tekst:|Skrevet af:?|Von|By|Av|Foto og tekst:)[ \t]+(?P<by>{_NAMES})"
    rf"(?:,[ \t]+{_WORD})?"
)
_WITH_MAIL = re.compile(rf"(?P<by>{_NAMES}){_MAIL}")
_BY = re.compile(r"(af|by|av|von|par|por|tekst|skrevet af)\b:?\s+", re.IGNORECASE)
#: A line that tells who wrote an article is no longer than this, in characters.
_LONGEST = 120


def signed_by(paragraphs: Sequence[str]) -> str:
    """Return the names that stand above or below a text as its writers', or nothing."""
    for paragraph in (*paragraphs[:3], *paragraphs[-2:]):
        line = paragraph.strip()
        if len(line) > _LONGEST:
            continue
        line = _SIGNATURE.sub("", line) if line.startswith(("Af", "Tekst", "Skrevet")) else line
        for form in (_BYLINE, _WITH_MAIL):
            if match := form.fullmatch(line.rstrip(" .")):
                return match["by"]
    return ""


def without_word(line: str) -> str:
    """Return a line of writers without the word that says that they are: "Af Ib Bak"."""
    match = _BY.match(line)
    return line[match.end() :] if match else line


def signed_for(paragraphs: Sequence[str]) -> str:
    """Return the agencies that a text names as its source, as "ritzau/Reuters", or nothing."""
    if not paragraphs:
        return ""
    last, first = paragraphs[-1].strip()[-_LONGEST:], paragraphs[0].strip()[:_LONGEST]
    found = (
        (_ALONE.fullmatch(last) if len(last) < 40 else None)
        or _AT_END.search(last)
        or _AT_START.match(first)
    )
    if not found:
        return ""
    signed = next(group for group in found.groups() if group)
    return re.sub(r"\s*[/,-]\s*", "/", signed)
