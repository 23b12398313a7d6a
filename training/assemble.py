"""Join the trained parts into one pipeline, measure it, and write its card."""

import json
from pathlib import Path


def assemble(work: Path, out: Path) -> None:
    raise NotImplementedError
