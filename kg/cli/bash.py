"""Completion for bash, imported where a shell asks for it."""

import os
import re
import shlex
from typing import Any

from click.shell_completion import (
    BashComplete,
    CompletionItem,
    add_completion_class,
    split_arg_string,
)


@add_completion_class
class Bash(BashComplete):
    """Completion for bash, which click's would get wrong for values with `=`, colons and spaces.

    Bash takes these for the ends of words. So the whole line is read, what bash takes for the word
    is completed, and a value is written as bash reads it.
    """

    source_template = """\
%(complete_func)s() {
    local IFS=$'\\n' type value
    COMPREPLY=()
    while IFS=',' read -r type value; do
        case $type in
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
            plain) COMPREPLY+=("$value"); [[ $value == *= ]] && compopt -o nospace ;;
        esac
    done < <(COMP_LINE="${COMP_LINE:0:COMP_POINT}" COMP_WORD="${COMP_WORDS[COMP_CWORD]}" \\
        %(complete_var)s=bash_complete "$1")
}
complete -o nosort -F %(complete_func)s %(prog_name)s
"""

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words of the line, and the one that is not complete."""
        line = os.environ["COMP_LINE"]
        words = split_arg_string(line)[1:]
        begun = bool(words) and (not line[-1:].isspace() or _is_open(line))
        return (words[:-1], words[-1]) if begun else (words, "")

    def format_completion(self, item: CompletionItem[Any]) -> str:
        """Return what is to stand where bash sees the word that is not complete."""
        line, word = os.environ["COMP_LINE"], os.environ.get("COMP_WORD", "")
        value = str(item.value)
        if item.type == "plain":
            before = re.search(r"^.*[=:]", (self.get_completion_args()[1]))
            kept = len(before[0]) if before and not word.startswith(("'", '"')) else 0
            value = value[kept:] if _is_open(line) else _escaped(value[kept:])
        return f"{item.type},{value}"


def _is_open(line: str) -> bool:
    """Tell whether a quotation mark is open at the end of a line."""
    try:
        shlex.split(line)
    except ValueError:
        return not line.endswith("\\")
    return False


def _escaped(value: str) -> str:
    return re.sub(r"""([\s'"\\$`&|;<>()*?\[\]!#~{}])""", r"\\\1", value)
