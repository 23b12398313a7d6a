"""`kg completion`: real shells complete the words of `kg`."""

import os
import shutil
import subprocess
import sys

import pytest
from terminal import Typing

RUN = f"#!{sys.executable}\nfrom kg.cli import main\nmain()\n"


@pytest.fixture
def folder(tmp_path, address):
    """Return a folder with the command, a file, and links to the store's address."""
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin" / "kg"
    command.write_text(RUN, "utf-8")
    command.chmod(0o755)
    (tmp_path / "articles.jsonl").write_text("", "utf-8")
    return tmp_path


def environment(folder, address):
    return os.environ | {
        "PATH": f"{folder / 'bin'}:{os.environ['PATH']}",
        "KG_STORE": address,
        "HOME": str(folder),
    }


def answered(folder, address, *command):
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment(folder, address),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


#: A line, and the words that it has after Tab.
COMPLETED = (
    ("kg sho", ["kg", "show"]),
    ("kg query thr", ["kg", "query", "threats"]),
    ("kg query --form", ["kg", "query", "--format"]),
    ("kg query threats --format ts", ["kg", "query", "threats", "--format", "tsv"]),
    ("kg show kar", ["kg", "show", "Karen Holm"]),
    ("kg show Karen\\ Ho", ["kg", "show", "Karen Holm"]),
    ('kg show "Karen H', ["kg", "show", "Karen Holm"]),
    ("kg show Lev", ["kg", "show", "Dan Levi"]),
    ("kg show isr", ["kg", "show", "Israel"]),
    ("kg query said -p na", ["kg", "query", "said", "-p", "name="]),
    ("kg query said -p name=kar", ["kg", "query", "said", "-p", "name=Karen Holm"]),
    ('kg query said -p "name=kar', ["kg", "query", "said", "-p", "name=Karen Holm"]),
    ("kg query answers -p claims=t", ["kg", "query", "answers", "-p", "claims=true"]),
    ("kg export --predicate threa", ["kg", "export", "--predicate", "THREATENED"]),
    ("kg export --entity dan\\ l", ["kg", "export", "--entity", "Dan Levi"]),
    ("kg load arti", ["kg", "load", "articles.jsonl"]),
    ("kg status --store arti", ["kg", "status", "--store", "articles.jsonl"]),
    ("kg show zzz", ["kg", "show", "zzz"]),
)


def typed_at(at, lines):
    """Complete each line with Tab, then have its words printed in place of the command."""
    for typed, words in lines:
        at.type(f"{typed}\t \x01printf '<%s>' \n")
        at.until("".join(f"<{word}>" for word in words))
    at.type("exit\n")
    assert at.end()[0] == 0


def test_bash_completes_what_is_typed(folder, address):
    (folder / ".bashrc").write_text('eval "$(kg completion bash)"\nPS1="$ "\n', "utf-8")
    started = "cd; exec bash --rcfile .bashrc -i"
    at = Typing(None, command=("bash", "-c", started), **environment(folder, address))
    at.until("$ ")
    typed_at(at, COMPLETED)


@pytest.mark.skipif(not shutil.which("zsh"), reason="zsh is not there")
def test_zsh_completes_what_is_typed(folder, address):
    (folder / ".zshrc").write_text(
        'autoload -U compinit; compinit -u -D; eval "$(kg completion zsh)"; PS1="$ "\n', "utf-8"
    )
    started = "cd; exec zsh -i"
    at = Typing(None, command=("zsh", "-c", started), **environment(folder, address))
    at.until("$ ")
    typed_at(at, [(typed, words) for typed, words in COMPLETED[4:] if '"' not in typed])


@pytest.mark.skipif(not shutil.which("fish"), reason="fish is not there")
def test_fish_proposes_what_a_line_goes_on_with(folder, address):
    def proposed(line):
        asked = f"kg completion fish | source; complete -C '{line}'"
        return [at.split("\t")[0] for at in answered(folder, address, "fish", "-c", asked)]

    assert proposed("kg sho") == ["show"]
    assert proposed("kg show kar") == ["Karen Holm"]
    assert "name=" in proposed("kg query said -p n")
    assert proposed("kg query said -p name=kar") == ["name=Karen Holm"]
    assert "articles.jsonl" in proposed("kg load arti")
