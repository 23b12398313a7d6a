"""Values -> cells of the CSV that `neo4j-admin database import` reads.

Texts are always quoted, so that one that is empty is told from one that is missing.
"""

from typing import Any

#: What stands between the values of a list: the unit separator, which no text needs.
BETWEEN = "\x1f"
#: The option that tells so.
DELIMITER = f"--array-delimiter=U+{ord(BETWEEN):04X}"


def quoted(text: str) -> str:
    """Return a text as a cell."""
    return '"' + text.replace('"', '""') + '"'


def cell(value: Any) -> str:
    """Return a text, a number, a truth value, a list of texts without `BETWEEN`, or None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return quoted(BETWEEN.join(value))
    return quoted(value) if isinstance(value, str) else repr(value)
