"""A story of an agency as papers print it, and another story about the same event: all our own."""

from dataclasses import replace

from kg.model import Annotated, Article

WIRE = Article(
    "article:wire",
    (
        (
            "KØBENHAVN (Ritzau) - Trafikminister Grethe Holmgaard vil lukke broen over "
            "Smalsund i tre måneder til foråret, fordi rusten er gået værre frem, end "
            "ingeniørerne havde ventet."
        ),
        "Det oplyser ministeriet i en kort meddelelse tirsdag eftermiddag.",
        (
            "- Ingen skal køre over en bro, som jeg ikke selv ville sende mine børn over, "
            "siger Grethe Holmgaard efter et møde med vejdirektør Anton Brask."
        ),
        (
            "Broen blev bygget i 1931 og bruges hver dag af omkring 14.000 biler, de fleste "
            "på vej til og fra arbejde i Nørby og på det store slagteri ved havnen."
        ),
        (
            "Formanden for pendlerne, Ulla Kjeldsen, kalder lukningen en katastrofe for de "
            "familier, der nu får halvanden times omvej hver morgen."
        ),
        (
            "En færge skal sejle i timerne omkring arbejdstid, men der er endnu ikke fundet "
            "et rederi, og prisen for en billet kendes heller ikke."
        ),
        "Arbejdet ventes at koste 212 millioner kroner, hvoraf kommunen skal betale en tredjedel.",
        "/ritzau/",
    ),
    "Bro lukkes i tre måneder",
    "Ritzau",
    "da",
    "2024-02-06",
)


def _paper(number: int, published: str, paragraphs: tuple[str, ...]) -> Article:
    return replace(
        WIRE,
        id=f"article:paper-{number}",
        outlet=f"Avis {number}",
        title="Pendlere får lang omvej",
        published=published,
        paragraphs=paragraphs,
    )


#: Cut to the first paragraphs.
CUT = _paper(1, "2024-02-06T21:10:00+01:00", WIRE.paragraphs[:4])
#: A new lead, a name spelled otherwise, a byline, a heading.
LED = _paper(
    2,
    "2024-02-07",
    (
        "Af Mogens Thue",
        "Sætter du dig bag rattet på Smalsund hver morgen, skal du finde en anden vej til foråret.",
        *(p.replace("Holmgaard", "Holmgård") for p in WIRE.paragraphs[1:3]),
        "Kendt siden 1931",
        *WIRE.paragraphs[3:6],
    ),
)
#: What it means at home, in place of the end; sentences set anew.
LOCAL = _paper(
    3,
    "2024-02-08",
    (
        " ".join(WIRE.paragraphs[:2]),
        *WIRE.paragraphs[2:5],
        (
            "I Vester Lyng venter købmand Poul Erik Dam flere kunder i den tid, fordi omvejen"
            " går lige forbi hans dør, og han overvejer at åbne en time tidligere."
        ),
        "(ritzau)",
    ),
)
#: Another story about the same event: same people, same quote, told by somebody who was there.
OTHER = replace(
    WIRE,
    id="article:other",
    outlet="Sundposten",
    title="Rust lukker bro",
    published="2024-02-06",
    paragraphs=(
        (
            "Rusten har ædt sig så dybt ind i Smalsundbroen, at den fra marts til maj spærres"
            " for al trafik, meddelte trafikminister Grethe Holmgaard på et pressemøde i "
            "Nørby i går."
        ),
        "- Ingen skal køre over en bro, som jeg ikke selv ville sende mine børn over, sagde hun.",
        (
            "Vejdirektør Anton Brask viste billeder af de bærende dragere, hvor der flere "
            "steder er hul igennem stålet, og beklagede, at eftersynet i 2019 ikke havde "
            "opdaget det."
        ),
        (
            "For slagteriet, der får 300 lastbiler med svin om ugen, bliver det dyrt. "
            "Direktør Mads Wind vil bede ministeren om en erstatning, og fagforeningen "
            "frygter fyringer."
        ),
        "Borgmesteren fik først besked om morgenen og forlod mødet uden at svare på spørgsmål.",
    ),
)
PAPERS = (CUT, LED, LOCAL)
ALL = (WIRE, *PAPERS, OTHER)


def annotated(*articles: Article) -> list[Annotated]:
    """Return articles in which nothing was found."""
    return [Annotated(article) for article in articles]
