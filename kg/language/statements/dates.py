"""Work out when something was said or done.

The words around a cue and the day the article was published tell: those that name a day (`days`)
and those that name a period (`periods`).
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from kg.language.profile import Dates
from kg.language.statements.days import (
    DAYS,
    Kind,
    Named,
    Tense,
    any_of,
    filled,
    signs_of,
    weekdays,
)
from kg.language.statements.periods import PERIODS, ranges, weekday_ranges


def published_day(published: str | None, zone: str) -> date | None:
    """Return the day of an ISO 8601 date, or date and time, or None.

    A time in UTC is one of the day that it is in `zone`; any other is by the outlet's own clock.
    """
    try:
        moment = datetime.fromisoformat((published or "").replace("Z", "+00:00"))
    except ValueError:
        return None
    return (
        moment.astimezone(ZoneInfo(zone)) if moment.utcoffset() == timedelta() else moment
    ).date()


def find_day(
    text: str, published: date, words: Dates, *, cue: int = 0, tense: Tense = "past"
) -> tuple[str, str] | None:
    """Return the ISO date that the text names and the words that name it, or None.

    A period is its first and last day, as "2024-04-01/2024-04-30". Of several days the one that
    stands nearest to `cue`, an offset in the text, counts; with the tense "past" only those up to
    the day of publication do. What a word before it makes a limit ("siden mandag") names no day.
    """
    named = [
        n
        for n in _apart(_named(text, published, words, tense))
        if n.day is not None
        and (tense != "past" or n.day <= published)
        and not _limits(text, n.start, words)
    ]
    if not named:
        return None
    nearest = min(named, key=lambda n: (max(n.start - cue, cue - n.end, 0), n.start))
    return _iso(nearest, published, tense), text[nearest.start : nearest.end]


def _iso(named: Named, published: date, tense: Tense) -> str:
    """Return a day, or the first and last of a period; what is past ends with publication."""
    first, last = named.day or published, named.last or named.day or published
    if tense != "future" and first <= published:
        last = min(last, published)
    return f"{first}" if first == last else f"{first}/{last}"


def _limits(text: str, start: int, words: Dates) -> bool:
    """Tell whether a word before a day makes it the limit of something: "siden den 3. maj"."""
    between = rf"(?:\s+{any_of(words.articles | words.within)})?\s*$"
    return bool(re.search(rf"(?<!\w){any_of(words.limits)}{between}", text[:start], re.IGNORECASE))


def _apart(named: Iterable[Named]) -> Iterator[Named]:
    """Yield those that overlap with none before them."""
    covered: set[int] = set()
    for name in named:
        if covered.isdisjoint(range(name.start, name.end)):
            covered.update(range(name.start, name.end))
            yield name


def _named(text: str, published: date, words: Dates, tense: Tense) -> Iterator[Named]:
    """Yield every stretch that names a day or a period, those first that leave least open."""
    phrases, signs = _phrases(words), signs_of(text)
    known = phrases.keys() & signs
    here = {kind for sign in known for phrase, kind in phrases[sign] if phrase <= signs}
    for number in sorted(here):
        yield from KINDS[number].find(text, published, words, tense)


@lru_cache(maxsize=4)
def _phrases(words: Dates) -> dict[str, list[tuple[set[str], int]]]:
    """Return the phrases of all kinds, as their signs, each with its kind, by their longest sign.

    A text without the signs of any names no day.
    """
    found: dict[str, list[tuple[set[str], int]]] = {}
    for number, kind in enumerate(KINDS):
        for signs in map(signs_of, kind.phrases(words)):
            found.setdefault(max(sorted(signs), key=len), []).append((signs, number))
    return found


def _weekday_of(words: Dates) -> tuple[str, ...]:
    return words.weekdays


#: All that names days, what leaves least open first.
KINDS = (
    Kind(ranges, lambda words: filled(("0 {}",), words.months)),
    *DAYS,
    *PERIODS,
    Kind(weekday_ranges, _weekday_of),
    Kind(weekdays, _weekday_of),
)
