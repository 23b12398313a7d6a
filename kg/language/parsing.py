"""spaCy pipelines: those that ship with kg, and any with Universal Dependencies labels.

A pipeline reads one paragraph at a time; a `Doc` of `kg.language.tokens` has the words of all.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import spacy
from spacy.lang.char_classes import ALPHA, ALPHA_UPPER
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

import kg.language.encoder.components  # noqa: F401  registers what the shipped pipeline is made of
from kg.errors import KgError, RecordError, RunError
from kg.language import tokens
from kg.language.tokens import Recognised
from kg.model import Article, Kind
from kg.sources.normalise import CleanText, clean_text

#: An article, its clean text, and the documents of the paragraphs of that.
Parsed = tuple[Article, CleanText, list[Doc]]

_OPENING = '"»«“„”‘‹›'
#: Code points at the edge of a string in which the tokenizer seeks what it cuts off.
REACH = 64
SHIPPED = Path(__file__).parent / "pipelines"
#: What the entity labels of the pipelines in use mean; a label that is absent names nothing we
#: keep.
LABEL_KINDS: dict[str, Kind] = {
    "PER": "PERSON",
    "PERSON": "PERSON",
    "ORG": "ORGANISATION",
    "NORP": "ORGANISATION",
    "LOC": "PLACE",
    "GPE": "PLACE",
    "GPE_LOC": "PLACE",
    "GPE_ORG": "PLACE",
    "FAC": "PLACE",
    "FACILITY": "PLACE",
}


def pipelines_folder() -> Path:
    """Return the folder of the pipelines that ship with kg.

    Each has a meta.json and a README.md.
    """
    return SHIPPED


@lru_cache(maxsize=2)
def load_pipeline(name: str) -> Language:
    """Return a pipeline: one that ships with kg ("kg_da"), an installed one, or a folder.

    Raises RunError when there is none, or when it lacks what statements need: parts of speech,
    lemmas and dependencies.
    """
    shipped = SHIPPED / name
    try:
        nlp = spacy.load(shipped if shipped.is_dir() else name)
    except OSError as error:
        known = (
            ", ".join(sorted(p.name for p in SHIPPED.iterdir() if p.is_dir()))
            if SHIPPED.is_dir()
            else "none"
        )
        raise RunError(
            f"no pipeline {name!r}: expected one that ships with kg ({known}), "
            "an installed spaCy package or a folder"
        ) from error
    if not any("token.dep" in nlp.get_pipe_meta(pipe).assigns for pipe in nlp.pipe_names):
        raise RunError(
            f"pipeline {name!r} has no dependency parser, which statements need; "
            f"its components: {', '.join(nlp.pipe_names)}"
        )
    split_marks(nlp)
    return nlp


@dataclass(frozen=True, slots=True)
class Edge:
    """A pattern of what the tokenizer cuts from the edge of a string, sought near that edge alone.

    The tokenizer asks anew for each mark that it cuts; sought in the whole string, a run of marks
    would take time with its square.
    """

    regex: re.Pattern[str]

    @property
    def pattern(self) -> str:
        """Return the text of the pattern, which spaCy writes down."""
        return self.regex.pattern

    def first(self, text: str) -> re.Match[str] | None:
        """Return the match at the beginning of a text; what counts is its length."""
        return self.regex.search(text[:REACH])

    def last(self, text: str) -> re.Match[str] | None:
        """Return the match at the end of a text; what counts is its length."""
        return self.regex.search(text[-REACH:])


#: What the tokenizer takes for faces, and is more often a bracket: "Bo (V):", "(se side 8)".
FACES = {"):", "(:", "8)", "(8"}


def split_marks(nlp: Language) -> None:
    """Let the tokenizer cut marks that its language does not know from the words beside them.

    A slash, as in the credit "/ritzau/Reuters"; guillemets of one angle and those of a typewriter;
    a dash before speech; a colon and the mark of a quote right after a word; the mark of a quote
    between two words ('slut,"siger'). What ends "Bo (V):" is no face.
    """
    tokenizer: Any = nlp.tokenizer
    tokenizer.rules = {text: cut for text, cut in tokenizer.rules.items() if text not in FACES}
    # one at a time: spaCy anchors each
    prefixes = ["/", "[‹›―−]", "<<", ">>", "``", rf"--?(?=[{ALPHA_UPPER}])"]
    suffixes = ["[‹›]", "<<", ">>", r"(?<=[‹›<>])\."]
    infixes = [rf"(?<=[{ALPHA}]):(?=[{_OPENING}])", rf"(?<=[{ALPHA}]:)[{_OPENING}]"]
    infixes += [rf'(?<=[{ALPHA}])[,.?!](?="[{ALPHA}])', rf'(?<=[{ALPHA}][,.?!])"(?=[{ALPHA}])']
    tokenizer.prefix_search = Edge(
        compile_prefix_regex([*prefixes, *(nlp.Defaults.prefixes or ())])
    ).first
    tokenizer.infix_finditer = compile_infix_regex(
        [*infixes, *(nlp.Defaults.infixes or ())]
    ).finditer
    tokenizer.suffix_search = Edge(
        compile_suffix_regex([*suffixes, *(nlp.Defaults.suffixes or ())])
    ).last


def name_spans(doc: tokens.Doc) -> list[tuple[Recognised, Kind]]:
    """Return the entities that the pipeline recognised, with the kind each label stands for."""
    return [(ent, LABEL_KINDS[ent.label_]) for ent in doc.ents if ent.label_ in LABEL_KINDS]


@contextmanager
def step(name: str, article: Article) -> Iterator[None]:
    """Raise what goes wrong in a step of the reading as a RecordError of the article."""
    try:
        yield
    except KgError:
        raise
    except Exception as error:
        what = f"{type(error).__name__}: {error}"
        raise RecordError(
            f"{article.known_as}: the step {name} fails on it ({what}); see where with kg --debug"
        ) from error


def parse(nlp: Language, articles: Sequence[Article]) -> Iterator[Parsed | RecordError]:
    """Yield each article with the documents of its paragraphs, or why it cannot be parsed.

    The paragraphs of all of them are parsed together; where that fails, those of each by
    themselves.
    """
    cleaned = [_cleaned(nlp, article) for article in articles]
    fit = [item for item in cleaned if not isinstance(item, RecordError)]
    docs = nlp.pipe((p.text for _, c in fit for p in c.paragraphs))
    for item in cleaned:
        if isinstance(item, RecordError):
            yield item
        elif (found := _next(docs, len(item[1].paragraphs))) is not None:
            yield *item, found
        else:
            yield _alone(nlp, *item)


def _cleaned(nlp: Language, article: Article) -> tuple[Article, CleanText] | RecordError:
    try:
        with step("clean_text", article):
            clean = clean_text(article.paragraphs)
    except RecordError as error:
        return error
    longest = max((len(p.text) for p in clean.paragraphs), default=0)
    if longest > nlp.max_length:
        found = f"a paragraph of {longest} characters"
        return RecordError(
            f"{article.known_as}: {found}; {nlp.max_length} can be parsed at once: divide it"
        )
    return article, clean


def _next(docs: Iterator[Doc], count: int) -> list[Doc] | None:
    """Return so many documents, None when parsing them, or some before, has failed."""
    try:
        found = list(islice(docs, count))
    except Exception:  # noqa: BLE001 - which article it was is found by parsing each by itself
        return None
    return found if len(found) == count else None


def _alone(nlp: Language, article: Article, clean: CleanText) -> Parsed | RecordError:
    """Parse an article by itself, to find the step that fails on it, if one does."""
    docs = []
    try:
        for paragraph in clean.paragraphs:
            with step("tokenizer", article):
                doc = nlp.make_doc(paragraph.text)
            for name, component in nlp.pipeline:
                with step(name, article):
                    doc = component(doc)
            docs.append(doc)
    except RecordError as error:
        return error
    return article, clean, docs
