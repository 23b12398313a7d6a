"""When an article was published: any usual form -> its day, or its moment where the outlet is.

A day stays a day. A moment without a zone is one of the outlet's, one with a zone is told by the
outlet's clock: 2024-05-09T22:30:00Z is half past midnight of the tenth in Copenhagen, so that the
first ten characters are always the day on which readers got it.
"""

import re
from datetime import date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache

#: The zone of an outlet that names none.
HOME = "Europe/Copenhagen"
#: The first newspaper is of 1605; what is outside are the zero and the end of somebody's clock.
YEARS = range(1600, 3000)
#: Nothing that tells a moment is longer.
#: Spans of time that what happens is counted in.
SPANS = ("day", "week", "month", "quarter", "year")
_LONGEST = 64
_NUMBER = re.compile(r"-?\d+(\.\d*)?")
#: A count of seconds, milliseconds, microseconds or nanoseconds since 1970 by how large it is; what
#: is smaller than the first is a year, or somebody's zero.
_SMALLEST = 10**8
_COUNTED = ((10**11, 1), (10**14, 10**3), (10**17, 10**6), (10**20, 10**9))
_ISO = re.compile(r"\d{4}-?\d\d-?\d\d([T ]\d\d.*)?")
_ZONE_APART = re.compile(r"\s+(?=(Z|[+-]\d\d:?\d\d)$)|\s*(UTC|GMT)$")
_ENGLISH = re.compile(r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b", re.IGNORECASE)
_SLASHES = re.compile(r"(\d\d?)/(\d\d?)/\d{4}")
_YEAR = re.compile(r"\b\d{4}\b")
_CLOCK = re.compile(r"\d[.:]\d\d\b")
_DAY_WORD = re.compile(r"^d\.\s*|,(?=\s*kl\b)", re.IGNORECASE)
#: The languages whose names of months and days are read in a date that no standard describes.
_LANGUAGES = ["da", "en", "nb", "sv", "de"]


def told(value: object, zone: str = HOME) -> str:
    """Return a date ("2024-05-09"), or a moment in `zone` ("2024-05-09T18:30:00+02:00").

    Read are ISO 8601 in its long and short forms, RFC 822 (feeds), seconds or parts of them since
    1970, and the dates that people write in Danish, English and the neighbours' languages. Raises
    ValueError when it is none of these, or of a year in which no news was published.
    """
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise ValueError("neither text nor a number")  # noqa: TRY004 - as of any other value
    text = str(value).strip()
    if len(text) > _LONGEST:
        raise ValueError("too long for a date")
    return _told(text, zone)


def is_zone(name: str) -> bool:
    """Tell whether there is a time zone of this name."""
    try:
        return bool(_place(name))
    except (OSError, ValueError, KeyError):
        return False


def at_home(published: str | None) -> str | None:
    """Return what an article tells of its publication, a moment in UTC by the clock of `HOME`."""
    if not published or not published.endswith(("Z", "+00:00")):
        return published
    try:
        return told(published)
    except ValueError:
        return published


def _place(zone: str) -> tzinfo:
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - the commands start without it

    return ZoneInfo(zone)


@lru_cache(1024)
def _told(text: str, zone: str) -> str:
    try:
        when = _counted(text) or _iso(text) or _mail(text) or _written(text)
    except (OverflowError, ArithmeticError) as error:
        raise ValueError(str(error)) from error
    if when is None:
        raise ValueError("no date")
    if when.year not in YEARS:
        raise ValueError(f"of the year {when.year}")
    return _local(when, _place(zone)).isoformat() if isinstance(when, datetime) else str(when)


def _local(when: datetime, place: tzinfo) -> date:
    """Return a moment by the clocks of a place, its day where they went by the sun."""
    local = when.astimezone(place) if when.tzinfo else when.replace(tzinfo=place)
    by_the_sun = (local.utcoffset() or timedelta()).seconds % 60
    return local.date() if by_the_sun else local.replace(microsecond=0)


def _counted(text: str) -> datetime | None:
    """Return the moment that a count since 1970 names, None for what is no such count."""
    if not _NUMBER.fullmatch(text) or len(text.partition(".")[0]) in {8, 14}:
        return None  # 20240509 and 20240509183000 are written dates
    if float(text) < _SMALLEST:
        raise ValueError("no count of seconds since 1970")
    for limit, parts in _COUNTED:
        if float(text) < limit:
            since = timedelta(seconds=float(text) / parts)
            return datetime(1970, 1, 1, tzinfo=timezone.utc) + since
    raise ValueError("a count of no known unit since 1970")


def _iso(text: str) -> date | None:
    from dateutil.parser import isoparse  # noqa: PLC0415 - only where dates are read

    if re.fullmatch(r"\d{14}", text):
        text = f"{text[:8]}T{text[8:]}"
    if not _ISO.fullmatch(text):
        return None
    text = _ZONE_APART.sub(lambda match: "Z" if match[2] else "", text)
    try:
        moment: datetime = isoparse(text)
    except ValueError:
        return None
    return moment if len(text) > len("2024-05-09") else moment.date()


def _mail(text: str) -> datetime | None:
    """Return the moment that a date as in mails and feeds names: "Thu, 09 May 2024 18:30 +0200"."""
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - as above

    if not (_ENGLISH.search(text) and _CLOCK.search(text) and "m" not in text[-2:].lower()):
        return None
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None


def _written(text: str) -> date | None:
    """Return what a date as people write it names; one that names no year, or two days, nothing."""
    from dateparser import parse  # noqa: PLC0415 - half a second, for dates of no standard

    slashes = _SLASHES.search(text)
    if not _YEAR.search(text) or (slashes and _names_two_days(slashes)):
        return None
    text = _DAY_WORD.sub("", text)
    settings = {"STRICT_PARSING": True, "DATE_ORDER": "DMY"}
    moment: datetime | None = parse(text, languages=_LANGUAGES, settings=settings)
    return moment if moment is None or _CLOCK.search(_dateless(text)) else moment.date()


def _dateless(text: str) -> str:
    """Return a text without a date in digits, which a clock may resemble."""
    return re.sub(r"\d\d?[./-]\d\d?[./-]\d{4}", "", text)


def _names_two_days(slashes: re.Match[str]) -> bool:
    first, second = int(slashes[1]), int(slashes[2])
    return first != second and max(first, second) <= 12
