"""What there is to see in a graph, as data: of a name, of two, of an article, of a statement.

    asked = Asked(store, "kg.graph")
    pair(asked, "country:IR", "country:IL").tables["statements"]

The browser (`kg.web`) and assistants (`kg.mcp`) show the same, each in its way. Everything is asked
by the Cypher of `cypher/view`, the catalogue, or a question of one's own, within limits.
"""

from kg.view.asked import Asked, NotFoundError
from kg.view.names import Seen, entity, names, pair, search, statements_of
from kg.view.own import asked_by_name, in_cypher
from kg.view.texts import Read, article, statement

__all__ = [
    "Asked",
    "NotFoundError",
    "Read",
    "Seen",
    "article",
    "asked_by_name",
    "entity",
    "in_cypher",
    "names",
    "pair",
    "search",
    "statement",
    "statements_of",
]
