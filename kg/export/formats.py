"""The formats, by name."""

from collections.abc import Callable
from dataclasses import dataclass

from kg.errors import UsageError
from kg.export.cypher import write_cypher
from kg.export.cytoscape import write_cytoscape
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
    graph = part.graph()
    beside = {n for n, label in graph.nodes(data="label") if label in {"Statement", "Article"}}
    joins = sum(
        "statement_id" not in data and (source in beside or target in beside)
        for source, target, data in graph.edges(data=True)
    )
    part.leave_out("statements and articles as dots (lines tell them)", nodes=len(beside))
    part.leave_out("edges between these", edges=joins)
    return write_picture(graph, path)


FORMATS: dict[str, Format] = {
    "graphml": Format(write_graphml, ".graphml", "Gephi, yEd, igraph, networkx"),
    "gexf": Format(write_gexf, ".gexf", "Gephi"),
    "json": Format(write_node_link, ".json", "D3, networkx"),
    "html": Format(_picture, ".html", "a browser"),
    "csv": Format(write_gephi, ".csv", "Gephi, spreadsheets"),
    "neo4j": Format(write_neo4j, ".neo4j", "neo4j-admin database import"),
    "cypher": Format(write_cypher, ".cypher", "cypher-shell"),
    "parquet": Format(write_parquet, ".parquet", "pandas, DuckDB, Spark"),
    "turtle": Format(write_turtle, ".ttl", "stores of RDF"),
    "ftm": Format(write_ftm, ".ftm", "Aleph and others that read FollowTheMoney"),
    "cytoscape": Format(write_cytoscape, ".cyjs", "Cytoscape"),
    "jsonl": Format(write_json_lines, ".jsonl", "a program of your own"),
}
#: Those that are written without holding the graph.
STREAMED = {"csv", "neo4j", "cypher", "turtle", "ftm", "jsonl"}


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
