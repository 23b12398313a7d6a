"""The parts of cypher/schema/neo4j.cypher, and which of them a graph has had.

Each is recorded as a node SchemaVersion once it is applied.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache

import neo4j

from kg.catalogue import folder
from kg.errors import RunError
from kg.model import content_hash
from kg.store.evidence import TOO_OLD

#: Seconds to wait until a new index holds what the graph held before it.
INDEX_PATIENCE = 3600
#: The part since which articles are tied to all that they tell.
TIES = 4

_TITLE = re.compile(r"^// (\d+)\. (.+)$", re.MULTILINE)
_NAME = re.compile(r"CREATE (?:\w+ )?(?:CONSTRAINT|INDEX) (\w+)")

Session = Callable[[], neo4j.Session]


@dataclass(frozen=True, slots=True)
class Part:
    """A numbered part of the schema file."""

    version: int
    title: str
    statements: tuple[str, ...]

    @property
    def digest(self) -> str:
        """16 hexadecimal digits of the statements, whatever their spacing."""
        return content_hash(*(" ".join(s.split()) for s in self.statements))

    @property
    def names(self) -> list[str]:
        """The constraints and indexes that the part makes."""
        return [name for s in self.statements if (name := _made(s))]

    def missing(self, there: Collection[str], *, again: bool) -> list[str]:
        """Return the statements to run where those constraints and indexes are there.

        What makes neither is not run `again`.
        """
        return [s for s in self.statements if (_made(s) not in there if _made(s) else not again)]


@cache
def parts() -> tuple[Part, ...]:
    """Return the parts of the schema file, in order."""
    pieces = _TITLE.split((folder() / "schema/neo4j.cypher").read_text("utf-8"))[1:]
    return tuple(
        Part(int(version), title, _statements(text))
        for version, title, text in zip(*[iter(pieces)] * 3, strict=True)
    )


def _made(statement: str) -> str:
    """Return the name of the constraint or index that a statement makes, if it does."""
    match = _NAME.match(statement)
    return match[1] if match else ""


def _statements(text: str) -> tuple[str, ...]:
    code = "\n".join(line for line in text.splitlines() if not line.startswith("//"))
    return tuple(s.strip() for s in re.split(r";\s*(?:\n|$)", code) if s.strip())


def apply(session: Session) -> None:
    """Run the parts that the graph has not had, and make again what somebody dropped.

    Waits until every index is filled.

    Raises RunError when the graph has had a part that this version of kg does not know, or holds
    articles of a version that knew too few.
    """
    with session() as run:
        had, there = _recorded(run), _there(run)
        _refuse_newer(had)
        _refuse_older(run, had)
        todo = [(part, part.missing(there, again=part.version in had)) for part in parts()]
        for part, statements in todo:
            for statement in statements:
                run.run(statement).consume()
            if part.version not in had:
                record = (
                    "MERGE (v:SchemaVersion {version: $version}) "
                    "SET v.title = $title, v.digest = $digest, v.applied = datetime()"
                )
                run.run(
                    record, version=part.version, title=part.title, digest=part.digest
                ).consume()
        if any(statements for _, statements in todo):
            run.run("CALL db.awaitIndexes($seconds)", seconds=INDEX_PATIENCE).consume()


def problems(session: Session) -> list[str]:
    """Return in one line each what is wrong with the schema of the graph; none when all is well."""
    with session() as run:
        had, there = _recorded(run), _there(run)
    found = [
        f"part {p.version} ({p.title}) has not been applied"
        for p in parts()
        if p.version not in had
    ]
    found += [
        f"part {p.version} ({p.title}) was another text when it was applied"
        for p in parts()
        if had.get(p.version, p.digest) != p.digest
    ]
    found += [
        f"part {v} is unknown: a newer kg has been at work here"
        for v in sorted(had.keys() - {p.version for p in parts()})
    ]
    for name in (name for p in parts() if p.version in had for name in p.names):
        if name not in there:
            found.append(f"{name} has been dropped")
        elif there[name] != "ONLINE":
            found.append(f"{name} is {there[name].lower()}")
    return found


def applied(session: Session) -> bool:
    """Tell whether the graph has had every part.

    Raises RunError when it has had more than this version of kg knows.
    """
    with session() as run:
        had = _recorded(run)
    _refuse_newer(had)
    return all(p.version in had for p in parts())


def _recorded(run: neo4j.Session) -> dict[int, str]:
    """Return the digest of every part that the graph has had."""
    return {
        r["version"]: r["digest"]
        for r in run.run(
            "MATCH (v:SchemaVersion) RETURN v.version AS version, v.digest AS digest"
        ).data()
    }


def _there(run: neo4j.Session) -> dict[str, str]:
    """Return the state of every index; a constraint has one of its name."""
    return {r["name"]: r["state"] for r in run.run("SHOW INDEXES YIELD name, state").data()}


def _refuse_older(run: neo4j.Session, had: Collection[int]) -> None:
    untold = "MATCH (:Article)-[m:MENTIONS]->() WHERE m.variant IS NULL RETURN 1 LIMIT 1"
    if TIES not in had and run.run(untold).single() is not None:
        raise RunError(
            f"the graph {TOO_OLD} "
            "(`MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS` empties this one)"
        )


def _refuse_newer(had: dict[int, str]) -> None:
    if newer := sorted(had.keys() - {p.version for p in parts()}):
        raise RunError(
            f"the graph's schema is at part {newer[-1]}, and this kg knows up to "
            f"{parts()[-1].version}: install a newer kg"
        )
