"""Paths -> articles: what is there, in which format it is, and what went wrong with it."""

import gzip
import zipfile
import zlib
from collections.abc import Iterator

from kg.errors import RecordError
from kg.model import Article
from kg.sources.entry import Entry
from kg.sources.formats import ENDINGS, Item, format_in, reader
from kg.sources.markup import first_markup
from kg.sources.options import Options
from kg.sources.places import entries
from kg.sources.unread import Unread


def items(path: str, options: Options) -> Iterator[Item | Unread]:
    """Yield the articles of all that a path names, and what could not be read as RecordError.

    Lines of JSON that look annotated are left unread.
    """
    for entry in entries(path, options):
        if isinstance(entry, RecordError):
            yield entry
        else:
            yield from _read(entry)


def _read(entry: Entry) -> Iterator[Item | Unread]:
    found = False
    try:
        for item in _items(entry):
            found = True
            yield item
    except RecordError as error:
        found = True
        yield error
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        found = True
        yield RecordError(f"{entry.name}: not a whole gzip file ({error}); make it anew")
    except zipfile.BadZipFile as error:
        found = True
        yield RecordError(f"{entry.name}: not whole in its archive ({error}); make it anew")
    except UnicodeError as error:
        found = True
        said = f"not text in {entry.options.encoding or 'UTF-8'} ({error})"
        yield RecordError(f"{entry.name}: {said}; name its encoding with --encoding")
    except OSError as error:
        found = True
        yield RecordError(f"{entry.name}: {error.strerror or error}")
    if not found and not entry.may_be_empty:
        yield RecordError(f"{entry.name}: empty; expected at least one article")
    entry.sum_up()


def _items(entry: Entry) -> Iterator[Item | Unread]:
    kind = format_in(entry)
    if kind is None and entry.name != "standard input" and not entry.url:
        raise RecordError(
            f"{entry.name}: unknown kind of file; expected {', '.join(ENDINGS)} (or with .gz), or "
            "say what it holds with --from"
        )
    for item in reader(kind or "text")(entry):
        if isinstance(item, Article):
            _note_markup(item, entry)
        yield item


def _note_markup(article: Article, entry: Entry) -> None:
    """Tell of the first article of an entry with tags or entities in its text."""
    if found := first_markup(article.text):
        said = f"markup such as {found} in article {article.id} is not read; offsets count it"
        entry.note("markup", said)
