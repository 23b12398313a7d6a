"""Find the words that name a day: dates, weekdays, holidays, and what counts from publication.

"7. oktober", "mandag den 3. juni", "3.5.2024"; "i mandags", "på fredag", "torsdag i sidste uge";
"juleaften"; "i går", "for to dage siden".
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from dateutil.easter import easter

from kg.language.profile import Dates

#: When something happens, as its verb tells; None where the verb leaves it open.
Tense = Literal["past", "future"] | None
_PART = re.compile(r"[^\W\d_]+|\d+")
#: Stand in phrases, and among the signs of a text, for any number and for one of four digits.
NUMBER, YEAR = "0", "0000"
#: A day without a year that is so near ahead, in days, is this year's where the verb is open.
SOON = 60


@dataclass(frozen=True, slots=True)
class Named:
    """A stretch of a text that names a day, or the first and last of some.

    With None for the day it says that its words name none.
    """

    start: int
    end: int
    day: date | None
    last: date | None = None


def signs_of(text: str) -> set[str]:
    """Return what a text shows at a glance: its words in small letters, NUMBER and YEAR."""
    signs = set(_PART.findall(text.lower()))
    numbers = [sign for sign in signs if sign.isdigit()]
    if numbers:
        signs.add(NUMBER)
        signs.update([YEAR for number in numbers if len(number) == len(YEAR)])
    return signs


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of what names days: what finds it, and phrases.

    A text that has one has all words of one of its phrases.
    """

    find: Callable[[str, date, Dates, Tense], Iterator[Named]]
    phrases: Callable[[Dates], Iterable[str]]


def with_year(_: Dates) -> tuple[str, ...]:
    """Return the phrases of a kind that is written with a year."""
    return (YEAR,)


def filled(phrases: Iterable[str], names: Iterable[str]) -> list[str]:
    """Return phrases with each of the names for their "{}"."""
    return [phrase.format(name) for phrase in phrases for name in names]


def _figures(text: str, *_: object) -> Iterator[Named]:
    """Yield "2024-05-03" and "3.5.2024"."""
    year, month, day = r"(?P<year>\d{4})", r"(?P<month>\d{1,2})", r"(?P<day>\d{1,2})"
    for pattern in (rf"{year}-{month}-{day}", rf"{day}[./-]{month}[./-]{year}"):
        for match in find(pattern, text):
            yield Named(*match.span(), _day(*(int(match[p]) for p in ("year", "month", "day"))))


def _days_back(text: str, published: date, words: Dates, _: Tense) -> Iterator[Named]:
    lower = text.lower()
    for phrase, back in words.days_back.items():
        for match in find(re.escape(phrase), text) if phrase in lower else ():
            yield Named(*match.span(), published - timedelta(days=back))


def _holidays(text: str, published: date, words: Dates, tense: Tense) -> Iterator[Named]:
    """Yield the days that have a name, as "juleaften" and "langfredag"."""
    names = any_of([*words.holidays, *words.easter])
    for match in find(rf"(?P<name>{names})(?:\s+(?P<year>\d{{4}}))?", text):
        day = holiday(match["name"].lower(), match["year"], published, words, tense)
        yield Named(*match.span(), day)


def holiday(
    name: str, year: str | None, published: date, words: Dates, tense: Tense
) -> date | None:
    """Return a holiday by its name: in a year, or in that which fits the tense."""
    if name in words.holidays:
        month, day = map(int, words.holidays[name].split("-"))
        return _nearest(year, month, day, published, tense)
    years = [int(year)] if year else [published.year + n for n in (-1, 0, 1)]
    days: list[date] = [easter(each) + timedelta(days=words.easter[name]) for each in years]
    return days[0] if year else _fitting(days, published, tense)


def _dates(text: str, published: date, words: Dates, tense: Tense) -> Iterator[Named]:
    articles, weekdays = any_of(words.articles), rf"(?P<weekday>{any_of(words.weekdays)})"
    names, year = any_of([*words.months, *words.short_months]), r"(?P<year>\d{4})(?!\w)"
    day = r"(?P<day>\d{1,2})"
    written = rf"(?:{weekdays}\s+(?:{articles}\s*)?)?{day}\.\s*(?P<month>{names})(?:\s+{year})?"
    figures = rf"(?:{weekdays}\s+)?{articles}\s*{day}/(?P<month>\d{{1,2}})(?:[\s-]+{year})?"
    for pattern in (written, figures):
        for match in find(pattern, text):
            yield Named(*match.span(), _date(match, published, words, tense))


def _date(match: re.Match[str], published: date, words: Dates, tense: Tense) -> date | None:
    """Return the day of a date; one without a year is of the year that fits weekday and tense."""
    name = match["month"].lower()
    month = (
        int(name) if name.isdigit() else words.months.index(words.short_months.get(name, name)) + 1
    )
    weekday = words.weekdays.index(match["weekday"].lower()) if match["weekday"] else None
    return _nearest(match["year"], month, int(match["day"]), published, tense, weekday)


def _nearest(
    year: str | None,
    month: int,
    day: int,
    published: date,
    tense: Tense,
    weekday: int | None = None,
) -> date | None:
    """Return the day of a month and a day: of a year, or of that which fits weekday and tense."""
    if year:
        return _day(int(year), month, day)
    days = [d for n in (-1, 0, 1) if (d := _day(published.year + n, month, day))]
    days = [d for d in days if d.weekday() == weekday] or days
    return _fitting(days, published, tense)


def _fitting(days: list[date], published: date, tense: Tense) -> date | None:
    """Return of days in order that which fits: the last one past, or the next where it may be."""
    farthest = {"past": published, "future": date.max, None: published + timedelta(days=SOON)}
    ahead = [d for d in days if published < d <= farthest[tense]]
    return ahead[0] if ahead else max((d for d in days if d <= published), default=None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _counted(text: str, published: date, words: Dates, _: Tense) -> Iterator[Named]:
    """Yield what "for to dage siden" and "om en uge" name."""
    length = rf"(?P<number>\d{{1,3}}|{any_of(words.numbers)})\s+(?P<unit>{any_of(words.units)})"
    for phrase, direction in words.spans.items():
        for match in find(re.escape(phrase).replace(r"\{\}", length), text):
            number = match["number"].lower()
            count = int(number) if number.isdigit() else words.numbers[number]
            days = direction * count * words.units[match["unit"].lower()]
            yield Named(*match.span(), published + timedelta(days=days))


def weekdays(text: str, published: date, words: Dates, tense: Tense) -> Iterator[Named]:
    """Yield the weekdays that stand alone."""
    yield from _with_weekday(text, published, words, tense, {"{}": "bare"})


def _weekday_phrases(text: str, published: date, words: Dates, tense: Tense) -> Iterator[Named]:
    yield from _with_weekday(text, published, words, tense, words.weekday_phrases)


def _with_weekday(
    text: str, published: date, words: Dates, tense: Tense, phrases: Mapping[str, str]
) -> Iterator[Named]:
    """Yield what phrases with a weekday for "{}" name, by the rule that each has."""
    names = rf"(?P<weekday>{any_of(words.weekdays)})"
    monday = published - timedelta(days=published.weekday())
    for phrase, rule in phrases.items():
        for match in find(re.escape(phrase).replace(r"\{\}", names), text):
            number = words.weekdays.index(match["weekday"].lower())
            since, until = (
                ((published - monday).days - number) % 7,
                (number - published.weekday()) % 7,
            )
            by_rule = {
                "no day": None,
                "before": published - timedelta(days=since or 7),
                "after": published + timedelta(days=until or 7),
                "last week": monday + timedelta(days=number - 7),
                "this week": monday + timedelta(days=number),
                "next week": monday + timedelta(days=number + 7),
                "bare": published + timedelta(days=until if tense == "future" else -since),
            }
            yield Named(*match.span(), by_rule[rule])


def find(pattern: str, text: str) -> Iterator[re.Match[str]]:
    """Yield where a pattern stands as whole words, in any case."""
    return re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE)


def any_of(words: Iterable[str]) -> str:
    """Return the pattern of any of the words, the longest first."""
    return _any_of(tuple(words))


@lru_cache(maxsize=256)
def _any_of(words: tuple[str, ...]) -> str:
    return f"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})"


def _beside_numbers(words: Dates) -> tuple[str, ...]:
    """Return what a date has besides numbers: a month, or the word before it."""
    return (*words.months, *words.short_months, *words.articles)


#: All that names a day but weekdays alone, what leaves least open first.
DAYS = (
    Kind(_figures, with_year),
    Kind(_dates, lambda words: filled(("0 {}",), _beside_numbers(words))),
    Kind(_holidays, lambda words: (*words.holidays, *words.easter)),
    Kind(_days_back, lambda words: words.days_back),
    Kind(_counted, lambda words: filled(words.spans, words.units)),
    Kind(_weekday_phrases, lambda words: filled(words.weekday_phrases, words.weekdays)),
)
