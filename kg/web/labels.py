"""The words of the pages in Danish and English: `words.tsv`."""

import csv
from functools import cache
from importlib import resources

LANGUAGES = ("da", "en")


def label(key: str, language: str) -> str:
    """Return the word for a key; what has none is returned as it is."""
    return words().get(key, {}).get(language, key)


@cache
def words() -> dict[str, dict[str, str]]:
    """Return every key with its word in each language."""
    text = (resources.files("kg.web") / "words.tsv").read_text("utf-8")
    return {row["key"]: row for row in csv.DictReader(text.splitlines(), delimiter="\t")}
