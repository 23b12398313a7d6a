"""Documents whose figures are written by a command: each block stands between two comments."""

import re
from pathlib import Path

from kg.errors import RunError


def with_block(text: str, name: str, found: str, path: Path) -> str:
    """Return a text with what was found between the comments of a block.

    Raises RunError, naming the file, where it does not have them once.
    """
    marks = f"<!-- {name} -->", f"<!-- end of {name} -->"
    pattern = re.compile(f"{marks[0]}.*?{marks[1]}", re.DOTALL)
    if len(pattern.findall(text)) != 1:
        raise RunError(f"{path}: expected {marks[0]} and {marks[1]}, once")
    return pattern.sub(lambda _: f"{marks[0]}\n\n{found}\n\n{marks[1]}", text)
