"""Articles as newspapers print them: one story of an agency in several papers, each edited its way.

Everything is drawn from a seed. A story is an article of ours. What a paper does to it: cut it to
its first paragraphs, write another headline, change the lead or write a new one, spell names
otherwise, sign for the agency or for a writer of its own, put headings between, join and split
paragraphs, exchange words, add paragraphs on what that means at home. Two stories about one event
are made of one article: what each tells stands only in it, but for the headline, the names and one
quote that both papers heard.
"""

import json
import random
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from kg.model import Article

PAPERS = ("Fjordposten", "Avisen Øst", "Bælt Tidende", "Hedebladet", "Kystavisen", "Byens Blad")
CREDITS = ("/ritzau/", "/Ritzau/Reuters", "(Ritzau)", "Ritzau", "/ritzau/AFP/", "")
BYLINES = ("Af Ib Lund", "Af Mona Krog, mona@bladet.dk", "Tekst: Ritzau", "")
HEADINGS = ("Skarp kritik", "Frygter for fremtiden", "Uklart forløb", "Venter på svar")
HEADLINES = ("Ny udvikling i sagen", "Overblik: Det ved vi nu", "Her er dagens vigtigste")
LEADS = (
    "Sagen vækker opsigt langt ud over {town}, og eksperter venter nye udmeldinger i denne uge.",
    "Det er en af de historier, der har fyldt mest i døgnets løb, og den er ikke slut endnu.",
    "Spørgsmålet har været diskuteret i {number} år, men {day} er der kommet nyt frem i sagen.",
    "{day} eftermiddag kom beskeden, som mange har ventet på, og den huer ikke alle.",
    "Læs her, hvad der er op og ned i den sag, som {number} af vores læsere har spurgt til.",
    "Der er igen gang i debatten, efter at nye oplysninger er kommet frem {day} formiddag.",
    "Sådan lyder meldingen {day}, hvor flere af sagens parter har ytret sig offentligt.",
)
TOWNS = ("Struer", "Nakskov", "Hobro", "Assens", "Ringsted", "Tønder")
LOCAL = (
    "I {town} følger borgmester {name} sagen tæt og venter at drøfte den på næste byrådsmøde.",
    "Også læsere i {town} har skrevet til redaktionen, og de fleste er bekymrede for fremtiden.",
    "Erhvervsforeningen i {town} siger, at dens {number} medlemmer ikke har mærket noget til det.",
    "Kommunen har tidligere afsat {number} millioner kroner, men trak dem tilbage i fjor.",
    "På torvet i {town} var meningerne delte, da avisen spurgte forbipasserende {day}.",
    "- Her på stedet har vi kun hørt om det i radioen, siger {name}, der driver en kiosk i {town}.",
    "For {number} år siden var {town} selv i søgelyset, da en lignende sag endte i byretten.",
    "Museumsleder {name} fra {town} har skrevet en bog om emnet, som udkommer til foråret.",
    "Det lokale beredskab oplyser {day}, at {number} mand er klar, hvis der bliver brug for dem.",
    "Skoleleder {name} tog {day} emnet op med eleverne i de ældste klasser på skolen i {town}.",
    "Busserne mellem {town} og egnens andre byer kører som normalt, siger trafikselskabet.",
    "Avisens læsere kan stemme om spørgsmålet på nettet, hvor {number} allerede har gjort det.",
)
NAMES = ("Karla Toft", "Asger Bundgaard", "Vibe Odde", "Knud Erik Mose", "Sanne Kjær", "Tage Rask")
DAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
WORDS = {
    "siger": "fortæller", "sagde": "fortalte", "oplyser": "meddeler", "også": "ligeledes",
    "men": "dog", "meget": "særdeles", "fordi": "da", "mange": "adskillige", "nu": "i dag",
    "efter": "i kølvandet på", "stor": "betydelig", "store": "betydelige", "få": "modtage",
    "skal": "må", "blev": "er blevet", "ifølge": "efter oplysninger fra", "samt": "og",
    "mener": "vurderer", "over": "mere end", "allerede": "for længst", "ved": "nær",
}  # fmt: skip
_NAME = re.compile(r"[A-ZÆØÅ][a-zæøåéüö]{3,}(?: [A-ZÆØÅ][a-zæøåéüö]{3,})+")
_SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-ZÆØÅ\"-])")
_SPELLINGS = (
    ("ss", "s"),
    ("aa", "å"),
    ("ph", "f"),
    ("ch", "sh"),
    ("k", "c"),
    ("i", "y"),
    ("e", "æ"),
)

Edit = Callable[[random.Random, list[str]], list[str]]


@dataclass(frozen=True)
class Print:
    """An article as a paper printed it, and the story that it tells."""

    article: Article
    story: str


def printed(articles: Sequence[Article], seed: int, *, prints: int = 4) -> list[Print]:
    """Return prints of every story, those of two stories about one event among them, shuffled."""
    chance = random.Random(seed)
    found: list[Print] = []
    for number, article in enumerate(articles):
        stories = two_stories(article) if number % 3 == 2 else (article,)
        for story in stories:
            found.append(Print(story, story.id))
            found += (Print(edited(story, n, chance), story.id) for n in range(1, prints))
    chance.shuffle(found)
    return found


def edited(article: Article, number: int, chance: random.Random) -> Article:
    """Return an article as a paper prints it; `number` tells its prints apart."""
    paragraphs = list(article.paragraphs)
    for edit, share in EDITS:
        if chance.random() < share:
            paragraphs = edit(chance, paragraphs)
    first = date.fromisoformat(article.published[:10]) if article.published else date(2024, 1, 1)
    return replace(
        article,
        id=f"{article.id}-{number}",
        paragraphs=tuple(paragraphs),
        title=chance.choice((article.title, *HEADLINES)),
        outlet=chance.choice(PAPERS),
        published=str(first + timedelta(days=chance.randrange(3))),
        url="",
    )


def two_stories(article: Article) -> tuple[Article, Article]:
    """Return two stories about one event: apart in their words, but for one quote of both."""
    halves = (article.paragraphs[::2], article.paragraphs[1::2])
    quotes = [p for p in article.paragraphs if p.startswith(("-", "–", '"', "»"))]
    shared = quotes[:1] or list(article.paragraphs[1:2])
    one, other = (
        replace(
            article,
            id=f"{article.id}-{name}",
            paragraphs=(*(p for p in half if p not in shared), *shared),
        )
        for name, half in zip(("one", "other"), halves, strict=True)
    )
    return one, other


def cut(chance: random.Random, paragraphs: list[str]) -> list[str]:
    """Keep the first paragraphs: at least three, and at least 60 words."""
    for kept in range(chance.randint(3, len(paragraphs)), len(paragraphs)):
        if len(" ".join(paragraphs[:kept]).split()) >= 60:
            return paragraphs[:kept]
    return paragraphs


def change_lead(chance: random.Random, paragraphs: list[str]) -> list[str]:
    """Write a new lead, before the old one or in its place, or turn the old one round."""
    lead, *rest = paragraphs
    match chance.randrange(3):
        case 0:
            return [_told(chance, LEADS), *rest]
        case 1:
            return [_told(chance, LEADS), lead, *rest]
        case _:
            sentences = _SENTENCE.split(lead)
            kept = sentences[::-1] if len(sentences) > 1 else [f"Det ventes, at {lead.lower()}"]
            return [" ".join(kept), *rest]


def respell(chance: random.Random, paragraphs: list[str]) -> list[str]:
    """Spell up to three names otherwise, wherever they stand."""
    text = "\n".join(paragraphs)
    names = sorted(set(_NAME.findall(text)))
    for name in chance.sample(names, min(3, len(names))):
        last = name.split()[-1]
        for old, new in _SPELLINGS:
            if old in last[1:]:
                text = text.replace(last, last[0] + last[1:].replace(old, new, 1))
                break
    return text.split("\n")


def exchange(chance: random.Random, paragraphs: list[str]) -> list[str]:
    """Exchange half of the words that others can stand for."""

    def other(match: re.Match[str]) -> str:
        word = match[0]
        return WORDS[word] if word in WORDS and chance.random() < 0.5 else word

    return [re.sub(r"\w+", other, p) for p in paragraphs]


def sign(chance: random.Random, paragraphs: list[str]) -> list[str]:
    """Sign above and below, where the agency has not."""
    kept = [p for p in paragraphs if not p.lower().startswith("/ritzau")]
    return [p for p in (chance.choice(BYLINES), *kept, chance.choice(CREDITS)) if p]


def head(chance: random.Random, paragraphs: list[str]) -> list[str]:
    """Put a heading between two paragraphs."""
    at = chance.randrange(1, len(paragraphs)) if len(paragraphs) > 1 else 1
    return [*paragraphs[:at], chance.choice(HEADINGS), *paragraphs[at:]]


def set_anew(chance: random.Random, paragraphs: list[str]) -> list[str]:
    """Make each sentence a paragraph, or two paragraphs one."""
    if chance.random() < 0.5:
        return [sentence for p in paragraphs for sentence in _SENTENCE.split(p)]
    return [" ".join(paragraphs[n : n + 2]) for n in range(0, len(paragraphs), 2)]


def add_local(chance: random.Random, paragraphs: list[str]) -> list[str]:
    """Add one to three sentences on what it means at home, at the end or after the lead."""
    told = [_told(chance, LOCAL) for _ in range(chance.randint(1, 3))]
    at = chance.choice((1, len(paragraphs)))
    return [*paragraphs[:at], " ".join(told), *paragraphs[at:]]


def _told(chance: random.Random, sentences: Sequence[str]) -> str:
    """Return one of some sentences, with what it leaves open filled in."""
    sentence = chance.choice(sentences).format(
        town=chance.choice(TOWNS),
        name=chance.choice(NAMES),
        day=chance.choice(DAYS),
        number=chance.randint(3, 90),
    )
    return sentence[0].upper() + sentence[1:]


#: What papers do, in this order, and how often.
EDITS: tuple[tuple[Edit, float], ...] = (
    (cut, 0.7),
    (respell, 0.5),
    (exchange, 0.5),
    (change_lead, 0.6),
    (add_local, 0.4),
    (head, 0.3),
    (set_anew, 0.3),
    (sign, 0.8),
)


def accuracy(prints: Sequence[Print], origins: Mapping[str, str]) -> tuple[float, float, float]:
    """Return precision, recall and F1 over pairs of prints.

    `origins` has the original of each print that was found to be a copy: a pair is found when both
    prints have one original, and right when both are of one story.
    """
    right = _pairs((p.story, p.article.id) for p in prints)
    found = _pairs((origins.get(p.article.id, p.article.id), p.article.id) for p in prints)
    both = len(right & found)
    return both / len(found), both / len(right), 2 * both / (len(right) + len(found))


def _pairs(named: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    groups: dict[str, list[str]] = {}
    for name, identity in named:
        groups.setdefault(name, []).append(identity)
    return {(a, b) for group in groups.values() for a in group for b in group if a < b}


def read(path: Path) -> list[Article]:
    """Read the articles of the corpus."""
    lines = map(json.loads, path.read_text("utf-8").splitlines())
    names = ("id", "title", "outlet", "published", "language")
    return [Article(paragraphs=tuple(x["paragraphs"]), **{n: x[n] for n in names}) for x in lines]
