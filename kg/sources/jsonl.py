"""JSON lines -> articles: one object per line, raw or annotated (see `docs/model.md`).

A raw article has `text` (split at blank lines) or `paragraphs`, and may have id, title, outlet,
published, language, url, byline and credit, or these elsewhere, as a mapping says. An annotated one
is what `kg annotate` writes.
"""

from collections.abc import Iterator

from kg.errors import RecordError
from kg.sources.articles import Item
from kg.sources.entry import Entry
from kg.sources.lines import LONGEST, numbered
from kg.sources.unread import Unread, given_as, looks_annotated, read_line


def read(entry: Entry) -> Iterator[Item | Unread]:
    """Yield the article of each line that is not blank, or the error that names the line.

    Those that look annotated are left unread.
    """
    for number, line in numbered(entry.text()):
        if line is None:
            limit = f"longer than {LONGEST >> 20} million characters, which no article is"
            yield RecordError(f"{entry.name}:{number}: {limit}; take it out")
        elif line.strip():
            yield _item(line, entry, number)


def _item(line: str, entry: Entry, number: int) -> Item | Unread:
    where = f"{entry.name}:{number}"
    try:
        text = entry.line(number, line)
    except RecordError as error:
        return given_as(line, error)
    if looks_annotated(text) and not entry.options.mapping:
        return Unread(text, where, entry)
    return read_line(text, where, entry)
