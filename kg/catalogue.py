"""cypher/*.cypher -> queries with their name, documentation, parameters and columns.

A query file begins with a header of comment lines, which this module reads:

    // What the query finds, in a sentence or two.
    // name: entity; who is meant
    // limit: integer, default 50; how many rows
    // returns: source, target, text
    // drops: text (what a table leaves out first where there is no room, in this order)

A parameter is a name, a colon, one of the types string, entity, integer, number and boolean, then
its default (JSON) and what it means; without a default it must be given. An `entity` is a name or
id, for which the query gets the id that is meant (`kg.find.arguments`). The file's name is the
query's name. One text serves every engine.
"""

import json
import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg import settings
from kg.bounds import bound
from kg.characters import tidy
from kg.errors import RunError, UsageError, did_you_mean

_NOTES = logging.getLogger(__name__)
TYPES: dict[str, type] = {
    "string": str,
    "entity": str,
    "integer": int,
    "number": float,
    "boolean": bool,
}

#: Columns without which an answer says more than is known: a table never leaves them out.
CAVEATS = ("claimed_by", "reported_by", "negated", "modality", "copy_of")

_PARAMETER = re.compile(rf"(\w+): ({'|'.join(TYPES)})(?:, default ([^;]+))?(?:; (.+))?")
_TRUE, _FALSE = {"true", "yes", "ja", "1"}, {"false", "no", "nej", "0"}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a query takes; `default` is None when it must be given."""

    name: str
    type: str
    default: str | int | float | bool | None
    doc: str

    @property
    def written(self) -> str:
        """The default as the header of a query has it (JSON); nothing where there is none."""
        return "" if self.default is None else json.dumps(self.default, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Query:
    """A query of the catalogue.

    `columns` are what it returns, in order, `drops` those that a table may leave out, the first
    one first; `text` is the Cypher without its header, which begins in that `line` of its file.
    """

    name: str
    summary: str
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    text: str
    path: Path
    drops: tuple[str, ...] = ()
    line: int = 1

    @property
    def is_own(self) -> bool:
        """Whether it is no query of kg's."""
        return self.name not in shipped()

    def arguments(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return a value for every parameter: the given one, as its type, else the default.

        Raises UsageError for a name the query does not take, a value of another type, and a
        parameter that is missing.
        """
        names = [p.name for p in self.parameters]
        for name in given:
            if name not in names:
                hint = did_you_mean(name, names, 1) or f"expected {', '.join(names) or 'none'}"
                raise UsageError(f"query {self.name} takes no parameter {name!r}: {hint}")
        return {
            p.name: _value(self.name, p, given[p.name])
            if p.name in given
            else _default(self.name, p)
            for p in self.parameters
        }


def folder() -> Path:
    """Return the folder of Cypher files.

    Inside the package when it is installed, beside it in a checkout.
    """
    here = Path(__file__).parent
    for candidate in (here / "cypher", here.parent / "cypher"):
        if candidate.is_dir():
            return candidate
    raise RunError(f"no folder cypher in {here} or {here.parent}: install kg again")


@cache
def shipped() -> dict[str, Query]:
    """Return every query of `cypher/read`, by name, in the order of the alphabet."""
    return {path.stem: parse(path) for path in sorted((folder() / "read").glob("*.cypher"))}


def load() -> dict[str, Query]:
    """Return every query, by name, in the order of the alphabet: kg's, and one's own.

    Those are the files of the folder that `KG_QUERIES` names, read once. Of one that cannot be read
    a note tells, as does the error of `get`. Raises UsageError when there is no such folder.
    """
    own, _ = _own(place) if (place := settings.own_queries()) else ({}, {})
    return dict(sorted((shipped() | own).items())) if own else shipped()


@cache
def _own(place: str) -> tuple[dict[str, Query], dict[str, UsageError]]:
    """Return the queries of a folder by name, and what is wrong with the others."""
    if not Path(place).is_dir():
        raise UsageError(f"KG_QUERIES names {place}, which is no folder: put your questions there")
    read = {path.stem: _read_own(path) for path in sorted(Path(place).glob("*.cypher"))}
    return (
        {name: query for name, query in read.items() if isinstance(query, Query)},
        {name: error for name, error in read.items() if isinstance(error, UsageError)},
    )


def _read_own(path: Path) -> Query | UsageError:
    """Return a query of one's own, or what is wrong with it, which is noted, too."""
    try:
        return _own_query(path)
    except (RunError, OSError, UnicodeDecodeError) as error:
        why = str(error) if isinstance(error, RunError) else f"{path}: cannot be read ({error})"
    _NOTES.warning("%s; the other questions are there", why)
    return UsageError(why)


def _own_query(path: Path) -> Query:
    """Read a query of one's own. Raises RunError that names the file and line."""
    query = parse(path)
    if path.stem in shipped():
        raise RunError(
            f"{path}: kg has a question {path.stem!r} already: give the file another name"
        )
    known = {p.name for p in query.parameters}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        code = re.sub(r"""//.*|'[^']*'|"[^"]*\"""", "", line)
        if stray := [name for name in re.findall(r"\$(\w+)", code) if name not in known]:
            raise RunError(
                f"{path}:{number}: ${stray[0]} is no parameter: add a line `// {stray[0]}: string; "
                "what it means` to the header"
            )
    return query


def get(name: str) -> Query:
    """Return the query with this name.

    Raises UsageError with the names that come close, or what is wrong with one's own of this name.
    """
    queries = load()
    if name not in queries and (place := settings.own_queries()):
        _, wrong = _own(place)
        if name in wrong:
            raise wrong[name]
    if name not in queries:
        hint = did_you_mean(name, queries, alike=0.4) or "`kg queries` lists them all"
        raise UsageError(f"no query {name!r}: {hint}")
    return queries[name]


def parse(path: Path) -> Query:
    """Read a query file.

    Raises RunError that names the file and line when its header is not as it should be.
    """
    lines = path.read_text("utf-8").splitlines()
    header = [line[2:].strip() for line in _header(lines)]
    summary, parameters, columns = [], [], None
    drops: tuple[str, ...] = ()
    for number, line in enumerate(header, 1):
        if match := _PARAMETER.fullmatch(line):
            parameters.append(_parameter(match, f"{path}:{number}"))
        elif line.startswith("returns: "):
            columns = _names(line)
        elif line.startswith("drops: ") and columns:
            drops = _names(line)
            if stray := [d for d in drops if d not in columns[1:] or d in CAVEATS]:
                raise RunError(
                    f"{path}:{number}: a table cannot leave out {stray[0]!r}: expected columns "
                    f"after the first, none of {', '.join(CAVEATS)}"
                )
        elif parameters or columns:
            raise RunError(
                f"{path}:{number}: {line!r} is no parameter: expected `name: type, default value; "
                "meaning`"
            )
        else:
            summary.append(line)
    if not (summary and columns):
        raise RunError(
            f"{path}:1: the header lacks "
            f"{'its columns (`// returns: a, b`)' if summary else 'a summary'}"
        )
    return Query(
        path.stem,
        " ".join(summary),
        tuple(parameters),
        columns,
        "\n".join(lines[len(header) :]).rstrip().rstrip(";"),
        path,
        drops,
        len(header) + 1,
    )


def _parameter(match: re.Match[str], where: str) -> Parameter:
    """Return the parameter that a line of a header describes. Raises RunError."""
    name, kind, default, doc = match.groups()
    try:
        value = None if default is None else json.loads(default)
    except ValueError as error:
        raise RunError(
            f'{where}: the default of {name} is {default}, expected JSON, such as 50 or ""'
        ) from error
    return Parameter(name, kind, value, doc or "")


def _names(line: str) -> tuple[str, ...]:
    """Return the names that a line of the header lists, without what explains them."""
    listed = re.sub(r"\([^)]*\)", "", line.partition(": ")[2])
    return tuple(name.strip() for name in listed.split(","))


def statements(path: str) -> list[str]:
    """Return the statements of a Cypher file under `folder()`, without comments.

    Each ends where a line ends in a semicolon.
    """
    text = (folder() / path).read_text("utf-8")
    code = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("//"))
    return [s.strip() for s in re.split(r";\s*(?:\n|$)", code) if s.strip()]


def noting(kind: str) -> str:
    """Return the query that keeps notes of a kind."""
    (text,) = statements(f"load/ledger/{kind}.cypher")
    return text


def render() -> str:
    """Return `cypher/README.md`, which lists every query."""
    rows = [
        f"| `{q.name}` | {q.summary} | {_signature(q)} | {', '.join(q.columns)} |"
        for q in shipped().values()
    ]
    return "\n".join((*_INTRODUCTION, *rows, ""))


_INTRODUCTION = (
    "# Queries",
    "",
    "Made from the headers of `read/*.cypher` by `python -m kg.catalogue`; do not edit.",
    "",
    "Run one with `kg query NAME -p parameter=value`, or paste its file into any Cypher shell.",
    "Texts are compared without regard to case; dates are ISO 8601 text, and an empty one sets no",
    "bound. `schema/` holds what the stores need before data.",
    "",
    "| query | finds | parameters | columns |",
    "|---|---|---|---|",
)


def _signature(query: Query) -> str:
    parts = (f"`{p.name}`{f' = {p.written}' if p.written else ''}" for p in query.parameters)
    return ", ".join(parts) or "-"


def _header(lines: list[str]) -> Iterator[str]:
    for line in lines:
        if not line.startswith("//"):
            return
        yield line


def _default(query: str, parameter: Parameter) -> Any:
    if parameter.default is None:
        raise UsageError(
            f"query {query} needs the parameter {parameter.name} "
            f"({parameter.doc or parameter.type}): give it as -p {parameter.name}=..."
        )
    return parameter.default


def _value(query: str, parameter: Parameter, value: Any) -> Any:
    kind = TYPES[parameter.type]
    if parameter.name in {"since", "until"}:
        return bound(str(value), last=parameter.name == "until")
    if kind is str:
        return tidy(str(value))
    if parameter.type == "boolean" and str(value).lower() in _TRUE | _FALSE:
        return str(value).lower() in _TRUE
    try:
        if parameter.type != "boolean":
            return kind(value)
    except ValueError:
        pass
    raise UsageError(
        f"query {query}: {parameter.name} is {value!r}, expected "
        f"{'true or false' if kind is bool else f'a value of type {parameter.type}'}"
    )


if __name__ == "__main__":
    (folder() / "README.md").write_text(render(), "utf-8")
