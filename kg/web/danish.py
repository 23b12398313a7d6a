"""The language of a page, and what comes from elsewhere in Danish: the catalogue, errors."""

import csv
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Literal, NamedTuple

from starlette.requests import Request

from kg.tables import rounded
from kg.words import LANGUAGES

What = Literal["name", "question", "parameter", "doc", "column"]
_COMMAS = str.maketrans(",.", ".,")
_Said = Literal["error", "part"]
#: Values in an error: `{}` is shown as it is, `{!}` is a part that may have Danish, `{=}` one that
#: must, `{3!}` the third of all.
_VALUE = re.compile(r"\{(\d?)([!=]?)\}")


class Piece(NamedTuple):
    """Words in a language, da or en."""

    text: str
    language: str


def language_of(request: Request) -> str:
    """Return da or en: by the address, else the cookie, else what the browser asks for first."""
    for asked in (request.query_params.get("lang"), request.cookies.get("kg_lang")):
        if asked in LANGUAGES:
            return str(asked)
    for part in request.headers.get("accept-language", "").split(","):
        code = part.partition(";")[0].strip().lower()[:2]
        if code in LANGUAGES:
            return code
    return LANGUAGES[0]


def told(what: What, key: str, english: str, language: str) -> str:
    """Return a part of the catalogue in a language; what is not there in Danish stays English."""
    return danish().get((what, key), english) if language == "da" else english


def number(value: float, language: str) -> str:
    """Return a number as people of a language write it."""
    shown = f"{value if isinstance(value, int) else rounded(value):,}".removesuffix(".0")
    return shown.translate(_COMMAS) if language == "da" else shown


def error(text: str, language: str) -> Sequence[Piece]:
    """Return an error in a language, in pieces: what an engine says has no Danish.

    An error is English; one that `errors.tsv` does not know stays so, which is told before it.
    """
    if language != "da":
        return (Piece(_sentence(text), "en"),)
    if known := _danish(text):
        return (Piece(_sentence(known[0].text), known[0].language), *known[1:])
    return Piece("Fejlen fortælles kun på engelsk: ", "da"), Piece(text, "en")


def _sentence(text: str) -> str:
    """Return a text that begins with a capital, where it begins with a word."""
    return text[:1].upper() + text[1:] if re.match(r"[^\W\d_]+ ", text) else text


@cache
def danish() -> Mapping[tuple[str, str], str]:
    """Return the Danish of what the catalogue says, by what it is and its name."""
    return {(row["what"], row["key"]): row["da"] for row in _rows("catalogue")}


@cache
def _like(what: _Said) -> Sequence[tuple[re.Pattern[str], str]]:
    """Return what errors or their parts look like, each with its Danish."""
    return [
        (
            re.compile("(.+?)".join(map(re.escape, row["key"].split("{}"))), re.DOTALL),
            row["da"],
        )
        for row in _rows("errors")
        if row["what"] == what
    ]


def _danish(text: str, what: _Said = "error") -> list[Piece]:
    """Return an error or a part of one in Danish, by the first line that it is like; else []."""
    for pattern, words in _like(what):
        if (match := pattern.fullmatch(text)) and (made := _filled(words, match.groups())):
            return made
    return []


def _filled(words: str, values: Sequence[str]) -> list[Piece]:
    """Return Danish with its values; [] where one has none and must have."""
    made, left, at = list[Piece](), iter(values), 0
    for place in _VALUE.finditer(words):
        number, mark = place.groups()
        value = values[int(number) - 1] if number else next(left)
        known = (_danish(value) or _danish(value, "part")) if mark else []
        if mark == "=" and not known:
            return []
        made += Piece(words[at : place.start()], "da"), *known
        made += [] if known else [Piece(value, "en" if mark else "da")]
        at = place.end()
    made.append(Piece(words[at:], "da"))
    return [piece for piece in made if piece.text]


def _rows(name: str) -> Sequence[Mapping[str, str]]:
    text = (resources.files("kg.web") / f"{name}.tsv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
