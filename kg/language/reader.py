"""Run the components over articles and make records of what they found."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from spacy.language import Language
from spacy.tokens import Doc

from kg.language.components import analysis
from kg.language.lexicon import load_lexicon
from kg.language.pipeline import article_doc, load_pipeline
from kg.language.reading import Reading
from kg.model import Annotated, Article, Mention, Role

#: How many articles are parsed together: enough for the pipeline's batches, few enough for constant memory.
ARTICLES = 32


def build(pipeline: str) -> Language:
    """Return the spaCy pipeline of this name or folder, ready for `annotate_with`."""
    return load_pipeline(pipeline)


def annotate_with(
    nlp: Language, articles: Iterable[Article], *, processes: int = 1
) -> Iterator[Annotated]:
    """Yield the articles annotated by a pipeline, in order."""
    rest = iter(articles)
    while batch := list(islice(rest, ARTICLES)):
        docs = nlp.pipe(chain.from_iterable(a.paragraphs for a in batch), n_process=processes)
        for article in batch:
            yield read(nlp, article, list(islice(docs, len(article.paragraphs))))


def read(nlp: Language, article: Article, paragraphs: list[Doc]) -> Annotated:
    """Return one annotated article, from the documents of its paragraphs."""
    doc = article_doc(nlp, paragraphs)
    doc._.reading = Reading(article, doc, load_lexicon(nlp.lang))
    if len(doc):
        for _, component in analysis(nlp.lang).pipeline:
            doc = component(doc)
    return _annotated(doc._.reading)


def _annotated(reading: Reading) -> Annotated:
    article, published = reading.article, reading.article.published
    spans = {(n.start, n.end, n.entity): (n.method, n.score) for n in reading.names}
    used = {s.source for s in reading.statements} | {s.target for s in reading.statements}
    spans |= {
        (i, i + 1, e): ("reference", 0.6)
        for i, e in reading.references.items()
        if e in used and reading.doc[i].pos_ == "PRON"
    }
    mentions = []
    for (first, last, entity), (method, score) in sorted(spans.items()):
        start, end = reading.offset(first, last)
        sentence = reading.doc[first].sent
        sentence_start, sentence_end = reading.offset(sentence.start, sentence.end)
        mentions.append(
            Mention(
                article.id,
                start,
                end,
                article.text[start:end],
                sentence_start,
                sentence_end,
                entity,
                method,
                score,
            )
        )
    roles = tuple(
        Role(t.person, t.title, t.of, published, published)
        for t in reading.titles
        if t.of != t.person
    )
    return Annotated(
        article,
        tuple(reading.entities.values()),
        tuple(mentions),
        roles,
        tuple(reading.statements),
        tuple(reading.context),
    )
