"""`kg schema`: the constraints, indexes and tables of the graph."""

import click

from kg.cli.options import store_option, wait_option
from kg.errors import RunError


@click.command()
@click.argument("action", type=click.Choice(("apply", "show", "check")))
@store_option
@wait_option
def schema(action: str, store: str, wait: float) -> None:
    """Make, show or check constraints, indexes and tables

    `apply` makes what is missing, and is safe to run again; `kg load` does it, too. `show` prints
    the Cypher for the kind of store, without connecting to it. `check` tells what is missing or
    wrong, with exit code 1, and changes nothing.

    \b
    kg schema apply --store neo4j://localhost
    kg schema check --store neo4j://localhost
    """
    from kg.store import engine_of, open_store
    from kg.store.schema import problems, text

    if action == "show":
        click.echo(text(engine_of(store)), nl=False)
        return
    with open_store(store, must_exist=action == "check", wait=wait) as graph:
        if action == "apply":
            graph.apply_schema()
        found = problems(graph)
    for problem in found:
        click.echo(problem)
    if found:
        raise RunError(
            f"the schema of {graph.url} is not in order: {len(found)} problems; `kg schema apply` "
            "makes what is missing"
        )
    click.echo(f"the schema of {graph.url} is in order")
