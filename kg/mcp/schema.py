"""What the graph holds, for whoever asks it in Cypher: made from the records it is made of."""

from kg.model import ENTITY_LABEL, FORMS, LABELS, MODALITIES, PREDICATES
from kg.store.evidence import MENTIONS_PROPERTIES
from kg.store.rows import ARTICLE_PROPERTIES, STATEMENT_PROPERTIES, TYPED_PROPERTIES
from kg.store.variants import ENTITY_PROPERTIES, INTERNAL

#: The patterns that every question is made of.
PATTERNS = f"""(:{ENTITY_LABEL})-[:MADE]->(:Statement)-[:TOWARD]->(:{ENTITY_LABEL})
(:Statement)-[:ABOUT]->(:{ENTITY_LABEL})  (:Statement)-[:REPORTED_BY]->(:{ENTITY_LABEL})
(:Statement)-[:`IN`]->(:Article)-[:MENTIONS]->(:{ENTITY_LABEL})
(source)-[:THREATENED]->(target)  one edge a statement, its type the predicate
(:Person)-[:HOLDS {{title, first_seen, last_seen}}]->(:{ENTITY_LABEL})
(:Place)-[:LOCATED_IN]->(:Country)  (:Article)-[:COPY_OF]->(:Article)"""


def described() -> str:
    """Return the labels, properties, edges and predicates of the graph, as Markdown."""
    quads = "\n".join(
        f"- {name}{f': {quad}' if quad else ''}" for name, (_, quad) in PREDICATES.items()
    )
    return f"""# The graph

```
{PATTERNS}
```

- {", ".join(f"`{label}`" for label in LABELS.values())} also carry `{ENTITY_LABEL}`:
  {_listed(ENTITY_PROPERTIES)}
- `Article`: {_listed(ARTICLE_PROPERTIES)}
- `Statement`: {_listed(STATEMENT_PROPERTIES)}
- an edge that is a statement: {_listed(TYPED_PROPERTIES)}
- `MENTIONS`: {_listed(MENTIONS_PROPERTIES)}
- `IMPLIES` joins an article to what it does not name: the country of a place

`form` is {_one_of(FORMS)}; `modality` is {_one_of(MODALITIES)}; `confidence` is from 0 to 1.
A statement with `reported_by` is a claim of that entity, no fact; one with `negated` says that it
is not so. Dates are text: `said_on` and `event_on` are days (2024-05-31) or the first and last of
some (2024-05-01/2024-05-31), `published` may have a time behind the day. The edge of a statement
goes to its target; without one to each topic (`target_role` is topic), without topics to its
article (article). An article that is `COPY_OF` another prints the same text: count it once.

## Predicates

{quads}
"""


def _listed(properties: tuple[str, ...]) -> str:
    return ", ".join(name for name in properties if name not in INTERNAL)


def _one_of(words: tuple[str, ...]) -> str:
    return ", ".join(words)
