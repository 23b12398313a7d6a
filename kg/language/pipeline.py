"""The steps from articles to annotated articles.

The parser reads the paragraphs (`kg.language.parsing`); the steps that follow are spaCy components
over the article's document. Each reads and fills `doc._.reading`, and declares the annotation it
needs, so that `nlp.analyze_pipes()` can tell what is missing. Those of kg get the reading as it is:
spaCy's document of the whole article is made only for components that somebody has added.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.errors import RecordError
from kg.language import tokens
from kg.language.coreference.affiliations import find_affiliations
from kg.language.lexicon import load_lexicon
from kg.language.linking.link import link
from kg.language.names.recognise import recognise
from kg.language.parsing import Parsed, load_pipeline, parse, step
from kg.language.reading import Reading
from kg.language.roles.find import find_roles
from kg.language.statements.statements import find_statements
from kg.language.syntax.quotes import find_quotes
from kg.model import Annotated, Article, Mention, Role
from kg.sources.normalise import CleanText

#: How many articles are parsed together: so many that the pipeline's last batch, which is seldom
#: full, costs little; few enough for constant memory.
ARTICLES = 128
SYNTAX = [
    "token.pos",
    "token.lemma",
    "token.morph",
    "token.dep",
    "token.head",
    "token.is_sent_start",
]
#: Component, step, and what it needs beside the reading; every one assigns the reading.
STEPS: tuple[tuple[str, Callable[[Reading], None], list[str]], ...] = (
    ("kg_names", recognise, ["doc.ents", "token.pos", "token.morph"]),
    ("kg_link", link, ["token.pos", "token.dep", "token.head"]),
    ("kg_roles", find_roles, ["token.pos", "token.morph", "token.lemma"]),
    ("kg_quotes", find_quotes, []),
    ("kg_affiliations", find_affiliations, SYNTAX),
    ("kg_statements", find_statements, SYNTAX),
)
#: The steps of kg by the names of their components.
OWN = {name: step for name, step, _ in STEPS}

if not Doc.has_extension("reading"):
    Doc.set_extension("reading", default=None)


def _component(step: Callable[[Reading], None]) -> Callable[[Doc], Doc]:
    def run(doc: Doc) -> Doc:
        step(doc._.reading)
        return doc

    return run


for _name, _step, _needs in STEPS:
    Language.component(
        _name,
        func=_component(_step),
        assigns=["doc._.reading"],
        requires=["doc._.reading", *_needs],
    )


@lru_cache(maxsize=4)
def analysis(language: str) -> Language:
    """Return the pipeline of the steps for a language (ISO 639-1).

    It runs on documents that are parsed already.
    """
    nlp = spacy.blank(language)
    for name, _, _ in STEPS:
        nlp.add_pipe(name)
    return nlp


def build(pipeline: str) -> Language:
    """Return the spaCy pipeline of this name or folder, ready for `annotate_with`."""
    return load_pipeline(pipeline)


def annotate_with(nlp: Language, articles: Iterable[Article]) -> Iterator[Annotated | RecordError]:
    """Yield each article annotated by a pipeline, or why it cannot be, in order."""
    rest = iter(articles)
    while batch := list(islice(rest, ARTICLES)):
        for parsed in parse(nlp, batch):
            yield parsed if isinstance(parsed, RecordError) else _read(nlp, parsed)


def _read(nlp: Language, parsed: Parsed) -> Annotated | RecordError:
    """Return one annotated article, or which step fails on it."""
    try:
        return read(nlp, *parsed)
    except RecordError as error:
        return error


def read(nlp: Language, article: Article, clean: CleanText, paragraphs: list[Doc]) -> Annotated:
    """Return one annotated article, from its text and the documents of the paragraphs of that.

    Raises RecordError that names the step when one fails.
    """
    reading = _read_through(nlp, article, clean, paragraphs)
    with step("kg_records", article):
        annotated = annotated_of(reading)
    reading.doc.let_go()
    return annotated


def readings(nlp: Language, articles: Sequence[Article]) -> Iterator[Reading]:
    """Yield what is read of each article, all steps taken, in order.

    Raises RecordError for an article that cannot be read.
    """
    for parsed in parse(nlp, articles):
        if isinstance(parsed, RecordError):
            raise parsed
        yield _read_through(nlp, *parsed)


def begin(nlp: Language, article: Article, clean: CleanText, paragraphs: list[Doc]) -> Reading:
    """Return the reading of an article before the first step."""
    return Reading(article, clean, tokens.Doc(paragraphs), load_lexicon(nlp.lang))


def _read_through(
    nlp: Language, article: Article, clean: CleanText, paragraphs: list[Doc]
) -> Reading:
    with step("kg_article", article):
        reading = begin(nlp, article, clean, paragraphs)
    if len(reading.doc):
        for name, component in analysis(nlp.lang).pipeline:
            with step(name, article):
                _take(name, component, reading)
    return reading


def _take(name: str, component: Callable[[Doc], Doc], reading: Reading) -> None:
    """Take a step of the reading: one of kg as it is, that of another over spaCy's document."""
    if name in OWN:
        OWN[name](reading)
    else:
        doc = reading.doc.parsed
        doc._.reading = reading
        component(doc)


def annotated_of(reading: Reading) -> Annotated:
    """Return the records of what was found in an article."""
    article, text = reading.article, reading.article.text
    spans = {(n.start, n.end, n.entity): (n.method, n.score) for n in reading.names}
    used = {s.source for s in reading.statements} | {s.target for s in reading.statements}
    spans |= {
        (i, i + 1, e): ("reference", 0.6)
        for i, e in reading.references.items()
        if e in used and reading.doc[i].pos_ == "PRON"
    }
    mentions = []
    bounds: dict[int, tuple[int, int]] = {}
    for (first, last, entity), (method, score) in sorted(spans.items()):
        start, end = reading.offset(first, last)
        sentence = reading.doc[first].sent
        if sentence.number not in bounds:
            bounds[sentence.number] = reading.offset(sentence.start, sentence.end)
        sentence_start, sentence_end = bounds[sentence.number]
        mentions.append(
            Mention(
                article.id,
                start,
                end,
                text[start:end],
                sentence_start,
                sentence_end,
                entity,
                method,
                score,
            )
        )
    roles = tuple(Role(t.person, t.title, t.of) for t in reading.titles if t.of != t.person)
    return Annotated(
        article,
        tuple(reading.entities.values()),
        tuple(mentions),
        roles,
        tuple(reading.statements),
        tuple(reading.context),
    )
