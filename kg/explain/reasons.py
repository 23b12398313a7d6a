"""What decided each part of a statement, in words (`words.tsv`), and how sure the whole is."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kg.explain.account import Account
from kg.model import PREDICATES, Statement
from kg.words import word

#: From which confidence on, in percent, a statement is called more or less sure.
_SURE = (95, 90, 75, 50, 0)


@dataclass(frozen=True, slots=True)
class Reason:
    """A part of a statement, what was found for it, and why; "" where nothing more is known."""

    part: str
    found: str
    because: str = ""


def reasons(account: Account, statement: Statement, language: str = "en") -> list[Reason]:
    """Return every part of a statement of an account, in the order in which they are read."""
    teller = _Teller(account, statement, language)
    return [*teller.who_and_what(), *teller.how(), *teller.when()]


def in_short(account: Account, statement: Statement) -> str:
    """Return who, what and whom: "Hamas not THREATENED Israel"."""
    target = account.name(statement.target) if statement.target else ""
    negated = "not " if statement.negated else ""
    words = (account.name(statement.source), f"{negated}{statement.predicate}", target)
    return " ".join(filter(None, words))


def how_sure(confidence: float, language: str = "en") -> str:
    """Return in words what a confidence (0 to 1) says: what share of such statements is right."""
    least = next(least for least in _SURE if confidence >= least / 100)
    how = _words(language, f"sure {least}")
    return _words(language, "of 100", how=how, right=round(100 * confidence))


def _words(language: str, key: str, **given: Any) -> str:
    """Return the words for a key, with what is given where they name it."""
    words = word(key, language, "kg.explain")
    return words.format(**given) if given else words


@dataclass(frozen=True, slots=True)
class _Teller:
    """Tells the parts of a statement in a language."""

    account: Account
    statement: Statement
    language: str

    def who_and_what(self) -> Iterator[Reason]:
        s = self.statement
        plover, quad = PREDICATES[s.predicate]
        called = self._t(s.predicate) if self.language == "da" else s.predicate
        code = s.predicate if called != s.predicate else ""
        event = ", ".join(filter(None, (code, plover, quad and self._t(quad))))
        cue = self._t("cue of", cue=_quoted(s.cue), lemma=_quoted(s.lemma))
        way = f"{self._way()}; {self._named(s.source)}"
        yield self._part("source", self._entity(s.source), way)
        yield self._part("predicate", called + (f" ({event})" if event else ""), cue)
        if s.target:
            yield self._part("target", self._entity(s.target), self._named(s.target))
        else:
            yield self._part("target", self._t("none"))
        for topic in s.topics:
            yield self._part("topic", self._entity(topic), self._named(topic))
        yield self._part("content", s.text, self._t("characters", start=s.start, end=s.end))

    def how(self) -> Iterator[Reason]:
        s = self.statement
        yield self._part("form", self._t(s.form), self._t(f"form {s.form}"))
        yield self._part("negated", self._t("yes" if s.negated else "no"))
        yield self._part("modality", self._t(s.modality), self._t(f"modality {s.modality}"))

    def when(self) -> Iterator[Reason]:
        s = self.statement
        for part, day, origin in (
            ("said on", s.said_on, s.said_from),
            ("event on", s.event_on, s.event_from),
        ):
            if day:
                yield self._part(part, day.replace("/", f" {self._t('to')} "), self._origin(origin))
        if s.reported_by:
            yield self._part("reported by", self._entity(s.reported_by), self._t("claim"))
        sure = how_sure(s.confidence, self.language)
        yield self._part("confidence", f"{s.confidence:.2f}", sure)

    def _t(self, key: str, **given: Any) -> str:
        return _words(self.language, key, **given)

    def _part(self, name: str, found: str, because: str = "") -> Reason:
        return Reason(self._t(f"part {name}"), found, because)

    def _origin(self, origin: str | None) -> str:
        if origin == "published":
            return self._t("from published")
        return self._t("from words", words=_quoted(origin)) if origin else ""

    def _way(self) -> str:
        """Return in words the construction of a statement and the way to its source."""
        rule = self.statement.rule
        if not rule:
            return self._t("no rule")
        named = zip(("construction", "way"), rule.split("/", 1), strict=False)
        words = (self._t(f"{what} {name}").removeprefix(f"{what} ") for what, name in named if name)
        return self._t("rule", rule=rule, words=": ".join(words))

    def _named(self, entity: str) -> str:
        """Return as what an entity is named in the sentence of a statement and in its content."""
        s, text = self.statement, self.account.article.text
        first, last = min(s.sentence_start, s.start), max(s.sentence_end, s.end)
        surfaces = [
            _quoted(text[n.start : n.end])
            for n in self.account.namings
            if n.entity == entity and first <= n.start < last
        ]
        if not surfaces:
            return self._t("not named")
        return self._t("named as", names=", ".join(dict.fromkeys(surfaces)))

    def _entity(self, entity: str) -> str:
        return f"{self.account.name(entity)} ({entity})"


def _quoted(text: str | None) -> str:
    return f'"{text}"'
