"""Files named on the command line -> annotated articles, one after the other.

What cannot be read is told and counted.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, TypeVar

import click

from kg.cli.telling import tell
from kg.errors import RecordError
from kg.model import Annotated, Article
from kg.sources import Item, Web, read
from kg.stream import sound

T = TypeVar("T")
#: The language that is annotated.
_READ = "da"


class Articles:
    """The articles of files.

    Iterating over `annotated` prints a line for each that cannot be read and counts it in
    `skipped`; those in another language are counted in `foreign` by their language.
    """

    def __init__(
        self,
        files: Sequence[str],
        until: Callable[[Iterator[Item]], Iterator[Item]] = iter,
        *,
        lang: str | None = None,
        feed_state: str | None = None,
        **reading: Any,
    ) -> None:
        """Take what is to be read; `lang` None annotates every language as if it were Danish."""
        self._files, self._until, self._lang, self._reading = files, until, lang, reading
        self._state = feed_state
        self.skipped = 0
        self.foreign: Counter[str] = Counter()

    @classmethod
    def told(
        cls,
        files: Sequence[str],
        options: dict[str, Any],
        until: Callable[[Iterator[Item]], Iterator[Item]],
    ) -> "Articles":
        """Return the articles of files read as the options of `reading_options` say.

        These are taken out of `options`.
        """
        from kg.sources.state import read_state

        state = options.pop("feed_state")
        web = Web(frozenset(options.pop("private")), read_state(state))
        return cls(
            files,
            until,
            lang=options.pop("lang"),
            feed_state=state,
            format=options.pop("format_in"),
            web=web,
            **{name: options.pop(name) for name in ("encoding", "mapping", "zone")},
        )

    def annotated(self, pipeline: str | None = None, processes: int = 1) -> Iterator[Annotated]:
        """Yield every article, annotated: as it was read, or now if it is raw.

        Holds no more articles than the annotator does.
        """
        for raw, items in groupby(self._readable(), key=lambda item: isinstance(item, Article)):
            if raw:
                yield from self._kept(_annotate(items, pipeline, processes))
            else:
                yield from _only(Annotated, items)

    def skip(self, error: RecordError) -> None:
        """Tell of an article that is left out, and count it."""
        self.skipped += 1
        tell(error)

    def finish(self) -> None:
        """Tell of other languages; end the command with exit code 3 when something was skipped.

        What was fetched is remembered only now, when all that it held has been kept.
        """
        from kg.sources.state import kept_state

        if self.foreign:
            tell(_foreign(self.foreign, self._lang))
        if self._state:
            kept_state(self._state, self._reading["web"])
        if self.skipped:
            click.get_current_context().exit(RecordError.exit_code)

    def _kept(self, items: Iterable[Annotated | RecordError]) -> Iterator[Annotated]:
        for item in map(sound, items):
            if isinstance(item, RecordError):
                self.skip(item)
            else:
                yield item

    def _readable(self) -> Iterator[Article | Annotated]:
        for file in self._files:
            for item in self._until(read(file, **self._reading)):
                if isinstance(item, RecordError):
                    self.skip(item)
                elif isinstance(item, Article) and self._lang and item.language != _READ:
                    self.foreign[item.language] += 1
                    yield from [Annotated(item)] if self._lang == "any" else []
                else:
                    yield item


def _foreign(foreign: Counter[str], lang: str | None) -> str:
    """Return what is said of articles in other languages."""
    count = ", ".join(f"{number:,} {language}" for language, number in foreign.most_common())
    if lang == "any":
        return f"not Danish, and therefore kept as text only: {count}"
    return f"not Danish, and therefore left out: {count}; --lang any keeps them as text only"


def _annotate(
    items: Iterable[Article | Annotated], pipeline: str | None, processes: int
) -> Iterator[Annotated | RecordError]:
    from kg.language import annotate

    return annotate(_only(Article, items), pipeline=pipeline, processes=processes)


def _only(kind: type[T], items: Iterable[object]) -> Iterator[T]:
    return (item for item in items if isinstance(item, kind))
