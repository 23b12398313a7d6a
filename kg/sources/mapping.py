"""Records of any shape -> records under our own names, as somebody says where each field is.

A field is found under a key, or by a path in JMESPath: `body.content`, `blocks[*].text`,
`join(' ', [lead, body])`, `'Avisen'` for the same words in each record.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from kg.errors import UsageError
from kg.lines import RawLine

#: The fields that a mapping may name.
FIELDS = RawLine.__struct_fields__


def mapped(record: Mapping[str, Any], mapping: Mapping[str, str]) -> dict[str, Any]:
    """Return a record with each field of the mapping from where the mapping says, if it is there.

    Fields that the mapping does not name stay as they are. Raises UsageError for a path that is
    none, and for a field that is not one of `FIELDS`.
    """
    found = {field: _at(path, record) for field, path in mapping.items()}
    for field, value in found.items():
        if field not in FIELDS:
            raise UsageError(f"unknown field {field!r}: expected one of {', '.join(FIELDS)}")
        if field == "text" and isinstance(value, list):
            found[field] = "\n\n".join(part for part in value if isinstance(part, str))
    return {**record, **found}


def _at(path: str, record: Mapping[str, Any]) -> Any:
    return record[path] if path in record else _compiled(path).search(record)


@lru_cache(64)
def _compiled(path: str) -> Any:
    import jmespath  # noqa: PLC0415 - only where there is a mapping

    try:
        return jmespath.compile(path)
    except (jmespath.exceptions.JMESPathError, RecursionError) as error:
        raise UsageError(
            f"{path!r} is no path to a field: expected one such as body.content"
        ) from error
