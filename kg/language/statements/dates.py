"""Work out on which day something was said or done.

The words around a cue and the day the article was published tell: dates ("7. oktober", "mandag den
3. juni", "den 17. maj 2024"), weekdays ("tirsdag", "i mandags", "på fredag", "næste onsdag",
"torsdag i sidste uge"), and what counts from the day of publication ("i går", "for to dage siden").
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from kg.language.profile import Dates

#: When something happens, as its verb tells; None where the verb leaves it open.
Tense = Literal["past", "future"] | None
#: A day without a year that is so near ahead, in days, is this year's where the verb is open.
SOON = 60


@dataclass(frozen=True, slots=True)
class Named:
    """A stretch of a text that names a day, or with None says that its weekday names none."""

    start: int
    end: int
    day: date | None


def published_day(published: str | None, zone: str) -> date | None:
    """Return the day of an ISO 8601 date, or the day in a time zone of a date and time, or None.

    A time without a zone is one of that zone.
    """
    try:
        moment = datetime.fromisoformat((published or "").replace("Z", "+00:00"))
    except ValueError:
        return None
    return (moment.astimezone(ZoneInfo(zone)) if moment.tzinfo else moment).date()


def find_day(
    text: str, published: date, words: Dates, *, cue: int = 0, tense: Tense = "past"
) -> tuple[str, str] | None:
    """Return the ISO date that the text names and the words that name it, or None.

    Of several days the one that stands nearest to `cue`, an offset in the text, counts; with the
    tense "past" only those up to the day of publication do.
    """
    named = [
        n
        for n in _apart(_named(text, published, words, tense))
        if n.day is not None and (tense != "past" or n.day <= published)
    ]
    if not named:
        return None
    nearest = min(named, key=lambda n: (max(n.start - cue, cue - n.end, 0), n.start))
    return str(nearest.day), text[nearest.start : nearest.end]


def _apart(named: Iterable[Named]) -> Iterator[Named]:
    """Yield those that overlap with none before them."""
    covered: set[int] = set()
    for name in named:
        if covered.isdisjoint(range(name.start, name.end)):
            covered.update(range(name.start, name.end))
            yield name


def _named(text: str, published: date, words: Dates, tense: Tense) -> Iterator[Named]:
    """Yield every stretch that names a day, those first that leave least open."""
    yield from _dates(text, published, words, tense)
    for phrase, back in words.days_back.items():
        for match in _find(re.escape(phrase), text):
            yield Named(*match.span(), published - timedelta(days=back))
    yield from _counted(text, published, words)
    yield from _weekdays(text, published, words, tense)


def _dates(text: str, published: date, words: Dates, tense: Tense) -> Iterator[Named]:
    articles, weekdays = _any(words.articles), rf"(?P<weekday>{_any(words.weekdays)})"
    names, year = _any([*words.months, *words.short_months]), r"(?P<year>\d{4})(?!\w)"
    day = r"(?P<day>\d{1,2})"
    written = rf"(?:{weekdays}\s+(?:{articles}\s*)?)?{day}\.\s*(?P<month>{names})(?:\s+{year})?"
    figures = rf"(?:{weekdays}\s+)?{articles}\s*{day}/(?P<month>\d{{1,2}})(?:[\s-]+{year})?"
    for pattern in (written, figures):
        for match in _find(pattern, text):
            yield Named(*match.span(), _date(match, published, words, tense))


def _date(match: re.Match[str], published: date, words: Dates, tense: Tense) -> date | None:
    """Return the day of a date; one without a year is of the year that fits weekday and tense."""
    name = match["month"].lower()
    month = (
        int(name) if name.isdigit() else words.months.index(words.short_months.get(name, name)) + 1
    )
    years = [int(match["year"])] if match["year"] else [published.year + n for n in (-1, 0, 1)]
    days = [d for year in years if (d := _day(year, month, int(match["day"])))]
    if match["year"]:
        return days[0] if days else None
    if match["weekday"]:
        number = words.weekdays.index(match["weekday"].lower())
        days = [d for d in days if d.weekday() == number] or days
    farthest = {"past": published, "future": date.max, None: published + timedelta(days=SOON)}
    ahead = [d for d in days if published < d <= farthest[tense]]
    return ahead[0] if ahead else max((d for d in days if d <= published), default=None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _counted(text: str, published: date, words: Dates) -> Iterator[Named]:
    """Yield what "for to dage siden" and "om en uge" name."""
    length = rf"(?P<number>\d{{1,3}}|{_any(words.numbers)})\s+(?P<unit>{_any(words.units)})"
    for phrase, direction in words.spans.items():
        for match in _find(re.escape(phrase).replace(r"\{\}", length), text):
            number = match["number"].lower()
            count = int(number) if number.isdigit() else words.numbers[number]
            days = direction * count * words.units[match["unit"].lower()]
            yield Named(*match.span(), published + timedelta(days=days))


def _weekdays(text: str, published: date, words: Dates, tense: Tense) -> Iterator[Named]:
    names = rf"(?P<weekday>{_any(words.weekdays)})"
    monday = published - timedelta(days=published.weekday())
    for phrase, rule in (*words.weekday_phrases.items(), ("{}", "bare")):
        for match in _find(re.escape(phrase).replace(r"\{\}", names), text):
            number = words.weekdays.index(match["weekday"].lower())
            since, until = (
                ((published - monday).days - number) % 7,
                (number - published.weekday()) % 7,
            )
            days = {
                "no day": None,
                "before": published - timedelta(days=since or 7),
                "after": published + timedelta(days=until or 7),
                "last week": monday + timedelta(days=number - 7),
                "this week": monday + timedelta(days=number),
                "next week": monday + timedelta(days=number + 7),
                "bare": published + timedelta(days=until if tense == "future" else -since),
            }
            yield Named(*match.span(), days[rule])


def _find(pattern: str, text: str) -> Iterator[re.Match[str]]:
    return re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE)


def _any(words: Iterable[str]) -> str:
    """Return the pattern of any of the words, the longest first."""
    return f"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})"
