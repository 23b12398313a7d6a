"""What pages told of themselves when they were fetched, in a file between two runs."""

import json
from pathlib import Path

from kg.errors import UsageError
from kg.output import open_output
from kg.sources.web import Validators, Web


def read_state(path: str | None) -> dict[str, Validators]:
    """Return what each address told when it was fetched; raises UsageError for a damaged file."""
    if path is None or not Path(path).exists():
        return {}
    try:
        content = json.loads(Path(path).read_text("utf-8"))
        return {
            str(url): {str(key): str(value) for key, value in told.items()}
            for url, told in content.items()
        }
    except (OSError, ValueError, RecursionError, AttributeError) as error:
        raise UsageError(
            f"{path}: no state of feeds ({str(error)[:200]}); delete it, and all is fetched anew"
        ) from error


def kept_state(path: str, web: Web) -> None:
    """Write what each address told, those fetched now and those before."""
    with open_output(path) as file:
        json.dump({**web.seen, **web.fetched}, file, indent=1, sort_keys=True)
        file.write("\n")
