"""Words for readers in Danish and English: `words.tsv`, here and in parts of kg.

Those of the graph (predicates, kinds, classes, forms) stand here, since all parts show them; those
of one part's pages stand beside its code.
"""

import csv
from collections.abc import Mapping
from functools import cache
from importlib import resources

LANGUAGES = ("da", "en")


@cache
def words(part: str = "") -> Mapping[str, Mapping[str, str]]:
    """Return every key of the graph and of a part, such as "kg.web", with its word per language."""
    text = (resources.files(part or "kg") / "words.tsv").read_text("utf-8")
    own = {row["key"]: row for row in csv.DictReader(text.splitlines(), delimiter="\t")}
    return {**words(), **own} if part else own


def word(key: str, language: str, part: str = "") -> str:
    """Return the word for a key; what has none is returned as it is."""
    return words(part).get(key, {}).get(language, key)
