"""Switch the rules off one at a time, and name those that no example notices.

    python -m bench.ablate                every function of kg/language
    python -m bench.ablate --of words     every word class of the profile, emptied
    python -m bench.ablate --of branches  every condition, held true and held false

A function that is switched off returns the neutral value of its return type: None, False, nothing,
or its own argument of that type. The texts of the examples are parsed once, so that a round takes a
second or two; for what acts before there is a tree (`encoder`, `parsing`) the round parses them
again. Of the encoder its tests count too: they see what it does in any company, with a broken
folder, and with trees that are none; of what is scored those that see what a scorer is told, of
which each thing alone seldom decides. What nothing notices gets an example, or goes.
"""

import ast
import dataclasses
import importlib
import inspect
import pkgutil
import re
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, redirect_stdout
from io import StringIO
from types import CodeType, FunctionType
from typing import Any

import click
import pytest
from spacy.language import Language
from spacy.tokens import Doc

import kg.language
from kg.language import annotate
from kg.language.lexicon import load_lexicon
from kg.language.names.gazetteer import gazetteer
from kg.language.parsing import load_pipeline
from kg.settings import pipeline as default_pipeline
from tests.examples import Example, all_examples, check, differences, parse

#: Rooms whose work is done before there is a tree; of these a round parses the texts again.
BEFORE_TREES = ("kg.language.encoder", "kg.language.parsing")
#: Of these rooms tests count as well, where no example notices.
TESTS = {
    "kg.language.encoder": ("tests/test_encoder.py", "tests/test_encoder_pipeline.py"),
    "kg.language.statements": ("tests/test_scoring.py", "tests/test_told.py"),
    "kg.language.coreference": ("tests/test_told.py",),
    "kg.language.reading": ("tests/test_told.py", "tests/test_reading.py"),
    "kg.language.tokens": ("tests/test_tokens.py",),
}
#: What runs once, when pipeline and data are read: of these a round begins from nothing.
ONCE = (
    "kg.language.pipeline",
    "kg.language.profile",
    "kg.language.lexicon",
    "kg.language.names.evidence",
    "kg.language.names.gazetteer",
    "kg.language.names.lists",
    "kg.language.names.kinds.weights",
    "kg.language.coreference.asked._is_saying",
    "kg.language.coreference.features._sex_of",
    "kg.language.coreference.weighing",
    "kg.language.names.kinds._sums_of",
    "kg.language.names.kinds.sums",
    "kg.language.names.boundaries._kind_of_form",
    "kg.language.names.further._parts",
    "kg.language.names.further._is_body",
    "kg.language.coreference.nouns.table",
    "kg.language.coreference.nouns.known_sorts",
    "kg.language.coreference.nouns._said_by",
    "kg.language.coreference.nouns._kinds",
    "kg.language.coreference.phrases._pronoun",
    "kg.language.coreference.nouns.sorts_said",
    "kg.language.statements.cues._of_noun",
    "kg.language.statements.constructions.according_to.openers",
    "kg.language.statements.constructions.annoyance.openers",
    "kg.language.statements.constructions.attributions._begun_by",
    "kg.language.statements.constructions.colon.openers",
    "kg.language.statements.constructions.opinion.openers",
    "kg.language.statements.particles._particles_of",
    "kg.language.statements.particles._known",
    "kg.language.statements.particles._longest",
    "kg.language.statements.days._any_of",
    "kg.language.statements.days._beside_numbers",
    "kg.language.statements.days.filled",
    "kg.language.statements.days.with_year",
    "kg.language.statements.periods._running_phrases",
    "kg.language.statements.periods._night_phrases",
    "kg.language.statements.scoring.features._finders",
    "kg.language.statements.days._signs",
    "kg.language.roles.statesmen",
    "kg.language.roles.words._is_known",
    "kg.language.roles.words._shorter",
    "kg.language.roles.words._of_plural",
    "kg.language.tokens.features",
)
#: Caches of files hold fewer things.
LARGE = 1000
#: By this name watched code knows whom to tell what its conditions are.
SAW = "_told_of_condition"
#: Seconds of computing that one example may take: a hundred times what it does.
LONGEST = 2.0
Parsed = list[tuple[Example, list[Doc]]]


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise TimeoutError in what computes longer: a loop whose end was switched off."""

    def stop(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def failing(nlp: Language, parsed: Parsed, *, first: bool = True) -> list[str]:
    """Return where the examples are that do not come out as they say, the first one only or all."""
    found = []
    for example, paragraphs in parsed:
        try:
            with at_most(LONGEST):
                wrong = check(nlp, example, paragraphs)
        except Exception as error:  # noqa: BLE001 - whatever a missing rule breaks is noticed
            wrong = [repr(error)]
        if wrong:
            found.append(f"{example.where}: {wrong[0]}")
            if first:
                break
    return found


def reached(nlp: Language, parsed: Parsed) -> dict[CodeType, Parsed]:
    """Return the examples that run a piece of code, by that: no others can notice its absence."""
    runs: dict[CodeType, Parsed] = {}
    for example, paragraphs in parsed:
        codes: set[CodeType] = set()
        sys.setprofile(lambda frame, _event, _, codes=codes: codes.add(frame.f_code))
        check(nlp, example, paragraphs)
        sys.setprofile(None)
        for code in codes:
            runs.setdefault(code, []).append((example, paragraphs))
    return runs


def functions() -> Iterator[tuple[str, FunctionType]]:
    """Yield every function and method of kg/language with its full name, in the order of files."""
    for found in pkgutil.walk_packages(kg.language.__path__, "kg.language."):
        module = importlib.import_module(found.name)
        for name, value in [*vars(module).items()]:
            for full, function in _of(f"{found.name}.{name}", value):
                if function.__module__ == found.name:
                    yield full, function


def _of(name: str, value: Any) -> Iterator[tuple[str, FunctionType]]:
    value = inspect.unwrap(value) if callable(value) and not isinstance(value, type) else value
    if isinstance(value, FunctionType):
        yield name, value
    elif isinstance(value, type) and value.__module__.startswith("kg.language"):
        if getattr(value, "_is_protocol", False):  # says what others have, and does nothing
            return
        for part, member in vars(value).items():
            member = getattr(member, "fget", None) or getattr(member, "__func__", member)  # noqa: PLW2901
            written = isinstance(member, FunctionType) and not part.startswith("__")
            if written and member.__code__.co_filename.endswith(".py"):
                yield f"{name}.{part}", member


def neutral(function: FunctionType) -> CodeType:
    """Return code that does nothing but return the neutral value of a function's return type."""
    hints = {k: str(v) for k, v in function.__annotations__.items()}
    returns = hints.pop("return", "None")
    same = [k for k, hint in hints.items() if hint == returns]
    names = [*inspect.signature(function).parameters]
    if inspect.isgeneratorfunction(function) or "Iterator" in returns:
        value = "iter(())"
    elif "None" in re.sub(r"\[.*\]", "", returns):
        value = "None"
    elif same:
        value = f"args[{names.index(same[0])}]"
    else:
        plain = {"<class 'bool'>": "False", "<class 'int'>": "0", "<class 'str'>": "''"}
        empty = re.match(r"(?:<class ')?(list|dict|tuple|set|frozenset)", returns)
        value = plain.get(returns) or (f"{empty[1]}()" if empty else "None")
    scope: dict[str, Any] = {}
    exec(f"def off(*args, **kwargs): return {value}", scope)
    code: CodeType = scope["off"].__code__
    return code


@contextmanager
def replaced(function: FunctionType, code: CodeType) -> Iterator[None]:
    """Let a function run other code, wherever it is known, for the length of the context."""
    kept = function.__code__
    function.__code__ = code
    try:
        yield
    finally:
        function.__code__ = kept


def switch_functions_off(nlp: Language, parsed: Parsed, only: str) -> Iterator[tuple[str, bool]]:
    """Yield each function whose name holds `only`, and whether an example notices its absence."""
    runs = reached(nlp, parsed)
    for name, function in functions():
        if only in name:
            touched = (
                parsed
                if name.startswith((*BEFORE_TREES, *ONCE))
                else runs.get(function.__code__, [])
            )
            with replaced(function, neutral(function)):
                yield name, noticed(nlp, name, touched)


def noticed(nlp: Language, name: str, parsed: Parsed) -> bool:
    """Tell whether an example fails now."""
    if not name.startswith((*BEFORE_TREES, *ONCE)):
        return bool(failing(nlp, parsed)) or tests_fail(name)
    forget()
    try:
        examples = [example for example, _ in parsed]
        plain = [e for e in examples if e.given_names(0) is None]
        found = annotate((e.article for e in plain), pipeline=default_pipeline())
        if any(differences(*pair) for pair in zip(plain, found, strict=True)):
            return True
        nlp = load_pipeline(default_pipeline())
        again = list(zip(examples, parse(nlp, examples), strict=True))
        return bool(failing(nlp, again)) or tests_fail(name)
    except Exception:  # noqa: BLE001 - whatever a missing rule breaks is noticed
        return True
    finally:
        forget()


def tests_fail(name: str) -> bool:
    """Tell whether one of the tests fails that count for a function's room."""
    files = next((files for room, files in TESTS.items() if name.startswith(room)), ())
    with redirect_stdout(StringIO()):
        return bool(files) and pytest.main(["-xq", "-p", "no:cacheprovider", *files]) != 0


def forget(only: str = "") -> None:
    """Empty the caches of kg/language, where what was read once is kept; or that of a function."""
    for name, cache in caches():
        if only in {"", name}:
            cache.cache_clear()


def holds_words(cache: Any) -> bool:
    """Tell whether a cache is large, as those of what was found of words; others hold files."""
    return bool((cache.cache_parameters()["maxsize"] or 0) > LARGE)


def caches() -> Iterator[tuple[str, Any]]:
    """Yield the functions of kg/language that keep what they found, by their full names."""
    for name, module in [*sys.modules.items()]:
        if name.startswith("kg.language"):
            for key, value in vars(module).items():
                if hasattr(value, "cache_clear"):
                    yield f"{name}.{key}", value


def empty_words(nlp: Language, parsed: Parsed, only: str) -> Iterator[tuple[str, bool]]:
    """Yield each word class of the profile, and whether an example notices when it is empty."""
    lexicon = load_lexicon(nlp.lang)
    profile = lexicon.profile
    for group in dataclasses.fields(profile):
        words = getattr(profile, group.name)
        for field in dataclasses.fields(words):
            name = f"{group.name}.{field.name}"
            if only not in name:
                continue
            value = getattr(words, field.name)
            if group.name == "spelling":  # of use when the gazetteer is read
                gazetteer.cache_clear()
            less = dataclasses.replace(words, **{field.name: type(value)()})
            object.__setattr__(
                lexicon, "profile", dataclasses.replace(profile, **{group.name: less})
            )
            yield name, bool(failing(nlp, parsed))
            object.__setattr__(lexicon, "profile", profile)
            gazetteer.cache_clear()


def hold_branches(nlp: Language, parsed: Parsed, only: str) -> Iterator[tuple[str, bool]]:
    """Yield each condition held false and held true, and whether an example notices.

    Only those examples are asked in which the condition was ever the other one.
    """
    asked = {
        name: function
        for name, function in functions()
        if only in name and not name.startswith((*ONCE, *BEFORE_TREES))
    }
    decided = deciding(nlp, parsed, asked)
    for name, function in asked.items():
        for number, value, text, code in _held(function):
            with replaced(function, code):
                touched = decided.get((name, number, not value), [])
                forget(name)
                yield f"{name}:{text} = {value}", bool(failing(nlp, touched))
        forget(name)


def deciding(
    nlp: Language, parsed: Parsed, asked: dict[str, FunctionType]
) -> dict[tuple[str, int, bool], Parsed]:
    """Return the examples by what conditions are in them: function, number, true or false.

    What is neither true nor false itself, but counts as one, is both.
    """
    seen: set[tuple[str, int, bool]] = set()

    def saw(name: str, number: int, value: Any) -> Any:
        truths = {value} if isinstance(value, bool) else {True, False}
        seen.update((name, number, truth) for truth in truths)
        return value

    decided: dict[tuple[str, int, bool], Parsed] = {}
    kept = [cache for name, cache in caches() if name in asked and holds_words(cache)]
    with ExitStack() as stack:
        for name, function in asked.items():
            function.__globals__[SAW] = saw
            stack.enter_context(replaced(function, _watched(name, function)))
        for example, paragraphs in parsed:
            seen.clear()
            for cache in kept:
                cache.cache_clear()
            check(nlp, example, paragraphs)
            for key in seen:
                decided.setdefault(key, []).append((example, paragraphs))
    return decided


def _watched(name: str, function: FunctionType) -> CodeType:
    """Return the code of a function that tells what each of its conditions is."""
    tree = ast.parse(inspect.getsource(sys.modules[function.__module__]))
    conditions = list(_conditions(_definition(tree, function)))
    for number, (node, field, index) in enumerate(conditions):
        condition = _get(node, field, index)
        told = [ast.Constant(name), ast.Constant(number), condition]
        saw = ast.Call(ast.Name(SAW, ast.Load()), told, [])
        _set(node, field, index, ast.copy_location(saw, condition))
    return _compiled(ast.fix_missing_locations(tree), function)


def _held(function: FunctionType) -> Iterator[tuple[int, bool, str, CodeType]]:
    """Yield number and value of a condition that is held, its line and text, and the code then."""
    source = inspect.getsource(sys.modules[function.__module__])
    count = sum(1 for _ in _conditions(_definition(ast.parse(source), function)))
    for number in range(count):
        for value in (False, True):
            tree = ast.parse(source)
            place = list(_conditions(_definition(tree, function)))[number]
            condition = _get(*place)
            _set(*place, ast.copy_location(ast.Constant(value), condition))
            code = _compiled(ast.fix_missing_locations(tree), function)
            yield number, value, f"{condition.lineno}: {ast.unparse(condition)}", code


def _get(node: ast.AST, field: str, index: int | None) -> ast.expr:
    found = getattr(node, field) if index is None else getattr(node, field)[index]
    assert isinstance(found, ast.expr)
    return found


def _set(node: ast.AST, field: str, index: int | None, value: ast.expr) -> None:
    if index is None:
        setattr(node, field, value)
    else:
        getattr(node, field)[index] = value


def _definition(tree: ast.Module, function: FunctionType) -> ast.AST:
    return next(
        n
        for n in ast.walk(tree)
        if isinstance(n, ast.FunctionDef)
        and n.name == function.__name__
        and n.lineno <= function.__code__.co_firstlineno + 3
        and (n.end_lineno or 0) >= function.__code__.co_firstlineno
    )


def _conditions(tree: ast.AST) -> Iterator[tuple[ast.AST, str, int | None]]:
    """Yield where a condition stands: of an if, of a filter, of each part of an "and" or "or"."""
    for node in ast.walk(tree):
        if isinstance(node, ast.If | ast.IfExp | ast.While):
            if not isinstance(node.test, ast.BoolOp):
                yield node, "test", None
        elif isinstance(node, ast.comprehension):
            yield from (
                (node, "ifs", i)
                for i, test in enumerate(node.ifs)
                if not isinstance(test, ast.BoolOp)
            )
        elif isinstance(node, ast.BoolOp):
            yield from ((node, "values", i) for i in range(len(node.values)))


def _compiled(tree: ast.Module, function: FunctionType) -> CodeType:
    """Return the code of a function within a module's tree."""

    def within(code: CodeType) -> Iterator[CodeType]:
        for constant in code.co_consts:
            if isinstance(constant, CodeType):
                yield constant
                yield from within(constant)

    whole = compile(tree, function.__code__.co_filename, "exec")
    return next(
        c
        for c in within(whole)
        if c.co_name == function.__name__ and c.co_firstlineno == function.__code__.co_firstlineno
    )


ABLATIONS: dict[str, Callable[[Language, Parsed, str], Iterable[tuple[str, bool]]]] = {
    "functions": switch_functions_off,
    "words": empty_words,
    "branches": hold_branches,
}


@click.command()
@click.argument("only", default="")
@click.option("--of", "what", type=click.Choice([*ABLATIONS]), default="functions")
def main(only: str, what: str) -> None:
    """Name what nothing notices, of all whose name holds ONLY."""
    nlp = load_pipeline(default_pipeline())
    examples = all_examples()
    parsed = list(zip(examples, parse(nlp, examples), strict=True))
    check(nlp, *parsed[0])  # reads the gazetteer, which takes longer than an example may
    if wrong := failing(nlp, parsed, first=False):
        raise click.ClickException("not as they say, with everything on:\n" + "\n".join(wrong))
    begun, total, unnoticed = time.perf_counter(), 0, 0
    for name, seen in ABLATIONS[what](nlp, parsed, only):
        total += 1
        unnoticed += not seen
        if not seen:
            click.echo(name.removeprefix("kg.language."))
    seconds = time.perf_counter() - begun
    click.echo(
        f"{unnoticed} of {total} are noticed by none of {len(parsed)} examples ({seconds:.0f} s)"
    )


if __name__ == "__main__":
    main()
