"""`kg quote`: a statement, ready to paste."""

from typing import TYPE_CHECKING, Any

import click

from kg.characters import visible
from kg.cli import proposing
from kg.cli.options import format_option, store_option
from kg.cli.tables import print_json
from kg.errors import UsageError
from kg.tables import markup_escaped

if TYPE_CHECKING:
    from kg.store.base import Store

_QUESTION = """MATCH (a)-[:MADE]->(s:Statement {id: $id})-[:`IN`]->(article:Article)
OPTIONAL MATCH (article)-[m:MENTIONS]->(a) OPTIONAL MATCH (s)-[:REPORTED_BY]->(reporter)
RETURN s.text AS text, s.form AS form, s.predicate AS predicate, s.negated AS negated,
  s.modality AS modality, s.sentence AS sentence, a.name AS who, coalesce(m.titles, []) AS roles,
  reporter.name AS reported_by, article.outlet AS outlet,
  article.published AS published, s.said_on AS said_on, article.url AS link LIMIT 1"""

_ID = "statement:"
_BEGINNING = """MATCH (s:Statement) WHERE s.id STARTS WITH $begin
RETURN s.id AS id ORDER BY id LIMIT 3"""
#: Statements that are looked at for each that is wanted: a sentence may make several, and several
#: papers print it.
_LOOKED_AT = 20
_MARKS = '”“„»«" '


@click.command()
@click.argument("statement", metavar="STATEMENT|NAME", shell_complete=proposing.names)
@click.option(
    "--last",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help="So many of what NAME said, the newest first",
)
@store_option
@format_option("text", "markdown", "json")
def quote(statement: str, store: str, last: int, format_: str) -> None:
    """Print a statement ready to paste

    STATEMENT is the id that queries show (`statement_id`), or how it begins; with a NAME it is what
    they said last, the same words once. What was said in quotation marks stands in them; anything
    else is given by the sentence that tells it. Then who, their roles in that article, the outlet,
    the day and the link.

    \b
    kg query threats --format jsonl
    kg quote statement:0123456789abcdef --format markdown
    kg quote "Mette Frederiksen" --last 3
    """
    from kg.store import open_store

    by_id = statement.lower().startswith(_ID)
    with open_store(store, must_exist=True) as graph:
        if by_id:
            found = [_statement(graph, _meant(graph, statement))]
        else:
            found = _said_by(graph, statement, last)
    if format_ == "json":
        print_json(found[0] if by_id else found)
        return
    for number, one in enumerate(found):
        if number:
            click.echo()
        _print(one, marked=format_ == "markdown")


def _meant(graph: "Store", statement: str) -> str:
    """Return the id of the one statement whose id this is, or begins. Raises UsageError."""
    begin = {"begin": statement.lower()}
    found = [row[0] for row in graph.read(_BEGINNING, begin).rows]
    if begin["begin"] in found:
        return begin["begin"]
    if len(found) > 1:
        raise UsageError(
            f"several statements in {graph.url} begin with {statement!r}, such as "
            f"{' and '.join(found[:2])}: give more of the id"
        )
    if not found:
        raise UsageError(
            f"no statement {statement!r} in {graph.url}: `kg query said -p name=NAME --format "
            "json` shows the ids of statements"
        )
    return str(found[0])


def _statement(graph: "Store", identity: str) -> dict[str, Any]:
    return graph.read(_QUESTION, {"id": identity}).records()[0]


def _said_by(graph: "Store", name: str, last: int) -> list[dict[str, Any]]:
    """Return the last statements of who is meant, of the same words the newest.

    Raises UsageError.
    """
    from kg import catalogue, find
    from kg.cli.choosing import chosen

    said = catalogue.get("said")
    values = find.arguments(graph, said, {"name": name, "limit": _LOOKED_AT * last}, chosen)
    found: dict[str, dict[str, Any]] = {}
    for row in graph.read(said.text, values).records():
        one = _statement(graph, row["statement_id"])
        found.setdefault(told(one)[0], one)
        if len(found) == last:
            break
    if not found:
        raise UsageError(f"{values['name']} said nothing that is in {graph.url}")
    return list(found.values())


def _print(found: dict[str, Any], *, marked: bool) -> None:
    said, source = told(found)
    if marked:
        said, source = (f"> {markup_escaped(line)}" for line in (said, f"— {source}"))
        source = f">\n{source}"
    else:
        source = f"— {source}"
    click.echo(f"{said}\n{source}")
    if found["link"]:
        click.echo(visible(("> <{}>" if marked else "{}").format(found["link"])))


def told(found: dict[str, Any]) -> tuple[str, str]:
    """Return the words of a statement, and who says so where and when, each on one line."""
    direct = found["form"] == "direct"
    bare = found["text"].strip(_MARKS)
    said = f"”{bare}”" if direct else found["sentence"]
    who = ", ".join((found["who"], *found["roles"]))
    if found["reported_by"] not in {None, found["who"]}:
        who += f" (told by {found['reported_by']})"
    day = (found["published"] or "")[:10]
    source = ", ".join(part for part in (who, found["outlet"], day) if part)
    return visible(" ".join(said.split())), visible(" ".join(source.split()))
