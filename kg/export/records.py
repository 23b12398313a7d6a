"""Records -> a list in JSON, one record a line, written as they come."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from kg.export.plain import as_json


def line(record: Mapping[str, Any]) -> str:
    """Return a record as JSON on one line, without its end."""
    return json.dumps(record, ensure_ascii=False, default=as_json)


def write_list(file: TextIO, records: Iterable[Mapping[str, Any]]) -> None:
    """Write records as a list."""
    begun = False
    for record in records:
        file.write((",\n" if begun else "[\n") + line(record))
        begun = True
    file.write("\n]" if begun else "[]")
