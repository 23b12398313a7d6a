"""Work out during which days something was said or done, where the words name no one day.

"i april", "sidst i april 2023", "sidste år", "i weekenden", "natten til torsdag", "de seneste to
uger", "for tre år siden". What begins before the words are out ("siden april") names none.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from kg.language.profile import Dates
from kg.language.statements.days import (
    SOON,
    Kind,
    Named,
    Tense,
    any_of,
    filled,
    find,
    holiday,
    with_year,
)

#: Months of a season, of a quarter and of half a year.
SEASON, QUARTER, HALF = 3, 3, 6
#: What is left of a week, month or year: "senere i år".
REST = "rest"
Days = tuple[date, date]
Found = Iterator[Named]


def ranges(text: str, published: date, words: Dates, tense: Tense) -> Iterator[Named]:
    """Yield "3.-5. maj" and "mellem den 3. og den 5. maj 2023"; one that runs back is none."""
    article = rf"(?:{any_of(words.articles)}\s+)?"
    marks, opener = any_of(words.range_marks), rf"(?:{any_of(words.range_openers)}\s+)?"
    days = rf"{opener}{article}(?P<first>\d{{1,2}})\.?\s*{marks}\s*{article}"
    month = rf"(?P<last>\d{{1,2}})\.\s*(?P<month>{any_of(words.months)})"
    for match in find(rf"{days}{month}(?:\s+(?P<year>\d{{4}}))?", text):
        number = words.months.index(match["month"].lower()) + 1
        first, last = int(match["first"]), int(match["last"])
        year = _year(match["year"], number, 1, published, tense)
        fits = 1 <= first < last <= monthrange(year, number)[1]
        span = (date(year, number, first), date(year, number, last)) if fits else (None, None)
        yield Named(*match.span(), *span)


def weekday_ranges(text: str, published: date, words: Dates, tense: Tense) -> Iterator[Named]:
    """Yield "tirsdag og onsdag" and "fra mandag til onsdag": days of one week."""
    names, marks = any_of(words.weekdays), any_of(words.range_marks)
    opener = rf"(?:{any_of(words.range_openers)}\s+)?"
    for match in find(rf"{opener}(?P<first>{names})\s*{marks}\s*(?P<last>{names})", text):
        first, last = (words.weekdays.index(match[part].lower()) for part in ("first", "last"))
        end = published + timedelta(days=(last - published.weekday()) % 7)
        end -= timedelta(days=7 if tense != "future" and end > published else 0)
        if first < last:
            yield Named(*match.span(), end - timedelta(days=last - first), end)


def _nights(text: str, published: date, words: Dates, tense: Tense) -> Found:
    """Yield "natten til torsdag", "natten mellem onsdag og torsdag" and "i nat"."""
    for phrase in words.last_night:
        for match in find(phrase, text):
            yield _over(match, (published - timedelta(days=1), published))
    weekday = any_of(words.weekdays)
    for phrase in words.nights:
        pattern = phrase.replace("{before}", weekday).replace("{}", rf"(?P<weekday>{weekday})")
        for match in find(pattern, text):
            number = words.weekdays.index(match["weekday"].lower())
            ahead = (number - published.weekday()) % 7
            back = (published.weekday() - number) % 7
            day = published + timedelta(days=ahead if tense == "future" else -back)
            yield _over(match, (day - timedelta(days=1), day))


def _months(text: str, published: date, words: Dates, tense: Tense) -> Found:
    names = rf"(?P<month>{any_of(words.months)})"
    for match in find(_in(names, words), text):
        number = words.months.index(match["month"].lower()) + 1
        yield _over(
            match, _part(match, _months_from(match, number, 1, published, words, tense), words)
        )
    for match in find(rf"{names}\s+(?P<year>\d{{4}})", text):
        number = words.months.index(match["month"].lower()) + 1
        yield _over(match, _span(int(match["year"]), number, 1))


def _seasons(text: str, published: date, words: Dates, tense: Tense) -> Found:
    names = rf"(?P<season>{any_of(words.seasons)})"
    for match in find(_in(names, words), text):
        number = words.seasons[match["season"].lower()]
        days = _months_from(match, number, SEASON, published, words, tense)
        yield _over(match, _part(match, days, words))
    for phrase, rule in words.season_phrases.items():
        for match in find(phrase.replace("{}", names), text):
            number = words.seasons[match["season"].lower()]
            year = _year(None, number, SEASON, published, "future" if rule == "after" else "past")
            days = _span(year, number, SEASON)
            if rule == "before" and days[1] >= published:
                days = _span(year - 1, number, SEASON)
            yield _over(match, days)


def _quarters(text: str, published: date, words: Dates, tense: Tense) -> Found:
    """Yield "i andet kvartal 2023" and "første halvår"."""
    ordinal = rf"(?P<number>{any_of(words.ordinals)})"
    for names, months in ((words.quarters, QUARTER), (words.halves, HALF)):
        for match in find(rf"{ordinal}\s+{any_of(names)}{_of_year(words)}", text):
            number = (words.ordinals[match["number"].lower()] - 1) * months + 1
            if number <= 12:
                yield _over(match, _months_from(match, number, months, published, words, tense))


def _relative(text: str, published: date, words: Dates, tense: Tense) -> Found:
    """Yield "i sidste uge", "i weekenden", "senere i år", "midt i sidste uge"."""
    rules = {phrase: rule.split() for phrase, rule in words.periods.items()}
    inner = {phrase: rule for phrase, rule in rules.items() if rule[1] != REST}
    for match in find(rf"(?P<part>{any_of(words.parts)})\s+(?P<phrase>{any_of(inner)})", text):
        unit, by = inner[match["phrase"].lower()]
        yield _over(match, _part(match, _unit(unit, int(by), published, tense), words))
    for match in find(rf"(?P<phrase>{any_of(rules)})", text):
        unit, by = rules[match["phrase"].lower()]
        first, last = _unit(unit, 0 if by == REST else int(by), published, tense)
        yield _over(match, (published if by == REST else first, last))


def _unit(unit: str, by: int, published: date, tense: Tense) -> Days:
    """Return the week, weekend, month or year so many away from that of publication."""
    monday = published - timedelta(days=published.weekday())
    match unit:
        case "week":
            return monday + timedelta(weeks=by), monday + timedelta(weeks=by, days=6)
        case "weekend":
            return _weekend(monday, published, by, tense)
        case "month":
            return _span(published.year, published.month + by, 1)
    return _span(published.year + by, 1, 12)


def _weekend(monday: date, published: date, by: int, tense: Tense) -> Days:
    """Return a Saturday and Sunday: the one at hand, the last that is over, the next."""
    saturday = monday + timedelta(days=5)
    if by < 0 or (by == 0 and tense != "future" and saturday > published):
        saturday -= timedelta(days=7)
    if by > 0 and saturday <= published:
        saturday += timedelta(days=7)
    return saturday, saturday + timedelta(days=1)


def _running(text: str, published: date, words: Dates, _: Tense) -> Found:
    """Yield "de seneste to uger": up to the day of publication."""
    number = rf"(?P<number>\d{{1,3}}|{any_of(words.numbers)})"
    many, one = rf"{any_of(words.running)}\s+{number}", any_of(words.running_one)
    for match in find(rf"(?:{many}|{one})\s+(?P<unit>{_units(words)})", text):
        yield _over(match, (_back(published, match, words)[0], published))


def _ago(text: str, published: date, words: Dates, _: Tense) -> Found:
    """Yield "for tre år siden": the year, or the month, that is so long ago."""
    length = rf"(?P<number>\d{{1,3}}|{any_of(words.numbers)})\s+(?P<unit>{_units(words)})"
    for phrase in words.spans:
        for match in find(re.escape(phrase).replace(r"\{\}", length), text):
            if match["unit"].lower() in words.month_units:
                yield _over(match, _back(published, match, words, words.spans[phrase]))


def _units(words: Dates) -> str:
    return any_of(_units_of(words))


def _back(published: date, match: re.Match[str], words: Dates, direction: int = -1) -> Days:
    """Return the days that are a number of units away; a unit of months is one whole."""
    number, unit = (match["number"] or "1").lower(), match["unit"].lower()
    count = direction * (int(number) if number.isdigit() else words.numbers[number])
    if unit in words.units:
        day = published + timedelta(days=count * words.units[unit])
        return day, day
    months = words.month_units[unit]
    if months == 12:
        return _span(published.year + count, 1, 12)
    return _span(published.year, published.month + count * months, months)


def _feasts(text: str, published: date, words: Dates, tense: Tense) -> Found:
    """Yield "i påsken", by its first and last day."""
    names = rf"(?P<feast>{any_of(words.feasts)})"
    for match in find(rf"(?:{any_of(words.within)}\s+)?{names}(?:\s+(?P<year>\d{{4}}))?", text):
        first, last = (
            holiday(name, match["year"], published, words, tense)
            for name in words.feasts[match["feast"].lower()].split("/")
        )
        if first and last:
            yield _over(match, (first, last))


def _numbered(text: str, published: date, words: Dates, tense: Tense) -> Found:
    """Yield "i uge 9": the week of that number in ISO 8601, of this year or the one that fits."""
    opening = rf"{any_of(words.within)}\s+{any_of(words.units)}"
    for match in find(rf"{opening}\s+(?P<number>\d{{1,2}})", text):
        number = int(match["number"])
        if 1 <= number <= 52:
            weeks = [date.fromisocalendar(published.year + n, number, 1) for n in (-1, 0, 1)]
            past = [monday for monday in weeks if monday <= published]
            ahead = [monday for monday in weeks if monday + timedelta(days=6) >= published]
            monday = ahead[0] if tense == "future" else past[-1]
            yield _over(match, (monday, monday + timedelta(days=6)))


def _decades(text: str, _published: date, words: Dates, _: Tense) -> Found:
    """Yield "i 1990'erne" and "i 90'erne"."""
    ending = rf"['’]?{any_of(words.decades)}"
    for match in find(_in(rf"(?P<only>(?:1[5-9]|20)?\d0){ending}", words, years=False), text):
        year = int(match["only"]) + (1900 if len(match["only"]) == 2 else 0)
        yield _over(match, _part(match, _span(year, 1, 120), words))


def _years(text: str, _published: date, words: Dates, _: Tense) -> Found:
    """Yield "i 2019" and "i slutningen af 2019"."""
    for match in find(_in(r"(?P<only>(?:1[5-9]|20)\d{2})", words, years=False), text):
        yield _over(match, _part(match, _span(int(match["only"]), 1, 12), words))


def _in(names: str, words: Dates, *, years: bool = True) -> str:
    """Return the pattern of "i NAME", "sidst i NAME", with a year after it where one may stand."""
    opening = rf"(?:(?P<part>{any_of(words.parts)})|{any_of(words.within)})\s+"
    return rf"{opening}{names}{_of_year(words) if years else ''}"


def _of_year(words: Dates) -> str:
    year = rf"(?P<year>\d{{4}})(?!\w)|(?P<which>{any_of(words.which_year)})"
    return rf"(?:\s+(?:{any_of(words.of)}\s+)?(?:{year}))?"


def _months_from(
    match: re.Match[str], month: int, months: int, published: date, words: Dates, tense: Tense
) -> Days:
    """Return some months from one on, in the year that the words or the tense tell."""
    if match["which"]:
        return _span(published.year + words.which_year[match["which"].lower()], month, months)
    return _span(_year(match["year"], month, months, published, tense), month, months)


def _year(year: str | None, month: int, months: int, published: date, tense: Tense) -> int:
    """Return the year of what has none: the last time it began, the next time it is not over."""
    if year:
        return int(year)
    years = [published.year + n for n in (-1, 0, 1)]
    begun = [y for y in years if _span(y, month, months)[0] <= published]
    ahead = [y for y in years if _span(y, month, months)[1] >= published]
    soon = _span(ahead[0], month, months)[0] - published <= timedelta(days=SOON)
    return ahead[0] if tense == "future" or (tense is None and soon) else begun[-1]


def _span(year: int, month: int, months: int) -> Days:
    """Return the first and last day of some months; a month may lie outside 1 to 12."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    last = month + months - 1
    end_year, end_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    return date(year, month, 1), date(end_year, end_month, monthrange(end_year, end_month)[1])


def _over(match: re.Match[str], days: Days) -> Named:
    return Named(*match.span(), *days)


def _part(match: re.Match[str], days: Days, words: Dates) -> Days:
    """Return the first, middle or last third of a period where the words say so."""
    if not match["part"]:
        return days
    third = ((days[1] - days[0]).days + 1) // 3
    number = words.parts[match["part"].lower()]
    first = days[0] + timedelta(days=number * third)
    return first, days[1] if number == 2 else first + timedelta(days=third - 1)


def _units_of(words: Dates) -> tuple[str, ...]:
    return (*words.units, *words.month_units)


def _running_phrases(words: Dates) -> list[str]:
    openings = (*words.running, *words.running_one)
    return filled([f"{opening} {{}}" for opening in openings], _units_of(words))


def _night_phrases(words: Dates) -> list[str]:
    nights = [night.replace("{before}", "") for night in words.nights]
    return [*words.last_night, *filled(nights, words.weekdays)]


#: The kinds of periods; of two that begin at one word the first counts.
PERIODS = (
    Kind(_nights, _night_phrases),
    Kind(_feasts, lambda words: words.feasts),
    Kind(_decades, lambda words: filled(("0 {}",), words.decades)),
    Kind(_months, lambda words: words.months),
    Kind(_seasons, lambda words: words.seasons),
    Kind(_quarters, lambda words: (*words.quarters, *words.halves)),
    Kind(_numbered, lambda words: filled(("{} 0",), words.units)),
    Kind(_relative, lambda words: words.periods),
    Kind(_running, _running_phrases),
    Kind(_ago, lambda words: filled(words.spans, words.month_units)),
    Kind(_years, with_year),
)
