"""Values -> what file formats can hold: text, numbers and truth values."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

#: Between the items of a list that becomes one text.
SEPARATOR = "; "
# Characters that XML 1.0 cannot hold, however escaped.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def unfit(attributes: Mapping[str, Any]) -> int:
    """Count the texts that `scalars` takes characters out of."""
    return sum(bool(_NOT_XML.search(str(_scalar(value)))) for value in attributes.values())


def scalars(attributes: Mapping[str, Any]) -> dict[str, str | int | float]:
    """Return the attributes that have a value, each as text fit for XML, number or truth value."""
    return {
        name: xml_text(plain_value) if isinstance(plain_value, str) else plain_value
        for name, value in attributes.items()
        if value is not None
        for plain_value in (_scalar(value),)
    }


def xml_id(identity: str) -> str:
    """Return an id in which what XML cannot hold is escaped as in a URL."""
    return _NOT_XML.sub(lambda match: f"%{ord(match[0]):02X}", identity)


def xml_text(text: str) -> str:
    """Return a text without what XML cannot hold."""
    return _NOT_XML.sub("", text)


def text_of(value: Any) -> str:
    """Return a value as text without half characters: dates in ISO 8601, line ends as one."""
    text = value.isoformat() if isinstance(value, date) else str(value)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.encode("utf-8", "ignore").decode("utf-8")


def _scalar(value: Any) -> str | int | float:
    if isinstance(value, int | float):
        return value
    if isinstance(value, list | tuple):
        return SEPARATOR.join(str(_scalar(v)) for v in value)
    text = value.isoformat() if isinstance(value, date) else str(value)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def as_json(value: object) -> str:
    """Return what JSON has no word for as text: dates in ISO 8601."""
    return value.isoformat() if isinstance(value, date) else str(value)
