"""Find direct speech: between quotation marks, after a dash, across paragraphs.

Newspapers mark speech in three ways: "...", »...« or a dash at the start of a paragraph. A quote
that is not closed in its paragraph goes on in the next one when that opens with a mark again or
holds the mark that closes it.
"""

from kg.language.reading import Quote, Reading

OPENING, CLOSING, STRAIGHT = set("»“„”"), set("«”“"), '"'
DASHES = {"-", "–", "—"}
#: Fewer words between marks are a title or an ironic word, not speech, unless a cue stands beside
#: them.
SHORTEST_SPEECH = 3


def find_quotes(reading: Reading) -> None:
    """Fill `reading.quotes`, in order."""
    reading.quotes = sorted([*_dashed(reading), *_marked(reading)], key=lambda q: q.start)


def _dashed(reading: Reading) -> list[Quote]:
    found = []
    for number in range(len(reading.article.paragraphs)):
        start, end = reading.paragraph_bounds(number)
        if end - start > SHORTEST_SPEECH and reading.doc[start].text in DASHES:
            found.append(Quote(start + 1, end, start, end, dash=True))
        elif (
            end - start > SHORTEST_SPEECH
            and reading.doc[start].text[0] in DASHES
            and len(reading.doc[start].text) > 1
            and reading.doc[start].text[1].isupper()
        ):
            found.append(Quote(start, end, start, end, dash=True))
    return found


def _marked(reading: Reading) -> list[Quote]:
    found: list[Quote] = []
    opened: int | None = None
    for number in range(len(reading.article.paragraphs)):
        start, end = reading.paragraph_bounds(number)
        if (opened is not None and not _carries_on(reading, start, end)) or (
            opened is not None and _is_mark(reading, start)
        ):
            found += _quote(opened, start, start)
            opened = None
        for i in range(start, end):
            text = reading.doc[i].text
            if opened is None and (text == STRAIGHT or text in OPENING):
                opened = i
            elif opened is not None and (text in CLOSING or text == STRAIGHT):
                found += _quote(opened, i, i + 1)
                opened = None
    if opened is not None:
        found += _quote(opened, len(reading.doc), len(reading.doc))
    return found


def _is_mark(reading: Reading, token: int) -> bool:
    return token < len(reading.doc) and (
        reading.doc[token].text == STRAIGHT or reading.doc[token].text in OPENING
    )


def _carries_on(reading: Reading, start: int, end: int) -> bool:
    """Tell whether an open quote goes on in the paragraph.

    It opens again there, or closes what was open.
    """
    marks = [
        t.text
        for t in reading.doc[start:end]
        if t.text == STRAIGHT or t.text in OPENING or t.text in CLOSING
    ]
    return _is_mark(reading, start) or len(marks) % 2 == 1


def _quote(opened: int, end: int, closes: int) -> list[Quote]:
    return [Quote(opened + 1, end, opened, closes)] if end - opened - 1 >= 1 else []
