"""What the options of `reading_options` name -> the articles of a job, told of on the terminal."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import click

from kg.cli.telling import tell
from kg.errors import RecordError
from kg.jobs import Articles
from kg.sources import Web


class ToldArticles(Articles):
    """The articles of files; prints a line for each that cannot be read."""

    def __init__(
        self,
        files: Sequence[str],
        options: dict[str, Any],
        until: Callable[[Iterator[Any]], Iterator[Any]] = iter,
        on_skip: Callable[[RecordError], object] = lambda _: None,
    ) -> None:
        """Take the options of `reading_options` out of `options`."""
        from kg.sources.state import read_state

        self._state = options.pop("feed_state", None)
        self._web = Web(frozenset(options.pop("private", ())), read_state(self._state))
        self._told_lang = options.pop("lang", None)
        named = ("encoding", "mapping", "zone", "since", "limit")
        self._options = {name: options.pop(name) for name in named if name in options}
        self._options |= {"lang": self._told_lang, "format": options.pop("format_in", None)}
        super().__init__(files, until=until, on_skip=tell, web=self._web, **self._options)
        self.tell_also(on_skip)

    def total(self) -> int | None:
        """Return how many articles there are, by reading them; None where that can be done once."""
        if any(file == "-" or "://" in file for file in self._files):
            return None
        return sum(1 for _ in Articles(self._files, **self._options).read())

    def finish(self) -> None:
        """Tell of other languages and older articles.

        What was fetched is remembered only now, when all that it held has been kept.
        """
        from kg.sources.state import kept_state

        if self.foreign:
            tell(_foreign(self.foreign, self._told_lang))
        if self.early:
            tell(f"published before --since, and therefore left out: {self.early:,}")
        if self._state:
            kept_state(self._state, self._web)

    def end(self) -> None:
        """Finish, and end the command with exit code 3 when something was skipped."""
        self.finish()
        if self.skipped:
            click.get_current_context().exit(RecordError.exit_code)


def _foreign(foreign: Counter[str], lang: str | None) -> str:
    """Return what is said of articles in other languages."""
    count = ", ".join(f"{number:,} {language}" for language, number in foreign.most_common())
    if lang == "any":
        return f"not Danish, and therefore kept as text only: {count}"
    return f"not Danish, and therefore left out: {count}; --lang any keeps them as text only"
