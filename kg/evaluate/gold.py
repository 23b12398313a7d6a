"""Files of annotated articles -> records by article id, checked for what scoring needs.

Text and offsets may be missing.
"""

import json
from pathlib import Path
from typing import Any

from kg.errors import RunError, UsageError

Json = dict[str, Any]
_KEYS = {
    "entities": ("id", "type", "name", "mentions"),
    "roles": ("person", "title", "of"),
    "statements": ("paragraph", "source", "predicate", "cue", "target", "text"),
}


def read_gold(path: str) -> dict[str, Json]:
    """Return the annotated articles of a file of JSON lines, by id.

    Raises RunError naming the line that is not one, UsageError without a file.
    """
    try:
        lines = Path(path).read_text("utf-8-sig").split("\n")
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise RunError(
            f"{path}: not text in UTF-8 ({error.reason} at byte {error.start}); expected "
            "annotated articles as JSON lines"
        ) from error
    found: dict[str, Json] = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            record = _record(line, f"{path}:{number}")
            if record["id"] in found:
                raise RunError(
                    f"{path}:{number}: article {record['id']!r} is there twice; expected every id "
                    "once"
                )
            found[record["id"]] = record
    if not found:
        raise RunError(f"{path}: empty; expected annotated articles as JSON lines")
    return found


def _record(line: str, where: str) -> Json:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise RunError(
            f"{where}: not a whole JSON object ({error}); expected one annotated article per line"
        ) from error
    if not isinstance(record, dict) or "id" not in record:
        raise RunError(
            f"{where}: no annotated article; expected an object with id, {', '.join(_KEYS)}"
        )
    for group, keys in _KEYS.items():
        items = record.get(group)
        if not isinstance(items, list):
            raise RunError(
                f"{where}: article {record['id']!r} has no list `{group}`; expected id, "
                f"{', '.join(_KEYS)}"
            )
        for item in items:
            if not isinstance(item, dict) or (missing := [key for key in keys if key not in item]):
                raise RunError(
                    f"{where}: article {record['id']!r}: one of `{group}` lacks "
                    f"{', '.join(missing) if isinstance(item, dict) else 'all keys'}"
                )
    return record


def is_gold(path: str) -> bool:
    """Tell whether the first line of a file is an annotated article.

    False for what cannot be read as text.
    """
    try:
        with Path(path).open(encoding="utf-8-sig") as lines:
            record = json.loads(next((line for line in lines if line.strip()), "null"))
    except (OSError, ValueError):
        return False
    return isinstance(record, dict) and all(group in record for group in _KEYS)
