"""A part of the graph, or a networkx graph -> files, and what is to be told of them."""

import networkx as nx

from kg.export.formats import FORMATS, STREAMED, format_of
from kg.export.written import Counted, Written
from kg.graph import Held, Part, held


def write(
    graph: nx.MultiDiGraph | Part,
    path: str,
    format: str | None = None,  # noqa: A002
    language: str = "da",
) -> Written:
    """Write a graph in a format, by default the one its path ends in; tell what was written.

    `language` is that of the words on a picture: one of `kg.words.LANGUAGES`.
    A part that is streamed goes into the formats of `STREAMED` without being held; the others hold
    it. Raises UsageError for an unknown format, and where a file cannot be made.
    """
    kind = format_of(path, format)
    part = Held(graph) if isinstance(graph, nx.MultiDiGraph) else graph
    counted = Counted(part if kind in STREAMED else held(part), language)
    return counted.written(FORMATS[kind].write(counted, path))
