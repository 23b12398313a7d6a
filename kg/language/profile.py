"""The words and endings of a language, by what they serve: all that the rules know of it.

A language has a folder with a file per group below (`da/profile/titles.json`), whose keys are the
fields of the group. A word is in lower case unless it is a name's. `frozenset`: whole words;
`tuple`: endings, or words in an order that counts.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from kg.errors import RunError
from kg.model import Kind, Modality

Group = TypeVar("Group")
Words = frozenset[str]
Endings = tuple[str, ...]
#: The last such day before publication, the first after it, the one of a week, or none.
WeekdayRule = Literal["before", "after", "last week", "this week", "next week", "no day"]
#: The last such season that is over, the next that is not.
SeasonRule = Literal["before", "after"]


@dataclass(frozen=True, slots=True, eq=False)
class Clauses:
    """What opens, joins and ends clauses."""

    that: str
    #: What opens an indirect question: "om".
    whether: str
    it: str
    #: What may open the clause that somebody says: "at", "om", "hvorfor".
    openers: Words
    #: What opens a clause that nobody says: "da", "mens".
    subordinate_openers: Words
    #: What, after a comma, no longer belongs to what is said: "hvor", "mens".
    ends: Words
    #: Between a verb and an opener these tell that the clause is not the verb's.
    no_clause_after: Words
    conditionals: Words
    coordination: Words
    #: Before "at" these tell why or how something is done: "for at", "ved at".
    aims: Words
    #: Where the search for the object of a verb stops.
    object_ends: Words
    empty_objects: Words
    #: Prepositions within a subject: "formanden for partiet".
    subject_links: Words
    #: What may stand between a subject and its verb.
    before_verbs: Words
    #: "er" in "Ali Kaya, som er dommer".
    linking: Words


@dataclass(frozen=True, slots=True, eq=False)
class Verbs:
    """Auxiliaries, passives, negation."""

    #: Auxiliary of the passive, as a lemma.
    passive_auxiliary: str
    #: Auxiliary of the state that a deed leaves ("er sigtet"), as a lemma.
    stative_auxiliary: str
    #: Verbs, as lemmas, that take it when their subject acts: "er trådt tilbage".
    motion: Words
    agent_preposition: str
    #: Nouns after which "af" names no agent: "på vegne af".
    no_agent_after: Words
    #: Before what is threatened with: "truer med told".
    means: str
    #: How a modal verb, as lemma or form, vouches for its clause.
    modals: Mapping[str, Modality]
    #: Adverbs of what may be.
    possibility: Words
    no: str
    negations: Words
    #: "hverken", which denies the verb of the subject that it opens.
    neither: str
    #: "vil" and "ville": an intention. "tør" and the like, which only refuse, under "ikke".
    will: Words
    dare: Words
    #: "at have", "at være": what is denied rather than refused.
    being: Words
    #: Lemmas of what only passes a tale on, before "have": "skal have angrebet"; of doubting.
    told: Words
    doubts: Words
    #: "rygter", "sigende": whoever has it from there has it from nobody.
    rumours: Words
    #: Lemmas of verbs that give a name, and what may stand before it: "kalder datteren for Mie".
    naming: Words
    named_as: str
    #: Lemmas of what "det" makes somebody feel: "det undrer mig".
    feelings: Words
    #: Lemmas whose passive tells what is said of somebody: of accusing and clearing, of telling.
    accusing: Words
    telling: Words
    #: Lemmas of what is not true where negated, and at all; "ingen", which leaves nothing.
    truth: Words
    untrue: Words
    none: Words
    #: Two words that open a condition, and the word that opens one in the present.
    unless: Words
    when: str
    #: Modal verbs of what only ought to be done, of what would have been done before "have".
    ought: Words
    would: Words
    perfect: str
    #: What opens a clause that is imagined, two words; one that gives a reason.
    as_if: str
    because: str
    #: Forms of modal verbs under which "ikke" refuses.
    refusal_forms: Words


@dataclass(frozen=True, slots=True, eq=False)
class Speech:
    """Attributions, and what nouns need to make a statement."""

    #: What opens an attribution, of one word or two: "ifølge", "i følge".
    according_to: Words
    #: "efter" in "efter ministerens mening", and the nouns that make it an attribution.
    opinion_preposition: str
    opinion_nouns: Words
    #: What annoys whom: "til", "irritation" and "for" in "til stor irritation for Lund".
    annoyance_preposition: str
    annoyances: Words
    annoyed: str
    #: What opens a sentence about the words before it: "sådan siger".
    back_pointers: Words
    #: Lemmas that add nothing to what one says: "jeg tror", "han sagde, at han troede"; the others
    #: only in a quote: "jeg lover".
    beliefs: Words
    own_words: Words
    #: Lemmas of verbs that say what something is called, what may stand before that ("som", "for"),
    #: and how words begin by which it is called a fault or a merit.
    appraising: Words
    calling: Words
    faults: Endings
    merits: Endings
    #: Cues that are one or the other: of a claim, of a proposal.
    deny_or_reject: Words
    #: Endings of nouns that may be true or not.
    claims: Endings
    #: Whose a noun is: "opbakning fra partiet"; where it happens: "under angrebet".
    noun_agents: Words
    noun_occasions: Words
    #: Before those who meet or deal with each other: "mødet mellem Norge og Kina".
    between: str
    #: What follows a noun that says something: "kritik af".
    noun_complements: Words


@dataclass(frozen=True, slots=True, eq=False)
class Pronouns:
    """Pronouns, in all their cases."""

    i: Words
    we: Words
    you: Words
    he: Words
    she: Words
    they: Words
    that_one: Words
    one: Words
    relative: Words
    #: Those of the above that say whose a thing is, and those for what its clause's subject owns.
    possessive: Words
    own_thing: Words
    #: "sig", which is "mig" where the subject is "jeg".
    itself: str

    @property
    def own(self) -> Words:
        """Return those by which a quote speaks of itself or of nobody."""
        return (self.i | self.we | self.you | self.one) - self.possessive


@dataclass(frozen=True, slots=True, eq=False)
class Titles:
    """What persons are called for what they do."""

    suffixes: Endings
    #: Endings of nouns for somebody who does something: "rapper", "datalog".
    callings: Endings
    #: Nouns before a name that tell of no office or calling, "naboen", and endings of such nouns:
    #: "sommer", "forsikring".
    no_callings: Words
    no_calling_endings: Endings
    #: Prepositions whose noun before a name is no calling: "i pausen Bo Holm".
    adverbial: Words
    #: Parts of "dr. phil.", "Sir" and the like between title and name, without full stop.
    styles: Words
    #: "år" in "42 år".
    years: Words
    #: Titles that an adjective of a country gives to it: "den franske præsident".
    offices: Endings
    #: Offices of a state, also where the article does not say which.
    state_offices: Endings
    #: Those of them that the language's own country does not have.
    foreign_offices: Endings
    #: Those that only some countries have, by their codes (ISO 3166-1).
    office_countries: Mapping[str, tuple[str, ...]]
    #: "I" in "I Dansk Handel siger direktør Bo Holm".
    openers: Words
    #: What the head of a body is called, also where the article does not say of which.
    heads: Endings
    #: Endings of places that have such a head: "sygehus".
    houses: Endings
    #: Endings of titles, and of the names of the bodies that have them: "kommune".
    bodies: Mapping[str, tuple[str, ...]]
    #: Ending of the age in "den 31-årige skuespiller".
    aged: str
    #: Titles beside those and offices that have the owner of the next one: "partner og direktør i".
    joint: Endings
    #: What joins a person to a title: "er", "blev".
    linking: Words
    #: "som" and "til" in "fortsætter som formand", "valgt til formand", and lemmas of the verbs
    #: of the last.
    as_one: str
    into: str
    appointing: Words
    #: Of these the subject is the employer: "Novo ansætter", "Novo fyrer".
    hiring: Words
    dismissing: Words
    #: Lemmas of "hedde", of "uddanne" ("uddannet tømrer"), of verbs of which the subject gets the
    #: title ("afløser Bo Holm som formand"), and endings of what has one: "posten som formand".
    naming: Words
    training: Words
    succeeding: Words
    posts: Endings
    #: "en" and "af" in "en af formændene".
    one: Words
    among: str
    #: What a rank may end in: "af reserven".
    grades: Words
    #: "i" in "professor i jura".
    field_preposition: str
    #: Words before a title that are part of it, as they are without inflection, and endings of
    #: adjectives that are.
    modifiers: Mapping[str, str]
    adjectives: Endings
    #: Adjectives that end so and are no part of a title: of a party, a region, praise.
    no_modifiers: Words
    #: Inflected endings of such adjectives, and what they are without inflection.
    inflected_adjectives: Mapping[str, str]
    #: Endings of definite titles, and what they are without; tried in this order.
    definite: Mapping[str, str]
    #: Endings of plurals, the longest first.
    plurals: Endings
    #: Ending of a definite noun.
    definite_ending: str
    #: "hans" before a title that somebody named before has given: "hans chef Bo Holm".
    possessives: Words
    #: Bodies that before a hyphen are a field and no owner, "EU-ordfører", and endings of the
    #: titles that they have all the same: "EU-kommissær".
    fields: Words
    bodied: Endings
    #: Between a title and its owner: "formand for".
    affiliation: Words
    #: Those of them after which a place is an owner, and endings of titles that a place has, as
    #: offices have: "borgmester i Odense", not "tandlæge i Odense".
    seat_prepositions: Words
    seated: Endings
    #: Between a name and an employer: "Mogens Lund fra Novo".
    employers: Words


@dataclass(frozen=True, slots=True, eq=False)
class References:
    """What stands for an entity without naming it."""

    #: Endings of nouns that speak for their owner: "talsmand", "hær".
    speakers: Endings
    #: Between such a noun and its owner.
    owning: Words
    #: Nouns for the entity of a kind that was named last: "landet", "partiet".
    collective: Mapping[Kind, Words]
    #: What introduces a noun that has been spoken of, one that is known, and one that is new.
    these: Words
    #: "tidligere": who is one no longer does not speak for the body.
    former: Words
    definite_articles: Words
    indefinite_articles: Words
    #: Endings of nouns in all their forms.
    noun_endings: Endings


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """How names are written."""

    #: Lower-case words within a person's name; those that may begin it; those that never join one.
    particles: Words
    leading_particles: Words
    no_particles: Words
    abbreviated_forenames: Words
    #: Endings of nouns that make a name one of an organisation, of a place.
    body_suffixes: Endings
    place_suffixes: Endings
    #: Endings of who may be of a party: "den demokratiske senator".
    partisans: Endings
    #: What a body's name goes on with that says what it is for, and what goes on with that.
    purpose: Words
    purposes: Words
    #: How names of contests, prizes and other events end: a space and their last words.
    contests: Endings
    #: What stands before a surname instead of a forename: "dr."; articles that begin foreign names.
    styles: Words
    articles: Words
    #: Endings of bodies in the definite form, which no common noun may be: "Hjerteforeningen".
    definite_bodies: Endings
    #: Endings of bodies of a country or city: "det franske senat", "Kinas statsråd".
    national_bodies: Endings
    #: Endings of "politiet", and "i", in "politiet i Horsens".
    seated_bodies: Endings
    seats: Words
    #: Prepositions before where something is, goes or comes from.
    whereabouts: Words
    #: Capitals that name no organisation.
    no_organisation: Words
    #: Endings of names that end like a genitive.
    ending_in_s: Endings
    #: Endings of a definite noun: "Fællesrådet" for "Byens Fællesråd".
    definite_endings: Words
    #: "fru" and "hr." with the sex they say, f or m; endings of words for relatives.
    honorifics: Mapping[str, str]
    relatives: Endings
    #: Words in lower case within a foreign name: "Bank of America".
    joining: Words


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """What stands around a name and tells what it names."""

    #: Words and marks that are evidence of themselves: "i", "siger", "(".
    words: Words
    #: Endings of nouns before and after names of places, of organisations, of things that are
    #: neither: "byen", "avisen", "filmen".
    places: Endings
    bodies: Endings
    things: Endings
    #: Nouns and adjectives that tell the kind of what is said to be one: "er en by", "er 42-årig".
    #: Long ones also as the end of a word.
    told: Mapping[Kind, Words]


@dataclass(frozen=True, slots=True, eq=False)
class Genitive:
    """How a genitive is written."""

    ending: str
    apostrophes: Endings

    def ends(self, word: str) -> bool:
        """Tell whether a word ends like a genitive."""
        return word.endswith((self.ending, *self.apostrophes))

    def unmarked(self, word: str) -> str:
        """Return a word without the apostrophe of a genitive and what follows it: "USA's"."""
        if word.isalnum():
            return word
        for mark in self.apostrophes:
            for ending in (mark + self.ending, mark):
                if word.endswith(ending):
                    return word[: -len(ending)]
        return word

    def bare(self, word: str) -> str:
        """Return a word without what may be the ending of a genitive or not.

        That is what two spellings of one name have in common.
        """
        if not word.endswith(self.ending):
            return word
        word = word.removesuffix(self.ending)
        return word[:-1] if word.endswith(self.apostrophes) else word


@dataclass(frozen=True, slots=True, eq=False)
class Dates:
    """Names of days and months, Monday and January first, and phrases that name a day."""

    #: Where newspapers of the language have their day, as a name of the time zone database.
    zone: str
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    #: Abbreviations of months, with their full stop.
    short_months: Mapping[str, str]
    #: "den" in "den 17. maj".
    articles: Words
    #: Days that a phrase is before the day of publication.
    days_back: Mapping[str, int]
    #: Phrases with "{}" for a weekday, the longest first, and the day that each means.
    weekday_phrases: Mapping[str, WeekdayRule]
    #: Phrases with "{}" for a number and a unit, and whether they count ahead (1) or back (-1).
    spans: Mapping[str, int]
    #: Units in days, and the numbers that are written as words.
    units: Mapping[str, int]
    numbers: Mapping[str, int]
    #: Units in months.
    month_units: Mapping[str, int]
    #: Days that have a name, as month and day: "12-24".
    holidays: Mapping[str, str]
    #: Days that lie so many days after Easter Sunday.
    easter: Mapping[str, int]
    #: Feasts of several days, as the names of the first and the last: "juleaften/2. juledag".
    feasts: Mapping[str, str]
    #: "erne" in "1990'erne".
    decades: Words
    #: "af" in "første kvartal af 2023".
    of: Words
    #: The night before publication: "i nat".
    last_night: Words
    #: "fra" in "fra den 3. til den 5. maj".
    range_openers: Words
    #: What makes a day the limit of something: "siden", "inden".
    limits: Words
    #: "i" in "i april".
    within: Words
    #: What stands between the days of a range: "og", "-".
    range_marks: Words
    #: Phrases with "{}" for the weekday that a night leads to, "{before}" for the one before.
    nights: tuple[str, ...]
    #: The first, middle and last third of a period: 0, 1, 2.
    parts: Mapping[str, int]
    #: Which year a month is of, counted from that of publication: "sidste år".
    which_year: Mapping[str, int]
    #: Seasons by the month they begin in.
    seasons: Mapping[str, int]
    #: Phrases with "{}" for a season, and whether it is the last one over or the next.
    season_phrases: Mapping[str, SeasonRule]
    ordinals: Mapping[str, int]
    quarters: Words
    halves: Words
    #: Phrases, and the week, weekend, month or year that each means: "week -1"; "year rest" is what
    #: is left of it.
    periods: Mapping[str, str]
    #: "de seneste" in "de seneste to uger", "den seneste" in "den seneste uge".
    running: Words
    running_one: Words


@dataclass(frozen=True, slots=True, eq=False)
class Spelling:
    """What the gazetteer takes for the same, and how it reads derived words."""

    #: Letters, and how they are written too.
    folds: Mapping[str, str]
    #: "nord" and "sk" in "nordtysk"; adjectives that are another country's with it.
    compass: Endings
    compass_endings: Endings
    no_compass: Endings
    #: ISO 3166-1 codes of the countries whose cities are meant first.
    home: Words


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """All that the rules know of a language."""

    clauses: Clauses
    verbs: Verbs
    speech: Speech
    pronouns: Pronouns
    titles: Titles
    references: References
    names: Names
    evidence: Evidence
    genitive: Genitive
    dates: Dates
    spelling: Spelling


def load_profile(folder: Path) -> Profile:
    """Return the profile in a folder.

    Raises RunError naming the file and the key, for one that is missing, unknown, or not of the
    kind that its field has.
    """
    groups = get_type_hints(Profile)
    found = {path.stem for path in folder.glob("*.json")}
    _compare(found, set(groups), f"{folder}: file")
    return Profile(**{name: _group(kind, folder / f"{name}.json") for name, kind in groups.items()})


def _group(kind: type[Group], path: Path) -> Group:
    try:
        raw = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise RunError(f"{path}: not JSON ({error})") from error
    if not isinstance(raw, dict):
        raise RunError(f"{path}: expected an object with a key per word class")
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]
    _compare(set(raw), set(names), f"{path}: key")
    return kind(**{name: _value(hints[name], raw[name], f"{path}: {name}") for name in names})


def _compare(found: set[str], expected: set[str], what: str) -> None:
    if unknown := sorted(found - expected):
        raise RunError(
            f"{what} {unknown[0]!r} is unknown; expected {', '.join(sorted(expected - found))}"
            if expected - found
            else f"{what} {unknown[0]!r} is unknown; delete it, or add it to kg/language/profile.py"
        )
    if missing := sorted(expected - found):
        raise RunError(f"{what} {missing[0]!r} is missing; add it")


def _value(hint: Any, raw: Any, where: str) -> Any:
    """Return a value of JSON as what the field is."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Mapping and isinstance(raw, dict):
        return {key: _value(arguments[1], value, f"{where}: {key}") for key, value in raw.items()}
    if origin in {frozenset, tuple} and isinstance(raw, list):
        if twice := [word for word in raw if raw.count(word) > 1]:
            raise RunError(f"{where}: {twice[0]!r} is there twice; delete one")
        return origin(_value(str, word, where) for word in raw)
    if origin is None and type(raw) is hint:
        return raw
    if arguments and raw in arguments:
        return raw
    raise RunError(f"{where}: {raw!r} is not what kg/language/profile.py says it is: {hint}")
