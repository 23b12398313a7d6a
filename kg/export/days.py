"""The days of an edge: when it was said, or held."""

import re
from collections.abc import Mapping
from typing import Any

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def days(properties: Mapping[str, Any]) -> tuple[str, str] | None:
    """Return the first and last day of an edge in ISO 8601; None where none is known."""
    first, _, last = str(properties.get("said_on") or "").partition("/")
    first = first or str(properties.get("first_seen") or "")
    last = last or str(properties.get("last_seen") or "") or first
    if not (_DAY.match(first) and _DAY.match(last)):
        return None
    return first[:10], last[:10]
