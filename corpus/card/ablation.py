"""What each of kg's means gives: the figures of a part with one of them taken away."""

import dataclasses
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from types import FunctionType, ModuleType
from typing import Any

from bench.ablate import neutral, replaced
from corpus.card.measured import Part, predictions, readings
from kg.evaluate.score import score
from kg.language import pipeline
from kg.language.coreference import collectives, refer, speakers
from kg.language.lexicon import Lexicon, load_lexicon
from kg.language.reading import Reading
from kg.language.statements import statements
from kg.language.statements.cued import Cued, find_cued
from kg.language.statements.scoring import choose, proposals
from kg.language.statements.scoring.choose import Scored
from kg.language.statements.scoring.proposals import Proposal

#: The functions that say whom a word means that is no name.
COREFERENCE: tuple[Any, ...] = (
    refer._by_rank,  # noqa: SLF001 - what is taken away is inside
    refer._by_speaker,  # noqa: SLF001
    refer._together,  # noqa: SLF001
    collectives.last_of_kind,
    speakers.carry_on,
)
Context = AbstractContextManager[None]


@contextmanager
def instead(module: ModuleType, **others: object) -> Iterator[None]:
    """Let a module have other values under some names, for the length of the context."""
    kept = {name: getattr(module, name) for name in others}
    try:
        for name, value in others.items():
            setattr(module, name, value)
        yield
    finally:
        for name, value in kept.items():
            setattr(module, name, value)


@contextmanager
def off(*functions: FunctionType) -> Iterator[None]:
    """Let functions do nothing, for the length of the context."""
    with ExitStack() as stack:
        for function in functions:
            stack.enter_context(replaced(function, neutral(function)))
        yield


def _as_ruled(_: Reading, cued: list[Cued], *__: object) -> list[list[Scored]]:
    """Return whom the rules name as the sources of the cues of which they make a statement."""
    return [
        [Scored(Proposal(c, e, ("rule",)), 1.0) for e in dict.fromkeys(c.named)]
        for c in cued
        if c.stands
    ]


def _all_drafts(_: Reading, made: list[statements.Made], __: object) -> list[Any]:
    return [m.draft for m in made]


def _unnamed(reading: Reading) -> list[Cued]:
    """Return the cues, of which no rule says whose they are or whether they make a statement."""
    return [dataclasses.replace(c, named=[], allowed=True) for c in find_cued(reading)]


def _no_cues(language: str) -> Lexicon:
    """Return the lexicon of a language without its cues."""
    return dataclasses.replace(
        load_lexicon(language), cues={}, forms={}, speaking=frozenset(), nouns={}
    )


@contextmanager
def _without_rules() -> Iterator[None]:
    nobody = {"finders": lambda *_: iter(())}
    all_asked = {"may_have_source": lambda cued: not cued.barred}
    with (
        instead(statements, find_cued=_unnamed),
        instead(proposals, **nobody),
        instead(choose, **all_asked),
    ):
        yield


#: What is taken away, the steps that are left out, and what else does so.
ALTERNATIVES: tuple[tuple[str, tuple[str, ...], Callable[[], Context]], ...] = (
    ("everything on", (), nullcontext),
    (
        "without the scorer",
        (),
        lambda: instead(statements, choose=_as_ruled, sure_enough=_all_drafts),
    ),
    ("without the rules for sources", (), _without_rules),
    ("without coreference", (), lambda: off(*COREFERENCE)),
    ("without titles", ("kg_roles",), nullcontext),
    ("without the lexicon", (), lambda: instead(pipeline, load_lexicon=_no_cues)),
)


def ablated(part: Part) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what is taken away, and the figures of `kg evaluate` without it."""
    for name, without, context in ALTERNATIVES:
        with context():
            yield name, score(part.gold, predictions(readings(part, without)))
