"""What a page is before it is written: a template, what is on it, and its tables."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.errors import UsageError
from kg.view.asked import LAST_PAGE, Record

_PERIOD = re.compile(r"[0-9]{4}(-[0-9]{2})?")


@dataclass(frozen=True)
class Page:
    """A page: `tables` are what its JSON and CSV hold, the first being the one that CSV takes.

    `beside` is what only the template needs.
    """

    template: str
    title: str
    tables: dict[str, list[Record]]
    beside: dict[str, Any] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    status: int = 200


@dataclass(frozen=True)
class Ready:
    """A page that is written already, with the policy that its own scripts need."""

    html: str
    policy: str


def page_number(given: Mapping[str, str]) -> int:
    """Return which page is asked for, from 1. Raises UsageError."""
    text = given.get("page") or "1"
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:6]) <= LAST_PAGE:
        raise UsageError(f"no page {text!r}: expected a number from 1 to {LAST_PAGE}")
    return int(text)


def period_of(given: Mapping[str, str]) -> str:
    """Return the year or month that is asked for, nothing for all. Raises UsageError."""
    text = given.get("period", "")
    if text and not _PERIOD.fullmatch(text):
        raise UsageError(f"no period {text!r}: expected a year or month, 2024 or 2024-05")
    return text


def required(given: Mapping[str, str], name: str) -> str:
    """Return a value that the address must give. Raises UsageError."""
    if value := given.get(name, "").strip():
        return value
    raise UsageError(f"the address lacks {name}: expected ?{name}=...")
