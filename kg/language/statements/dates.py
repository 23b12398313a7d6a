"""Work out on which day something was said or done.

The words around a cue and the day the article was published tell.

Understood: weekdays ("torsdag", the last one up to the day of publication), "i går" and its kin,
and dates ("7. oktober", "den 3. maj 2024"). A date without a year is the last one not after
publication.
"""

import re
from datetime import date, timedelta

from kg.language.profile import Dates


def published_day(published: str | None) -> date | None:
    """Return the day of an ISO 8601 date or date and time, or None."""
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def find_day(text: str, published: date, words: Dates) -> tuple[str, str] | None:
    """Return the ISO date that the text names and the words that name it, or None.

    The first that is understood counts.
    """
    months, weekdays = words.months, words.weekdays
    if match := re.search(
        rf"\b(\d{{1,2}})\.\s*({'|'.join(months)})(?:\s+(\d{{4}}))?\b", text, re.IGNORECASE
    ):
        day, month = int(match[1]), months.index(match[2].lower()) + 1
        years = [int(match[3])] if match[3] else [published.year, published.year - 1]
        for year in years:
            if (found := _date(year, month, day)) and (match[3] or found <= published):
                return found.isoformat(), match[0]
    for phrase, back in words.days_back.items():
        if match := re.search(rf"\b{phrase}\b", text, re.IGNORECASE):
            return (published - timedelta(days=back)).isoformat(), match[0]
    if match := re.search(rf"\b({'|'.join(weekdays)})\b", text, re.IGNORECASE):
        back = (published.weekday() - weekdays.index(match[1].lower())) % 7
        return (published - timedelta(days=back)).isoformat(), match[0]
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
