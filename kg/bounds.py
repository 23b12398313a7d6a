"""The first or last day that a question asks for, as people write it -> ISO 8601, or its beginning.

"2024", "2024-05" and "maj 2024" are the whole year and month. A day or month without a year is the
latest that has begun: in March "1. maj" is of last year.
"""

import re
from datetime import date, timedelta

from kg.errors import UsageError
from kg.moments import YEARS, told

_ISO = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_NAMES = (
    "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|"
    + "|".join(_MONTHS)
)
_DANISH = re.compile(rf"(?:den )?(?:(\d\d?)\.? )?({_NAMES})\.?(?: (\d{{4}}))?")
_DAYS = {"i dag": 0, "i går": 1, "i forgårs": 2}
_AGO = re.compile(r"for (\d{1,4}) (dag|dage|uge|uger) siden")
_SPAN = re.compile(r"(denne|sidste) (uge|måned)|(sidste år|i år)")
_EXPECTED = 'expected a date such as 2024, 2024-05, 2024-05-31, "1. maj", "maj 2024" or "i går"'


def bound(text: str, *, last: bool = False, today: date | None = None) -> str:
    """Return the day, month or year of a bound in ISO 8601; nothing for no bound.

    Of a week it is the Monday, or the Sunday where the bound is the `last` day. Raises UsageError
    for what cannot be a date.
    """
    said = " ".join(text.lower().split())
    if not said:
        return ""
    today = today or date.today()  # noqa: DTZ011 - the day of whoever asks
    try:
        return _iso(said) or _relative(said, today, last=last) or _danish(said, today) or _any(text)
    except (ValueError, OverflowError) as error:
        raise UsageError(f"{text!r} is no date: {_EXPECTED}") from error


def _iso(text: str) -> str:
    if not (match := _ISO.fullmatch(text)):
        return ""
    year, month, day = (int(part or 1) for part in match.groups())
    if year not in YEARS:
        raise ValueError("a year without news")
    date(year, month, day)
    return text


def _relative(text: str, today: date, *, last: bool) -> str:
    if text in _DAYS:
        return str(today - timedelta(days=_DAYS[text]))
    if match := _AGO.fullmatch(text):
        days = int(match[1]) * (7 if match[2].startswith("uge") else 1)
        return str(today - timedelta(days=days))
    if not (match := _SPAN.fullmatch(text)):
        return ""
    if match[3]:
        return str(today.year - (match[3] == "sidste år"))
    back = match[1] == "sidste"
    if match[2] == "uge":
        monday = today - timedelta(days=today.weekday() + 7 * back)
        return str(monday + timedelta(days=6 * last))
    first = today.replace(day=1)
    return str(first - timedelta(days=1) if back else first)[:7]


def _danish(text: str, today: date) -> str:
    if not (match := _DANISH.fullmatch(text)):
        return ""
    day, month = int(match[1] or 1), _MONTHS.index(match[2][:3]) + 1
    if match[3]:
        found = date(int(match[3]), month, day)
        if found.year not in YEARS:
            raise ValueError("a year without news")
    else:
        # Years enough that one of them has a 29 February.
        found = next(d for y in range(9) if (d := _in(today.year - y, month, day)) and d <= today)
    return str(found) if match[1] else str(found)[:7]


def _in(year: int, month: int, day: int) -> date | None:
    """Return a day of a year; None for 29 February where there is none. Raises ValueError."""
    date(2000, month, day)
    return None if (month, day) == (2, 29) and year % 4 else date(year, month, day)


def _any(text: str) -> str:
    return told(text)[:10]
