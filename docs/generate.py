"""Write the documents that are made from the program.

They are docs/cli.md from the commands, docs/queries.md and cypher/README.md from the catalogue.

python docs/generate.py           write them
python docs/generate.py --check   exit with 1 when one of them is stale
"""  # noqa: INP001

import sys
from pathlib import Path

import click

from kg import catalogue
from kg.cli import COMMANDS, main

ROOT = Path(__file__).parent.parent
_WIDTH = 110


def cli() -> str:
    """Return docs/cli.md: the help text of every command."""
    context = click.Context(main, info_name="kg", terminal_width=_WIDTH, **main.context_settings)
    parts = [
        "# Commands",
        "",
        "Made from the commands' own help by `make docs`; do not edit.",
        "",
        *_block(main.get_help(context)),
    ]
    for name in COMMANDS:
        command = main.get_command(context, name)
        if command is None:
            raise SystemExit(f"kg {name} is listed but is no command")
        parts += [
            "",
            f"## kg {name}",
            "",
            *_block(
                command.get_help(
                    click.Context(command, info_name=name, parent=context, terminal_width=_WIDTH)
                )
            ),
        ]
    return "\n".join((*parts, "", *_EXIT_CODES, ""))


def queries() -> str:
    """Return docs/queries.md: what every query finds, takes and gives, and its Cypher."""
    parts = [
        "# Queries",
        "",
        "Made from `cypher/read/*.cypher` by `make docs`; do not edit.",
        "",
        "Run one with `kg query NAME -p parameter=value`.",
    ]
    for query in catalogue.shipped().values():
        parts += ["", f"## {query.name}", "", query.summary, ""]
        parts += [
            f"- `{p.name}` ({p.type}{f', default `{p.written}`' if p.written else ''}): {p.doc}"
            for p in query.parameters
        ]
        parts += [
            f"- returns: {', '.join(f'`{c}`' for c in query.columns)}",
            "",
            "```cypher",
            query.text,
            "```",
        ]
    return "\n".join((*parts, ""))


#: Each generated document, from the repository's root, with what makes it.
DOCUMENTS = {"docs/cli.md": cli, "docs/queries.md": queries, "cypher/README.md": catalogue.render}

_EXIT_CODES = (
    "## Exit codes",
    "",
    "| code | meaning |",
    "|---|---|",
    "| 0 | everything was done |",
    "| 1 | the database refused, or there is no sense in going on |",
    "| 2 | the command asks for something that cannot be |",
    (
        "| 3 | done, but some article could not be read and was left out; "
        "a line on standard error says which and why |"
    ),
    (
        "| 130, 143 | interrupted, told to end; "
        "`kg load` and `kg annotate` have kept what was read so far |"
    ),
)


def _block(text: str) -> list[str]:
    return ["```", *(line.rstrip() for line in text.splitlines()), "```"]


def stale() -> list[str]:
    """Return the documents that are not what the program would write now."""
    return [
        path
        for path, render in DOCUMENTS.items()
        if not (ROOT / path).exists() or (ROOT / path).read_text("utf-8") != render()
    ]


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(f"stale: {', '.join(old)}; run `make docs`" if (old := stale()) else 0)
    for path, render in DOCUMENTS.items():
        (ROOT / path).write_text(render(), "utf-8")
