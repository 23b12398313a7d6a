"""`kg completion`: what makes a shell complete the words of `kg`."""

import click

_SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.argument("shell", type=click.Choice(_SHELLS))
def completion(shell: str) -> None:
    """Print what makes a shell complete kg

    Commands, options, files, the questions of the catalogue with their parameters, and the names in
    the graph (--store, else KG_STORE, else kg.graph).

    \b
    eval "$(kg completion bash)"                                 # into ~/.bashrc
    eval "$(kg completion zsh)"                                  # into ~/.zshrc, after compinit
    kg completion fish > ~/.config/fish/completions/kg.fish      # once
    """
    from click.shell_completion import get_completion_class

    from kg.cli import COMPLETING
    from kg.cli.bash import Bash

    made = Bash if shell == "bash" else get_completion_class(shell)
    if made is None:
        raise click.UsageError(f"no completion for {shell}")
    group = click.get_current_context().find_root().command
    click.echo(made(group, {}, "kg", COMPLETING).source())
