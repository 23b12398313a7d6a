"""A spaCy component made from files of a folder."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.pipeline import Pipe
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.errors import RunError

if TYPE_CHECKING:
    from typing_extensions import Self

#: Documents that are read together: enough for full batches of the network.
TOGETHER = 64


class Stored(Pipe):
    """A component that is made from files of a folder, and pickled as the path of that folder."""

    def __init__(self, vocab: Vocab, name: str) -> None:
        """Make an empty component; `from_disk` fills it."""
        self.vocab, self.name = vocab, name
        self.folder: Path | None = None

    def load(self, folder: Path) -> None:
        """Read what the component needs; RunError when it is missing or broken."""
        raise NotImplementedError

    def read(self, docs: list[Doc]) -> None:
        """Set the annotation of the documents."""
        raise NotImplementedError

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one document."""
        self.ready()
        self.read([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = TOGETHER) -> Iterator[Doc]:
        """Annotate documents, many at a time, in order."""
        self.ready()
        rest = iter(stream)
        while docs := list(islice(rest, max(batch_size, 1))):
            self.read(docs)
            yield from docs

    def ready(self) -> None:
        """Raise RunError when no folder was loaded."""
        if self.folder is None:
            raise RunError(f"{self.name} has no model: load a pipeline's folder with spacy.load")

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:  # noqa: ARG002
        """Copy the component's files to a folder."""
        self.ready()
        target = Path(path)
        target.mkdir(parents=True, exist_ok=True)
        for file in self.folder.iterdir() if self.folder else ():
            (target / file.name).write_bytes(file.read_bytes())

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> "Self":  # noqa: ARG002
        """Load the component's files from a folder."""
        folder = Path(path)
        self.load(folder)
        self.folder = folder
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:  # noqa: ARG002
        """Return the path of the component's folder: its files stay where they are."""
        self.ready()
        return str(self.folder).encode()

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> "Self":  # noqa: ARG002
        """Load the component from the folder that `to_bytes` named."""
        return self.from_disk(data.decode())

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (type(self), self.vocab, self.name, self.folder)


def _restored(kind: type[Stored], vocab: Vocab, name: str, folder: Path | None) -> Stored:
    """Return a component that was pickled."""
    made = kind(vocab, name)
    return made.from_disk(folder) if folder else made
