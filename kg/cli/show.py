"""`kg show`: all there is to see of one name."""

from collections.abc import Mapping, Sequence
from typing import Any

import click

from kg.characters import visible
from kg.cli import proposing
from kg.cli.options import format_option, store_option, width_option
from kg.cli.tables import FORMATS, print_json, print_rows
from kg.tables import markup_escaped

Record = Mapping[str, Any]
_DEALT = ("name", "statements", "cooperation", "conflict", "id")
_SAID = ("predicate", "to", "text", "but", "confidence", "outlet", "id")
#: What is shown of each table to people, and its heading; other formats have all.
_SHOWN: dict[str, tuple[str, tuple[str, ...]]] = {
    "held": ("Roles", ("title", "of_name", "first_seen", "last_seen")),
    "holders": ("Who holds roles there", ("person_name", "title", "first_seen", "last_seen")),
    "dealt_with": ("Deals with", _DEALT),
    "dealt_by": ("Is dealt with by", _DEALT),
    "together": ("Named together with", ("name", "articles", "id")),
    "timeline": ("By month", ("month", "statements", "cooperation", "conflict")),
    "made": ("What they say and do", ("day", *_SAID)),
    "about": ("What is said and done to and about them", ("day", "by", *_SAID)),
}
#: Months that people are shown.
_MONTHS = 12


@click.command()
@click.argument("name", shell_complete=proposing.names)
@click.option(
    "--table",
    type=click.Choice(tuple(_SHOWN)),
    help="Only this part  [default: all; made in csv and tsv]",
)
@click.option(
    "--page",
    type=click.IntRange(1, 2000),
    default=1,
    show_default=True,
    metavar="N",
    help="Which 25 of the statements, the newest first",
)
@store_option
@format_option(*FORMATS)
@width_option("tables")
def show(
    name: str, table: str | None, page: int, store: str, format_: str, width: int | None
) -> None:
    """Show a person, country, organisation or place

    NAME is a name as people write it, or an id. Names, roles in time, whom they deal with and are
    named together with, how much by month, and the statements by and about them: to whom (or about
    whom, in brackets), what limits it (a denial, a plan, a claim of somebody), how sure it is and
    where it stood. `kg quote` and `kg explain` take the ids of the statements.

    \b
    kg show "Joe Biden"
    kg show "mette frederiksen" --table made --page 2
    kg show Israel --format json
    kg show Israel --table dealt_with --format csv
    """
    from kg.cli.choosing import chosen
    from kg.store import open_store
    from kg.view import Asked, entity, statements_of
    from kg.view.asked import question

    with open_store(store, must_exist=True) as graph:
        asked = Asked(graph, store)
        seen = entity(asked, chosen(graph, name), "made", page)
        found = seen.entities[0]
        about, more = statements_of(asked, found["id"], "about", page)
    seen_tables = seen.tables | {"made": seen.tables["statements"], "about": about}
    further = {side for side, is_so in (("made", seen.more), ("about", more)) if is_so}
    if format_ in {"csv", "tsv"}:
        table = table or "made"
    tables = {n: seen_tables[n] for n in _SHOWN if table in {None, n}}
    if format_ in {"table", "markdown"}:
        _print_head(found, marked=format_ == "markdown")
        _print_tables(tables, page, further, format_, width)
    elif format_ == "json":
        print_json(tables[table] if table else {"entity": found} | tables)
    elif format_ == "jsonl":
        for part, rows in tables.items():
            if rows:
                print_rows(*_cells([{"table": part} | row for row in rows]), format_)
    else:
        print_rows(*_cells(tables[str(table)], question(str(table)).columns), format_)


def _print_head(entity: Record, *, marked: bool) -> None:
    """Print what is told of an entity before its tables."""
    others = [n for n in entity["names"] if n != entity["name"]]
    parts = (entity["id"].partition(":")[0], entity["code"] or entity["country"])
    lines = [f"{entity['name']} ({entity['id']}), {', '.join(part for part in parts if part)}"]
    lines += [f"also {', '.join(others)}"] if others else []
    for line in map(visible, lines):
        click.echo(f"{markup_escaped(line)}  " if marked else line)


def _print_tables(
    tables: Mapping[str, list[Any]], page: int, further: set[str], format_: str, width: int | None
) -> None:
    for name, rows in tables.items():
        heading, columns = _SHOWN[name]
        if rows:
            click.echo(f"\n## {heading}\n" if format_ == "markdown" else f"\n{heading}:")
            shown = rows[-_MONTHS:] if name == "timeline" else map(_readable, rows)
            print_rows(*_cells(list(shown), columns), format_, width=width, drops=("id",))
        if name in further:
            click.echo(f"There are more: --table {name} --page {page + 1}")
    if not any(tables.values()):
        click.echo(f"There is nothing{f' on page {page}' if page > 1 else ''}.")


def _readable(row: Record) -> Record:
    """Return a row with days for times; of a statement also to or about whom, and what limits it.

    That is whether it is negated or no fact, and who claims it.
    """
    days = {
        name: (row[name] or "").partition("T")[0]
        for name in ("day", "first_seen", "last_seen")
        if name in row
    }
    if "predicate" not in row:
        return {**row, **days}
    limits = (
        "not" if row["negated"] else "",
        "" if row["modality"] == "asserted" else row["modality"],
        row["claimed_by_name"] and f"claimed by {row['claimed_by_name']}",
    )
    to = row["target_name"] or [f"({name})" for name in row["topic_names"]]
    told = {"by": row["source_name"], "to": to, "but": ", ".join(filter(None, limits))}
    return {**row, **days, **told}


def _cells(
    rows: Sequence[Record], columns: Sequence[str] = ()
) -> tuple[Sequence[str], list[list[Any]]]:
    """Return columns and rows: these columns, or all that rows have."""
    columns = columns or list(rows[0] if rows else ())
    return columns, [[row[column] for column in columns] for row in rows]
