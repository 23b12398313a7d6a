"""Reading from a Neo4j server: what its planner, too, says only reads.

It is run where nothing can be written.

Operators of a plan: https://neo4j.com/docs/cypher-manual/current/planning-and-tuning/operators/
"""

import logging
import re
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

import neo4j

from kg.errors import StoreError
from kg.store.base import Limits, Table
from kg.store.known import PROCEDURES
from kg.store.neo4j.faults import PLANNING
from kg.store.neo4j.values import plain

_READS = "r"
#: The driver would print what the server says of a query; `Table.notices` tells it.
logging.getLogger("neo4j.notifications").disabled = True
_PROCEDURE = "ProcedureCall"
_UNRECOGNISED = "UNRECOGNIZED"
#: How operators begin that read something else than the graph, or commit on their own.
_ELSEWHERE = ("LoadCSV", "Show", "Terminate", "Transaction")


def read(
    tx: neo4j.Transaction,
    text: str,
    parameters: dict[str, Any],
    limits: Limits,
    approved: set[str],
) -> Table:
    """Run a query that `kg.store.reading` let through, once the server has planned it.

    `approved` are the texts that have been planned before; this one is added.
    """
    if text not in approved:
        _require_reading(tx.run(PLANNING + text, parameters).consume())
        approved.add(text)
    result = tx.run(text, parameters)
    rows: list[tuple[Any, ...]] = []
    columns, cut = tuple(result.keys()), False
    for record in result:
        if cut := len(rows) == limits.rows:
            break
        rows.append(tuple(map(plain, record.values())))
    return Table(columns, rows, cut, tuple(_notices(result.consume())))


def _notices(summary: neo4j.ResultSummary) -> Iterator[str]:
    """Yield what the server says of names in a query that nothing in the graph has."""
    for status in summary.gql_status_objects:
        if status.is_notification and status.raw_classification == _UNRECOGNISED:
            yield status.status_description.removeprefix("warn: ")


def _require_reading(summary: neo4j.ResultSummary) -> None:
    """Raise StoreError unless a planned query only reads the graph."""
    if summary.query_type != _READS or summary.plan is None:
        _refuse("it does more than read")
    for kind, details in _operators(summary.plan):
        if kind.startswith(_ELSEWHERE):
            _refuse(f"it does not read the graph alone ({kind})")
        name = re.split(r"[(\s]", details.replace("`", ""), maxsplit=1)[0]
        if kind == _PROCEDURE and name.lower() not in PROCEDURES:
            _refuse(f"it calls the procedure {name}")


def _refuse(why: str) -> NoReturn:
    raise StoreError(f"kg only reads here, and this query is refused: by the server's plan {why}")


def _operators(plan: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the kind and the details of every operator of a plan."""
    yield plan["operatorType"].partition("@")[0], str(plan.get("args", {}).get("Details", ""))
    for child in plan.get("children", ()):
        yield from _operators(child)
