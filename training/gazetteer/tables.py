"""Read the typed sources of the gazetteer, write its tables: sorted, always the same bytes."""

import csv
import gzip
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

SOURCES = Path(__file__).parent


def rows(name: str) -> list[list[str]]:
    """Return the rows of a typed source.

    Fields are parted by semicolons, there is no header, and lines that begin with # are left out.
    """
    lines = (SOURCES / name).read_text(encoding="utf-8").splitlines()
    return [line.split(";") for line in lines if line and not line.startswith("#")]


def parts(field: str) -> list[str]:
    """Return the entries of a field."""
    return [entry.strip() for entry in field.split("|") if entry.strip()]


def joined(entries: Iterable[str], *, but: str = "") -> str:
    """Return entries as one field: each once, sorted, without the name in `but`."""
    return "|".join(sorted({entry for entry in entries if entry and entry != but}))


def write_csv(path: Path, header: str, table: Iterable[Sequence[object]]) -> int:
    """Write sorted rows under a header and return their number."""
    ordered = sorted([str(field) for field in row] for row in table)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(ordered)
    return len(ordered)


def write_tsv_gz(path: Path, header: str, table: Iterable[Sequence[object]]) -> int:
    """Write rows in the order given, packed without a time stamp, and return their number."""
    lines = ["\t".join(str(field) for field in row) for row in table]
    return write_txt_gz(path, [header, *lines]) - 1


def write_txt_gz(path: Path, lines: Sequence[str]) -> int:
    """Write lines, packed without a time stamp, and return their number."""
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", mtime=0, filename="") as file:
        file.write("\n".join([*lines, ""]).encode())
    path.write_bytes(buffer.getvalue())
    return len(lines)
