"""What a shell may complete a value with: files, names, questions and their parameters."""

import os
from contextlib import suppress

import click
from click.shell_completion import CompletionItem

from kg.errors import KgError
from kg.model import FORMS, PREDICATES
from kg.settings import DEFAULT_STORE

Items = list[CompletionItem]
#: Names that are proposed at a time.
_NAMES = 20
#: What a value may be that is either so or not.
EITHER = ("true", "false")


def files(context: click.Context, parameter: click.Parameter, typed: str) -> Items:  # noqa: ARG001
    """Propose files, by the shell itself."""
    return [CompletionItem(typed, type="file")]


def predicates(context: click.Context, parameter: click.Parameter, typed: str) -> Items:  # noqa: ARG001
    """Propose predicates."""
    return _of(PREDICATES, typed)


def forms(context: click.Context, parameter: click.Parameter, typed: str) -> Items:  # noqa: ARG001
    """Propose forms of statements."""
    return _of(FORMS, typed)


def queries(context: click.Context, parameter: click.Parameter, typed: str) -> Items:  # noqa: ARG001
    """Propose questions of the catalogue, with what they find."""
    from kg import catalogue

    found = catalogue.load().values()
    return [CompletionItem(q.name, help=q.summary) for q in found if q.name.startswith(typed)]


def names(context: click.Context, parameter: click.Parameter, typed: str) -> Items:  # noqa: ARG001
    """Propose names from the store that go on as what is typed, which the shell puts in its place.

    So where a later word of theirs goes on so, there is only the likest one.
    """
    from kg.find import begun
    from kg.store import open_store

    store = context.params.get("store") or os.environ.get("KG_STORE") or DEFAULT_STORE
    with suppress(KgError), open_store(store, must_exist=True) as graph:
        found = begun(graph, typed, _NAMES)
        whole = [(name, match) for name, match in found if match.score == 1] or found[:1]
        return [CompletionItem(name, help=match.id) for name, match in whole]
    return []


def values(context: click.Context, parameter: click.Parameter, typed: str) -> Items:
    """Propose parameters of the question (`limit=`), then the names or words that they take."""
    from kg import catalogue

    # What stands before an option without its value yet is in `args`.
    given = (context.params.get("name"), context.params.get("query"), *context.args)
    query = next((q for q in map(catalogue.load().get, map(str, given)) if q), None)
    if query is None:
        return []
    name, equals, value = typed.partition("=")
    if not equals:
        return [
            CompletionItem(f"{p.name}=", help=p.doc)
            for p in query.parameters
            if p.name.startswith(typed)
        ]
    kind = next((p.type for p in query.parameters if p.name == name), "")
    found = _of(EITHER, value) if kind == "boolean" else []
    if kind == "entity":
        found = names(context, parameter, value)
    return [CompletionItem(f"{name}={item.value}", help=item.help) for item in found]


def _of(words: tuple[str, ...] | dict[str, tuple[str, str]], typed: str) -> Items:
    return [CompletionItem(word) for word in words if word.lower().startswith(typed.lower())]
