"""What was found in a shard, as JSON lines: of each article what was annotated, or why not."""

import json
from collections.abc import Iterable, Iterator, Sequence

from kg.errors import RecordError
from kg.model import Article
from kg.shards.annotate import Found
from kg.stream import annotated_from_json, annotated_line


def written(found: Iterable[Found]) -> bytes:
    """Return what was found as lines, in order."""
    return b"".join(_line(item).encode() for item in found)


def read(lines: bytes, articles: Sequence[Article]) -> Iterator[Found]:
    """Yield what `written` was given; `articles` are those of the shard.

    Raises ValueError when there are more lines than articles or fewer.
    """
    for line, article in zip(lines.splitlines(), articles, strict=True):
        record = json.loads(line)
        if "error" in record:
            error = RecordError(record["error"])
            error.given = record["given"]
            yield error
        else:
            yield annotated_from_json(record, article, article.known_as)


def _line(item: Found) -> str:
    if isinstance(item, RecordError):
        return json.dumps({"error": str(item), "given": item.given}, ensure_ascii=False) + "\n"
    return annotated_line(item)
