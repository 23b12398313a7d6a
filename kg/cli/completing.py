"""What a line of the shell may go on with: commands, questions, names, labels, properties."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

from kg import catalogue
from kg.characters import visible
from kg.cli.lines import CYPHER, in_order, is_cypher, parts
from kg.cli.proposing import EITHER
from kg.find import begun
from kg.model import NODE_LABELS, PREDICATES, STRUCTURE
from kg.store.rows import ARTICLE_PROPERTIES, STATEMENT_PROPERTIES, TYPED_PROPERTIES
from kg.store.variants import ENTITY_PROPERTIES, INTERNAL

if TYPE_CHECKING:
    from kg.store.base import Store

_KEYWORDS = (
    *CYPHER[:5],
    *("WHERE", "ORDER BY", "LIMIT", "SKIP", "DISTINCT", "count", "collect", "AND", "OR", "NOT"),
)
_TYPES = ("Entity", *NODE_LABELS, *PREDICATES, *STRUCTURE)
_PROPERTIES = sorted(
    {*ENTITY_PROPERTIES, *ARTICLE_PROPERTIES, *STATEMENT_PROPERTIES, *TYPED_PROPERTIES} - INTERNAL
)
_WORD = re.compile(r"\w*$")
#: Names that are proposed at a time.
_NAMES = 20


class LineCompleter(Completer):
    """Completes lines of the shell over a store; `commands` are those behind a colon."""

    def __init__(self, store: "Store", commands: Sequence[str]) -> None:
        self._store, self._commands = store, commands

    def get_completions(
        self,
        document: Document,
        complete_event: CompleteEvent,  # noqa: ARG002 - the protocol's
    ) -> Iterator[Completion]:
        """Yield what may come instead of the word before the cursor."""
        text = document.text_before_cursor
        if is_cypher(text) and re.search(r"\s", text):
            return self._cypher(text)
        if text.startswith(":"):
            return self._command(text)
        if re.search(r"\s", text):
            return self._question(text)
        return _of((*catalogue.load(), *CYPHER[:5], *(f":{c}" for c in self._commands)), text)

    def _command(self, text: str) -> Iterator[Completion]:
        name, space, rest = text.partition(" ")
        if not space:
            return _of([f":{command}" for command in self._commands], text)
        if name in {":show", ":quote"}:
            return self._names(rest.lstrip(), len(rest.lstrip()))
        return iter(())

    def _question(self, text: str) -> Iterator[Completion]:
        query = catalogue.load().get(text.split(maxsplit=1)[0])
        if query is None:
            return
        given = parts(text)
        part = given[-1] if given and (given[-1].quoted or not text[-1].isspace()) else None
        used = {p.name for p in given if p is not part}
        if part is None or not part.name:
            typed = part.value if part else ""
            free = [f"{p.name}=" for p in query.parameters if p.name not in used]
            yield from _of(free, typed) if not (part and part.quoted) else ()
        entities = [p.name for p in query.parameters if p.type == "entity"]
        if part and any(p.type == "boolean" and p.name == part.name for p in query.parameters):
            yield from _of(EITHER, part.value)
        if part and (part.name in entities or (not part.name and entities and in_order(query))):
            yield from self._names(part.value, len(text) - part.start)

    def _cypher(self, text: str) -> Iterator[Completion]:
        if text.count("'") % 2 or text.count('"') % 2:
            opened = re.split(r"[\"']", text)[-1]
            for name, _ in begun(self._store, opened, _NAMES) if opened else ():
                yield Completion(name, -len(opened))
            return
        word = _WORD.search(text)
        typed = word[0] if word else ""
        before = text[: len(text) - len(typed)].rstrip()[-1:]
        if before in {":", "|"}:
            yield from _of(_TYPES, typed)
        elif before == ".":
            yield from _of(_PROPERTIES, typed)
        elif typed:
            yield from _of(_KEYWORDS, typed)

    def _names(self, typed: str, length: int) -> Iterator[Completion]:
        """Yield names in quotation marks where they have several words."""
        for name, match in begun(self._store, typed, _NAMES) if typed else ():
            written = f'"{name}"' if " " in name else name
            yield Completion(written, -length, display=visible(name), display_meta=match.id)


def _of(words: Iterable[str], typed: str) -> Iterator[Completion]:
    """Yield the words that begin with what is typed, in any case."""
    for word in words:
        if word.lower().startswith(typed.lower()):
            yield Completion(word, -len(typed))
