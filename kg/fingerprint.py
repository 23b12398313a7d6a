"""By what articles are annotated, in a few digits; told without loading any of it."""

from contextlib import suppress
from functools import lru_cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from kg import settings


@lru_cache
def fingerprint(pipeline: str | None = None) -> str:
    """Return 16 hexadecimal digits that are others whenever articles may be annotated otherwise.

    They depend on the pipeline's name and version, and on every file of a pipeline of one's own and
    of `kg.language`.
    """
    name = pipeline or settings.pipeline()
    digest = blake2b(name.encode(), digest_size=8)
    with suppress(PackageNotFoundError, ValueError):
        digest.update(version(name).encode())
    for folder in (Path(__file__).parent / "language", Path(name)):
        for file in sorted(f for f in folder.rglob("*") if f.is_file() and f.suffix != ".pyc"):
            digest.update(str(file.relative_to(folder)).encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()
