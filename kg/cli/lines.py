"""A line of the shell -> what it asks for.

threats since=2024-05 limit=5        a question of the catalogue, its values by name
said Joe Biden                       or in the order in which it needs them
between "Joe Biden" Israel
MATCH (p:Person) RETURN p.name;      Cypher, over several lines, to a semicolon or an empty line
:show Israel                         a command
"""

import re
from dataclasses import dataclass

from kg.catalogue import Query
from kg.errors import UsageError

#: Words that Cypher begins with; what begins with another is a question of the catalogue.
CYPHER = (
    *("MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN", "CALL", "SHOW", "CREATE", "MERGE", "DELETE"),
    *("DETACH", "SET", "REMOVE", "FOREACH", "LOAD", "USE", "EXPLAIN", "PROFILE", "DROP"),
)
_PART = re.compile(r"""(?:(\w+)=)?("[^"]*"?|'[^']*'?|\S*)""")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a question: a value, of the parameter `name` where it is given by name.

    `start` is where the value begins in the line, `quoted` whether in quotation marks.
    """

    name: str
    value: str
    start: int
    quoted: bool


def is_cypher(text: str) -> bool:
    """Tell whether a line is Cypher."""
    words = re.findall(r"\w+|\S", re.sub(r"//.*", "", text), re.ASCII)
    return bool(words) and (words[0].upper() in CYPHER or text.lstrip().startswith("//"))


def is_whole(text: str) -> bool:
    """Tell whether a line can be answered: all can but Cypher, which ends in `;` or an empty line.

    A line that is empty can.
    """
    return not is_cypher(text) or text.rstrip().endswith(";") or bool(re.search(r"\n\s*$", text))


def parts(text: str) -> list[Part]:
    """Return the values of a question, whose name comes before them, with where they stand."""
    name = re.match(r"\s*\S*", text)
    found = _PART.finditer(text, name.end() if name else 0)
    return [_part(match) for match in found if match[0]]


def _part(match: re.Match[str]) -> Part:
    quoted = match[2][:1] in {'"', "'"} and match[2] != ""
    value = match[2][1:].removesuffix(match[2][0]) if quoted else match[2]
    return Part(match[1] or "", value, match.start(2), quoted)


def values(query: Query, text: str) -> dict[str, str]:
    """Return the values that a line gives to a question, by parameter.

    Raises UsageError for more values than it can take without their names.
    """
    given = parts(text)
    by_name = {part.name: part.value for part in given if part.name}
    rest = [part.value for part in given if not part.name]
    names = [name for name in in_order(query) if name not in by_name]
    if len(names) == 1 and rest:
        return by_name | {names[0]: " ".join(rest)}
    if len(rest) > len(names):
        said = f"takes {' and '.join(names)} in this order" if names else "takes values by name"
        raise UsageError(
            f"{query.name} {said}: give others as name=value, and put a name of several words in "
            'quotation marks, as in between "Joe Biden" Israel'
        )
    return by_name | dict(zip(names, rest, strict=False))


def in_order(query: Query) -> list[str]:
    """Return the parameters that take values without their names.

    Those that must be given; where none must, the first that names an entity.
    """
    needed = [p.name for p in query.parameters if p.default is None]
    return needed or [p.name for p in query.parameters if p.type == "entity"][:1]
