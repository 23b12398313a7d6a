"""The formats, by name."""

from collections.abc import Callable
from dataclasses import dataclass

import networkx as nx

from kg.errors import UsageError
from kg.export.cypher import write_cypher
from kg.export.cytoscape import write_cytoscape
from kg.export.drawing import draw
from kg.export.ftm import write_ftm
from kg.export.gephi import write_gephi
from kg.export.gexf import write_gexf
from kg.export.graphml import write_graphml
from kg.export.json_lines import write_json_lines
from kg.export.neo4j import write_neo4j
from kg.export.node_link import write_node_link
from kg.export.parquet import write_parquet
from kg.export.picture import write_picture
from kg.export.turtle import write_turtle
from kg.export.written import Counted


@dataclass(frozen=True, slots=True)
class Format:
    """How a format is written, what its files end in, and who reads it."""

    write: Callable[[Counted, str], list[str]]
    ending: str
    readers: str


def _picture(part: Counted, path: str) -> list[str]:
    """Draw the part; statements and articles are told beside its lines."""
    return write_picture(_without_texts(part), path, part.language)


def _figure(kind: str) -> Callable[[Counted, str], list[str]]:
    """Return what draws the part as "svg", "png" or "pdf"."""

    def write(part: Counted, path: str) -> list[str]:
        seen = draw(_without_texts(part), path, kind, part.language)
        drawn = [edge for line in seen.lines() for edge in line.edges]
        loose = len(seen.names) - len(seen.whole)
        part.leave_out("names without lines", nodes=loose)
        part.leave_out("names after the strongest", nodes=len(seen.whole) - len(seen.opening))
        part.leave_out("edges that are no line between these", edges=part.taken_edges - len(drawn))
        part.statements &= {str(edge.get("statement_id")) for edge in drawn}
        return [path]

    return write


def _without_texts(part: Counted) -> nx.MultiDiGraph:
    """Return the part as a graph; that its statements and articles are no dots is noted."""
    graph = part.graph()
    beside = {n for n, label in graph.nodes(data="label") if label in {"Statement", "Article"}}
    joins = sum(
        "statement_id" not in data and (source in beside or target in beside)
        for source, target, data in graph.edges(data=True)
    )
    part.leave_out("statements and articles as dots (lines tell them)", nodes=len(beside))
    part.leave_out("edges between these", edges=joins)
    return graph


FORMATS: dict[str, Format] = {
    "graphml": Format(write_graphml, ".graphml", "Gephi, yEd, igraph, networkx"),
    "gexf": Format(write_gexf, ".gexf", "Gephi"),
    "json": Format(write_node_link, ".json", "D3, networkx"),
    "html": Format(_picture, ".html", "a browser"),
    "svg": Format(_figure("svg"), ".svg", "a report, a browser"),
    "png": Format(_figure("png"), ".png", "a report"),
    "pdf": Format(_figure("pdf"), ".pdf", "a report"),
    "csv": Format(write_gephi, ".csv", "Gephi, spreadsheets"),
    "neo4j": Format(write_neo4j, ".neo4j", "neo4j-admin database import"),
    "cypher": Format(write_cypher, ".cypher", "cypher-shell"),
    "parquet": Format(write_parquet, ".parquet", "pandas, DuckDB, Spark"),
    "turtle": Format(write_turtle, ".ttl", "stores of RDF"),
    "ftm": Format(write_ftm, ".ftm", "Aleph and others that read FollowTheMoney"),
    "cytoscape": Format(write_cytoscape, ".cyjs", "Cytoscape"),
    "jsonl": Format(write_json_lines, ".jsonl", "a program of your own"),
}
#: Those that hold the graph, to draw it.
_DRAWN = {"html", "svg", "png", "pdf"}
#: Those that are written without holding it.
STREAMED = FORMATS.keys() - _DRAWN


def format_of(path: str, format: str | None = None) -> str:  # noqa: A002
    """Return the format to write: the given one, else the one that the path ends in.

    A `.gz` after the ending is passed over. Raises UsageError for an unknown one.
    """
    if format in FORMATS:
        return format
    name = path.lower().removesuffix(".gz")
    for kind, known in FORMATS.items():
        if format is None and name.endswith(known.ending):
            return kind
    ending = format or name.rpartition(".")[2]
    raise UsageError(
        f"{path}: unknown format {ending!r}; expected a file that ends in "
        f"{', '.join(f.ending for f in FORMATS.values())}, or --format"
    )
