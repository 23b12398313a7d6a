"""The catalogue in Danish: `catalogue.tsv`."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Literal

What = Literal["question", "parameter", "doc", "column"]


@cache
def danish() -> Mapping[tuple[str, str], str]:
    """Return the Danish of each question, parameter, what is said of one, and column, by name."""
    text = (resources.files("kg.web") / "catalogue.tsv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return {(row["what"], row["key"]): row["da"] for row in rows}


def told(what: What, key: str, english: str, language: str) -> str:
    """Return a part of the catalogue in a language; what is not there in Danish stays English."""
    return danish().get((what, key), english) if language == "da" else english
