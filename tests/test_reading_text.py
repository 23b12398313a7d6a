"""What a text tells of itself: its encoding, its letters, its language, who wrote it."""

import json

import pytest
from command import kg, one_line

from kg.sources import read
from kg.sources.encodings import encoding_of
from kg.sources.languages import code, language_of
from kg.sources.mending import mended
from kg.sources.signatures import signed_by, signed_for

DANISH = (
    "Byrådet i Ærøskøbing har besluttet at lukke to skoler, og det får nu forældrene til at true "
    "med at gå til domstolene. »Det er helt uholdbart«, siger Søren Ørsted."
)
NORWEGIAN = (
    "Kommunestyret har bestemt at to skoler skal legges ned, og nå truer foreldrene med å gå til "
    "retten. – Dette er helt uholdbart, sier Kari Nordmann, som har tre barn på skolen. Hun får "
    "støtte av flere partier, som mener at saken ikke er godt nok utredet av rådmannen."
)
SWEDISH = (
    "Kommunfullmäktige har beslutat att två skolor ska läggas ner, och nu hotar föräldrarna med "
    "att gå till domstol. – Det är helt ohållbart, säger Anna Svensson, som har tre barn i skolan."
)
ENGLISH = (
    "The town council has decided to close two schools, and parents are now threatening to go to "
    "court over the decision, which they say has not been thought through at all."
)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (DANISH, "utf-8"),
        (DANISH, "cp1252"),
        (DANISH, "mac-roman"),
        (DANISH.replace("»", '"').replace("«", '"'), "cp865"),
        (DANISH, "utf-16"),
        (DANISH, "utf-16-le"),
        (DANISH, "utf-16-be"),
        (DANISH, "utf-32"),
        (DANISH, "utf-8-sig"),
        ("Sådan går det.", "cp1252"),
        ("Мэр города выступил против решения совета закрыть две школы.", "cp1251"),
    ],
)
def test_encoding_is_seen_from_the_bytes(tmp_path, text, encoding):
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    (article,) = read(str(path))
    assert article.text == text


def test_encoding_that_had_to_be_guessed_is_told(tmp_path, caplog):
    path = tmp_path / "a.txt"
    path.write_bytes(DANISH.encode("cp1252"))
    list(read(str(path)))
    assert caplog.messages == [
        f"{path}: read as cp1252, as its bytes look; --encoding says otherwise"
    ]


def test_encoding_is_seen_in_time_linear_in_its_length():
    content = DANISH.encode("cp1252") * 100_000
    assert encoding_of(content) == "cp1252"


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("SÃ¥dan gÃ¥r det i KÃ¸benhavn â€“ Â»jaÂ«", "Sådan går det i København – »ja«"),
        ("smÃ¸r og brød", "smør og brød"),
        ("Ã†ldre i Ãrhus", "Ældre i Ãrhus"),  # half of it cannot be known
        (DANISH, DANISH),
        ("Gençay Üçok, Ærø, Ñandú", "Gençay Üçok, Ærø, Ñandú"),
        (NORWEGIAN, NORWEGIAN),
    ],
)
def test_wrongly_decoded_letters_are_mended(wrong, right):
    assert mended(wrong) == right


def test_mending_is_told(tmp_path, caplog):
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"text": "SÃ¥dan gÃ¥r det."}\n{"text": "Godt."}\n'
        '{"title": "SÃ¥dan gÃ¥r det", "text": "x"}\n'
    )
    assert [(a.text, a.title) for a in read(str(path))] == [
        ("Sådan går det.", ""),
        ("Godt.", ""),
        ("x", "Sådan går det"),
    ]
    assert caplog.messages == [
        f"{path}:1: letters that were decoded wrongly are mended",
        f"{path}: letters that were decoded wrongly, mended, in 1 more",
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (DANISH, "da"),
        (NORWEGIAN, "no"),
        (SWEDISH, "sv"),
        (ENGLISH, "en"),
        (ENGLISH[:70], "en"),
        (SWEDISH[:70], "sv"),
        (NORWEGIAN[:70], "da"),  # as it might be
        ("Joe Biden truer Iran.", "da"),
        ("Yes!", "da"),
        ("", "da"),
    ],
)
def test_language_is_seen_from_enough_text(text, language):
    assert language_of([text]) == language


@pytest.mark.parametrize(
    ("tag", "language"), [("da-DK", "da"), ("DA", "da"), ("swe", ""), ("Dansk", ""), (None, "")]
)
def test_tag_of_a_language_is_its_first_part(tag, language):
    assert code(tag) == language


@pytest.fixture
def mixed(tmp_path):
    path = tmp_path / "a.jsonl"
    records = [
        {"id": "da", "text": DANISH},
        {"id": "en", "text": ENGLISH},
        {"id": "sv", "text": "Kort.", "language": "sv-SE"},
        {"id": "sv2", "text": SWEDISH},
    ]
    path.write_text("".join(json.dumps(r) + "\n" for r in records))
    return path


def test_other_languages_are_left_out_and_counted(mixed):
    result = kg("annotate", mixed, "--quiet")
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["da"]
    assert (result.exit_code, one_line(result)) == (
        0,
        "kg: not Danish, and therefore left out: 2 sv, 1 en; --lang any keeps them as text only",
    )


def test_other_languages_are_kept_as_text_only_when_asked_for(mixed):
    result = kg("annotate", mixed, "--lang", "any", "--quiet")
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(a["id"], bool(a["statements"])) for a in found] == [
        ("da", True),
        ("en", False),
        ("sv", False),
        ("sv2", False),
    ]
    assert one_line(result) == "kg: not Danish, and therefore kept as text only: 2 sv, 1 en"


@pytest.mark.parametrize(
    ("paragraphs", "names"),
    [
        (["Af Ib Bak", "Byrådet taler."], "Ib Bak"),
        (["Af Ib Bak, Oslo", "Byrådet taler."], "Ib Bak"),
        (["Byrådet taler.", "Af Eva Dam og Ib Bak /ritzau/"], "Eva Dam og Ib Bak"),
        (["Ny plan", "Tekst: Karen van Holm", "Byrådet taler."], "Karen van Holm"),
        (["Ib Bak, ib.bak@avis.example", "Byrådet taler."], "Ib Bak"),
        (["Byrådet taler."], ""),
        (["Af med hovedet, siger Ib Bak."], ""),
        (["Af Danmarks Nationalbank er der kommet en ny analyse, som viser noget andet."], ""),
    ],
)
def test_names_above_or_below_a_text_wrote_it(paragraphs, names):
    assert signed_by(paragraphs) == names


@pytest.mark.parametrize(
    ("paragraphs", "agencies"),
    [
        (["Byrådet taler.", "/ritzau/Reuters"], "ritzau/Reuters"),
        (["Byrådet taler.", "/ritzau/"], "ritzau"),
        (["Byrådet taler. /ritzau/AFP/"], "ritzau/AFP"),
        (["Byrådet taler.", "Ritzau"], "Ritzau"),
        (["Byrådet taler. (©NTB)"], ""),
        (["Byrådet taler. (NTB)"], "NTB"),
        (["KØBENHAVN (Ritzau) - Byrådet taler."], "Ritzau"),
        (["OSLO (AFP-NTB): Rådet taler."], "AFP/NTB"),
        (["Det siger hun til Ritzau."], ""),
        (["Ritzau skriver, at byrådet taler."], ""),
        ([], ""),
    ],
)
def test_agencies_that_a_text_names_as_its_source(paragraphs, agencies):
    assert signed_for(paragraphs) == agencies
