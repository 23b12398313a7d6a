"""Write the inflected forms of the Danish cue verbs: `python -m training.cue_forms`.

So cues are found where a tagger errs.

Weak verbs are inflected by rule (both weak classes, since a form that does not exist is never met),
strong ones are in `STRONG` by their last part, so that "tage" serves "modtage" and "overtage".
"""

import csv
from pathlib import Path

from kg.language.lexicon import NOUN_KINDS, cue_rows

FOLDER = Path(__file__).parent.parent / "kg/language/da"
#: Infinitive: present, past, participle; other forms in use follow.
STRONG = {
    "sige": "siger sagde sagt",
    "tale": "taler talte talt",
    "skrive": "skriver skrev skrevet",
    "fortælle": "fortæller fortalte fortalt",
    "spørge": "spørger spurgte spurgt",
    "svare": "svarer svarede svaret",
    "gøre": "gør gjorde gjort",
    "slå": "slår slog slået slås",
    "give": "giver gav givet",
    "lægge": "lægger lagde lagt",
    "synes": "synes syntes",
    "lyde": "lyder lød lydt",
    "hedde": "hedder hed heddet",
    "finde": "finder fandt fundet findes",
    "tænke": "tænker tænkte tænkt",
    "tage": "tager tog taget",
    "gå": "går gik gået gås",
    "stå": "står stod stået",
    "få": "får fik fået",
    "love": "lover lovede lovet",
    "bede": "beder bad bedt",
    "byde": "byder bød budt",
    "bryde": "bryder brød brudt",
    "bringe": "bringer bragte bragt",
    "vinde": "vinder vandt vundet",
    "vælge": "vælger valgte valgt",
    "skyde": "skyder skød skudt",
    "skælde": "skælder skældte skældt",
    "stjæle": "stjæler stjal stjålet",
    "hjælpe": "hjælper hjalp hjulpet",
    "træffe": "træffer traf truffet",
    "træde": "træder trådte trådt",
    "møde": "møder mødte mødt",
    "mødes": "mødes mødtes",
    "sende": "sender sendte sendt",
    "vende": "vender vendte vendt",
    "kende": "kender kendte kendt",
    "brænde": "brænder brændte brændt",
    "gribe": "griber greb grebet",
    "drive": "driver drev drevet",
    "skære": "skærer skar skåret skæres",
    "bære": "bærer bar båret",
    "falde": "falder faldt faldet",
    "holde": "holder holdt",
    "lade": "lader lod ladet",
    "lide": "lider led lidt",
    "se": "ser så set ses",
    "le": "ler lo leet",
    "ske": "sker skete sket",
    "dø": "dør døde død",
    "sætte": "sætter satte sat",
    "sidde": "sidder sad siddet",
    "ligge": "ligger lå ligget",
    "komme": "kommer kom kommet",
    "fare": "farer for faret",
    "sværge": "sværger svor svoret",
    "nyde": "nyder nød nydt",
    "krybe": "kryber krøb krøbet",
    "bestride": "bestrider bestred bestridt",
    "vide": "ved vidste vidst",
    "ville": "vil ville villet",
    "spå": "spår spåede spået",
    "påstå": "påstår påstod påstået",
    "forstå": "forstår forstod forstået",
    "yde": "yder ydede ydet",
    "enes": "enes enedes",
    "bistå": "bistår bistod bistået",
    "være": "er var været",
    "sukke": "sukker sukkede sukket",
    "råde": "råder rådede rådet",
    "dømme": "dømmer dømte dømt",
    "glemme": "glemmer glemte glemt",
    "købe": "køber købte købt",
    "løbe": "løber løb løbet",
    "slippe": "slipper slap sluppet slippes",
    "foreslå": "foreslår foreslog foreslået",
    "fastslå": "fastslår fastslog fastslået",
    "tilstå": "tilstår tilstod tilstået",
    "forbyde": "forbyder forbød forbudt",
    "fortryde": "fortryder fortrød fortrudt",
    "udvise": "udviser udviste udvist",
    "fnyse": "fnyser fnøs fnyst fnyste",
    "gælde": "gælder gjaldt gældt",
    "tvinge": "tvinger tvang tvunget",
    "binde": "binder bandt bundet",
    "drage": "drager drog draget",
    "pibe": "piber peb pebet",
    "hive": "hiver hev hevet",
    "stikke": "stikker stak stukket",
    "rykke": "rykker rykkede rykket",
    "fryse": "fryser frøs frosset",
    "række": "rækker rakte rakt",
    "synge": "synger sang sunget",
    "springe": "springer sprang sprunget",
    "klinge": "klinger klang klinget",
    "trække": "trækker trak trukket",
    "bekende": "bekender bekendte bekendt",
    "mindes": "mindes mindedes",
    "befri": "befrier befriede befriet befris",
    "forny": "fornyer fornyede fornyet fornyes",
    "skride": "skrider skred skredet",
    "svinde": "svinder svandt svundet",
    "rive": "river rev revet",
    "bide": "bider bed bidt",
    "smide": "smider smed smidt",
    "skille": "skiller skilte skilt",
    "lyve": "lyver løj løjet",
    "snyde": "snyder snød snydt",
    "stille": "stiller stillede stillet stilles",
    "skrige": "skriger skreg skreget",
    "græde": "græder græd grædt",
    "nævne": "nævner nævnte nævnt nævnes",
    "erkende": "erkender erkendte erkendt erkendes",
    "fange": "fanger fangede fanget fanges",
    "sælge": "sælger solgte solgt sælges",
    "hænge": "hænger hængte hængt hang",
    "knuse": "knuser knuste knust knuses",
    "stige": "stiger steg steget",
    "vige": "viger veg veget",
    "ride": "rider red redet",
    "gnide": "gnider gned gnedet",
    "ryge": "ryger røg røget",
    "flyve": "flyver fløj fløjet",
    "pive": "piver peb pebet",
    "strides": "strides stredes",
    "slås": "slås sloges",
    "ses": "ses sås",
    "følges": "følges fulgtes",
    "skilles": "skilles skiltes",
    "omgås": "omgås omgikkes",
}
PREFIXES = (
    "af",
    "an",
    "angå",
    "anskuelig",
    "bag",
    "be",
    "bekendt",
    "bi",
    "bort",
    "efter",
    "fast",
    "for",
    "fore",
    "forud",
    "fra",
    "frem",
    "fri",
    "fuld",
    "gen",
    "genind",
    "gennem",
    "god",
    "hjem",
    "hån",
    "iagt",
    "igang",
    "imøde",
    "ind",
    "inde",
    "iværk",
    "klar",
    "kniv",
    "knæ",
    "kund",
    "latterlig",
    "lovlig",
    "løs",
    "med",
    "mod",
    "ned",
    "offentlig",
    "om",
    "op",
    "over",
    "på",
    "rede",
    "retfærdig",
    "sandsynlig",
    "stad",
    "til",
    "tilbage",
    "tydelig",
    "ud",
    "und",
    "under",
    "ved",
    "vide",
)


#: Cues that are adjectives and look like something else.
ADJECTIVES = {"tilfreds", "utilfreds", "rasende", "nervøs", "bange", "rede", "kritisk"}


def forms(lemma: str) -> set[str]:
    """Return the forms of a verb, itself and its s-passive included."""
    for prefix in ("", *sorted(PREFIXES, key=len, reverse=True)):
        if lemma.startswith(prefix) and (rest := lemma.removeprefix(prefix)) in STRONG:
            found = {prefix + form for form in STRONG[rest].split()}
            return found | {lemma} | ({lemma + "s"} if not lemma.endswith("s") else set())
    if not lemma.endswith(("e", "å", "s")) or lemma in ADJECTIVES:
        return {
            lemma,
            lemma + "t",
            (lemma.removesuffix("et") + "ede") if lemma.endswith("et") else lemma + "e",
        }
    if lemma.endswith("es"):
        return {lemma, lemma.removesuffix("s") + "des"}
    if lemma.endswith("å"):
        return {lemma + ending for ending in ("", "r", "ede", "et", "s", "edes")}
    stem = lemma.removesuffix("e")
    endings = (
        ("e", "er", "ede", "et", "es", "edes")
        if stem.endswith(("er", "t"))
        else ("e", "er", "ede", "et", "es", "edes", "te", "t", "tes")
    )
    single = stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] else stem
    return {stem + ending for ending in endings} | (
        {single + "te", single + "t"} if single != stem else set()
    )


def main() -> None:
    """Write cue_forms.csv."""
    lemmas = {
        row["cue"].partition("+")[0] for row in cue_rows(FOLDER) if row["kind"] not in NOUN_KINDS
    }
    with (FOLDER / "cue_forms.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["form", "lemma"])
        writer.writerows(sorted((form, lemma) for lemma in lemmas for form in forms(lemma)))


if __name__ == "__main__":
    main()
