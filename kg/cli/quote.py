"""`kg quote`: a statement, ready to paste."""

from typing import Any

import click

from kg.characters import visible
from kg.cli.options import format_option, store_option
from kg.cli.tables import markup_escaped, print_json
from kg.errors import UsageError

_QUESTION = """MATCH (a)-[:MADE]->(s:Statement {id: $id})-[:`IN`]->(article:Article)
OPTIONAL MATCH (article)-[m:MENTIONS]->(a) OPTIONAL MATCH (s)-[:REPORTED_BY]->(reporter)
RETURN s.text AS text, s.form AS form, s.predicate AS predicate, s.negated AS negated,
  s.modality AS modality, s.sentence AS sentence, a.name AS who, coalesce(m.titles, []) AS roles,
  reporter.name AS reported_by, article.outlet AS outlet,
  article.published AS published, s.said_on AS said_on, article.url AS link LIMIT 1"""

_MARKS = '”“„»«" '


@click.command()
@click.argument("statement")
@store_option
@format_option("text", "markdown", "json")
def quote(statement: str, store: str, format_: str) -> None:
    """Print a statement ready to paste

    STATEMENT is the id that queries show (`statement_id`). What was said in quotation marks stands
    in them; anything else is given by the sentence that tells it. Then who, their roles in that
    article, the outlet, the day and the link.

    \b
    kg query threats --format jsonl
    kg quote statement:0123456789abcdef --format markdown
    """
    from kg.store import open_store

    with open_store(store, must_exist=True) as graph:
        found = graph.read(_QUESTION, {"id": statement}).records()
    if not found:
        raise UsageError(
            f"no statement {statement!r} in {store}: `kg query said -p name=NAME --format json` "
            "shows the ids of statements"
        )
    if format_ == "json":
        print_json(found[0])
        return
    said, source = told(found[0])
    if format_ == "markdown":
        said, source = (f"> {markup_escaped(line)}" for line in (said, f"— {source}"))
        source = f">\n{source}"
    else:
        source = f"— {source}"
    click.echo(f"{said}\n{source}")
    if found[0]["link"]:
        click.echo(visible(("> <{}>" if format_ == "markdown" else "{}").format(found[0]["link"])))


def told(found: dict[str, Any]) -> tuple[str, str]:
    """Return the words of a statement, and who says so where and when, each on one line."""
    direct = found["form"] == "direct"
    bare = found["text"].strip(_MARKS)
    said = f"”{bare}”" if direct else found["sentence"]
    who = ", ".join((found["who"], *found["roles"]))
    if found["reported_by"]:
        who += f" (told by {found['reported_by']})"
    day = (found["published"] or "")[:10]
    source = ", ".join(part for part in (who, found["outlet"], day) if part)
    return visible(" ".join(said.split())), visible(" ".join(source.split()))
