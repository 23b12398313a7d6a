"""The language of a page, and what comes from elsewhere in Danish: the catalogue, errors."""

import csv
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Literal, NamedTuple

from starlette.requests import Request

from kg.words import LANGUAGES

What = Literal["name", "question", "parameter", "doc", "column"]
_COMMAS = str.maketrans(",.", ".,")
_Said = Literal["error", "part"]
#: Values in an error: `{}` is shown as it is, `{!}` is a part that may have Danish, `{=}` one that
#: must.
_VALUE = re.compile(r"\{[!=]?\}")


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
    """Return a number as people of a language write it, a fraction with at most three digits."""
    shown = f"{value:,}" if isinstance(value, int) else f"{value:,.3f}".rstrip("0").rstrip(".")
    return shown.translate(_COMMAS) if language == "da" else shown


def error(text: str, language: str) -> Sequence[Piece]:
    """Return an error in a language, in pieces: what an engine says has no Danish.

    An error is English; one that `errors.tsv` does not know stays so, which is told before it.
    """
    if language != "da":
        return (Piece(text, "en"),)
    return _danish(text) or (Piece("Fejlen fortælles kun på engelsk: ", "da"), Piece(text, "en"))


@cache
def danish() -> Mapping[tuple[str, str], str]:
    """Return the Danish of what the catalogue says, by what it is and its name."""
    return {(row["what"], row["key"]): row["da"] for row in _rows("catalogue")}


@cache
def _like(what: _Said) -> Sequence[tuple[re.Pattern[str], Sequence[str]]]:
    """Return what errors or their parts look like, each with its Danish: words, values in turn."""
    return [
        (
            re.compile("(.+?)".join(map(re.escape, _VALUE.split(row["key"]))), re.DOTALL),
            re.split(f"({_VALUE.pattern})", row["da"]),
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


def _filled(words: Sequence[str], values: Sequence[str]) -> list[Piece]:
    """Return Danish with its values; [] where one has none and must have."""
    made, left = list[Piece](), iter(values)
    for word in words:
        if not _VALUE.fullmatch(word):
            made.append(Piece(word, "da"))
            continue
        value = next(left)
        known = [] if word == "{}" else _danish(value) or _danish(value, "part")
        if word == "{=}" and not known:
            return []
        made += known or [Piece(value, "da" if word == "{}" else "en")]
    return made


def _rows(name: str) -> Sequence[Mapping[str, str]]:
    text = (resources.files("kg.web") / f"{name}.tsv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
