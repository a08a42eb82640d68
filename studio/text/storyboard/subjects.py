"""The subject of a sentence in German, the Romance languages and Russian, by its small words and its verb."""

# ruff: noqa: RUF001, SIM905 (letters of scripts look alike; lists of words read best as text)

from __future__ import annotations

import re

_LONGEST = 46
# "Once upon a time there was", and the like.
_OPENINGS = {
    "de": r"(?:es war einmal|es lebte einmal|es gibt|es gab|das ist|dies ist|hier ist|heute (?:zeigen|backen|kochen|bauen|machen) wir|wir (?:bieten|suchen|verkaufen))",
    "fr": r"(?:(?:aujourd'hui,? )?nous (?:préparons|faisons|proposons|cherchons|vous présentons)|il était une fois|il y avait(?: une fois)?|il y a|voici|voilà|c'est|ceci est)",
    "es": r"(?:hoy,? (?:preparamos|hacemos|cocinamos|presentamos|vamos a (?:preparar|hacer|cocinar))|buscamos|vendemos|ofrecemos|érase una vez|había una vez|hay|había|esta es|este es|aquí está)",
    "it": r"(?:oggi,? (?:prepariamo|facciamo|cuciniamo|presentiamo)|cerchiamo|vendiamo|offriamo|c'era una volta|c'erano una volta|c'è|c'era|ecco|questa è|questo è)",
    "pt": r"(?:hoje,? (?:preparamos|fazemos|cozinhamos|apresentamos|vamos (?:preparar|fazer|cozinhar))|procuramos|vendemos|oferecemos|era uma vez|havia(?: uma vez)?|há|esta é|este é|aqui está)",
    "nl": r"(?:er was eens|er is|er was|dit is)",
    "ru": r"(?:жил-был|жила-была|жили-были|однажды|это)",
}
_ARTICLES = {
    "fr": "le la les l' un une des mon ma mes ton ta son sa ses notre nos votre leur leurs ce cet cette ces deux trois quatre cinq",
    "es": "el la los las un una unos unas mi mis tu su sus nuestro nuestra nuestros nuestras este esta estos estas dos tres cuatro cinco",
    "it": "il lo la i gli le l' un uno una un' mio mia nostro nostra suo sua questo questa questi queste due tre quattro cinque",
    "pt": "o a os as um uma uns umas meu minha nosso nossa seu sua este esta estes estas dois duas três quatro cinco",
    "nl": "de het een mijn onze ons zijn haar deze dit twee drie vier vijf",
}
# Finite verbs and what stands before one: pronouns, auxiliaries, and the commonest verbs of the third person.
_VERBS = {
    "fr": "a ont est sont était étaient avait avaient fut furent sera seront se s' ne n' y en va vont vient viennent fait font dit disent peut peuvent doit doivent "
    "veut veulent sait voit prend prennent met mettent tient vit vivent reste restent devient commence commencent arrive arrivent trouve trouvent donne donnent "
    "porte portent passe passent ouvre ouvrent ferme ferment mange mangent dort dorment court courent aime aiment garde gardent montre montrent tombe tombent "
    "entre sort part partent suit naît meurt brille brillent chante chantent danse dansent permet permettent apporte lance annonce augmente baisse",
    "es": "es son está están era eran fue fueron ha han había habían se no tiene tienen tenía va van viene vienen hace hacen dice puede pueden debe quiere sabe ve "
    "toma pone sale salen vive viven vivía queda quedan empieza empiezan llega llegan encuentra encuentran da dan lleva llevan pasa pasan abre abren cierra cierran come "
    "comen duerme duermen corre corren ama aman guarda muestra cae caen entra sigue nace muere brilla brillan canta cantan baila bailan permite trae lanza anuncia "
    "sube suben baja bajan vuelve vuelven busca buscan",
    "it": "è sono era erano fu furono ha hanno aveva avevano si non ci sta stanno va vanno viene vengono fa fanno dice può possono deve vuole sa vede prende mette esce "
    "vive vivono viveva resta restano diventa comincia cominciano arriva arrivano trova trovano dà danno porta portano passa passano apre aprono chiude chiudono mangia "
    "mangiano dorme dormono corre corrono ama amano guarda mostra cade cadono entra segue nasce muore brilla brillano canta cantano balla ballano sale scende torna cerca",
    "pt": "é são está estão era eram foi foram tem têm tinha tinham se não vai vão vem vêm faz fazem diz pode podem deve quer sabe vê toma põe sai saem vive vivem vivia "
    "fica ficam começa começam chega chegam encontra encontram dá dão leva levam passa passam abre abrem fecha fecham come comem dorme dormem corre correm ama amam guarda "
    "mostra cai caem entra segue nasce morre brilha brilham canta cantam dança dançam sobe desce volta voltam procura há",
    "nl": "is zijn was waren heeft hebben had hadden wordt worden werd werden kan kunnen kon moet moeten wil gaat gaan ging komt komen kwam staat staan stond ligt liggen "
    "lag zit zitten zat woont woonde leeft leefde loopt liep vindt vond geeft gaf neemt nam maakt maakte ziet zag doet deed blijft bleef opent opende sluit sloot",
}
_ENDINGS = {
    "fr": r"\w{2,}(?:ait|aient|èrent|irent|urent)",
    "es": r"\w{2,}(?:aba|aban|ía|ían|ó|aron|ieron)",
    "it": r"\w{2,}(?:ava|avano|eva|evano|iva|ivano|ò|arono|erono|irono)",
    "pt": r"\w{2,}(?:ava|avam|ou|aram|eram|iram|eu|iu)",
    "nl": r"\w{2,}(?:de|den|te|ten)(?<!einde)",
    "ru": r"\w{2,}(?:ла|ло|ли|лся|лась|лись|ет|ёт|ит|ют|ят|ется|ится|ются|ятся)|\w{2,}[аеиоуыяё]л",
}
_PREPOSITIONS = {
    "fr": "dans sur sous au à en chez près loin derrière devant",
    "es": "en al a bajo sobre tras junto cerca lejos detrás",
    "it": "in nel nella nello nei al alla su sul sulla sotto dietro presso",
    "pt": "em no na nos nas num numa ao sob sobre atrás perto",
    "nl": "in op aan onder achter bij",
    "ru": "в на у под за возле около",
}
_GERMAN_ARTICLES = frozenset(
    "der die das ein eine mein meine dein deine sein seine ihr ihre unser unsere euer eure dieser diese dieses jeder jede jedes kein keine zwei drei vier fünf viele einige "
    "manche alle beide".split()
)
_GERMAN_PREPOSITIONS = frozenset(
    "am im an in auf aus bei beim mit nach von vom vor zu zum zur über unter durch für gegen ohne um bis seit während hinter neben zwischen trotz wegen ab".split()
)
# Prepositions that rather begin another part of the sentence than say which noun is meant.
_GERMAN_WHEN = frozenset("nach bis seit während trotz wegen ab vor um".split())
_GERMAN_TIMES = frozenset(
    "morgen abend abends mittag nachmittag nacht tag tage jahr jahre jahren woche wochen monat monate stunde stunden minute minuten sommer winter herbst frühling mal "
    "montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz april mai juni juli august september oktober november dezember uhr".split()
)


def without_opening(sentence: str, language: str) -> str:
    """Return a sentence without words that only introduce somebody: "es war einmal"."""
    opening = _OPENINGS.get(language)
    found = re.match(rf"{opening}\s+(?=\w)", sentence, re.IGNORECASE) if opening else None
    rest = sentence[found.end() :] if found else ""
    if len(rest.split()) < 2:
        return sentence
    # What was an object is named by itself now.
    named = re.sub(r"^(?:einen|den)\b", lambda one: {"einen": "ein", "den": "der"}[one.group()], rest)
    return named if language == "de" else rest


def subject_of(sentence: str, language: str) -> str:
    """Return the subject of a sentence as it is written; "" if it is not clear where it ends."""
    found = _german(sentence) if language == "de" else _before_verb(sentence, language)
    return found if 0 < len(found) <= _LONGEST else ""


def _before_verb(sentence: str, language: str) -> str:
    """Return what stands before the verb, if that begins like a subject: with an article, or as a name."""
    if language not in _ENDINGS:
        return ""
    verbs, ending = frozenset(_VERBS.get(language, "").split()), re.compile(_ENDINGS[language])
    words = sentence.split()
    if words[0].lower() in _PREPOSITIONS.get(language, "").split():
        return _after_verb(words, language)
    first = re.split(r"(?<=['’])", words[0].lower())[0].replace("’", "'")
    is_begun = first in _ARTICLES.get(language, "").split() or language == "ru" or words[1][:1].isupper()
    for at, word in enumerate(words[1:7], start=1):
        bare = word.lower().replace("’", "'").rstrip(",")
        elided = re.split(r"(?<=')", bare)[0]
        if bare in verbs or elided in verbs or ending.fullmatch(bare):
            told = at > 1 or language == "ru" or words[0][:1].isupper()
            return " ".join(words[:at]).rstrip(",") if is_begun and told else ""
    return ""


def _after_verb(words: list[str], language: str) -> str:
    """Return what stands after the verb: "in a village lived a shepherd who talked to the stars"."""
    verbs, ending = frozenset(_VERBS.get(language, "").split()), re.compile(_ENDINGS[language])
    for at, word in enumerate(words[2:-1], start=2):
        bare = word.lower().rstrip(",")
        if bare in verbs or ending.fullmatch(bare):
            named = words[at + 1].lower() in _ARTICLES.get(language, "").split() or language == "ru"
            return " ".join(words[at + 1 :]) if named else ""
    return ""


def _german(sentence: str) -> str:
    """Return the first noun phrase that no preposition governs and that names no time, by the capital of its noun."""
    words = [word.rstrip(",.;:") for word in sentence.split()]
    at = 0
    while at < len(words):
        end = _german_noun(words, at)
        governed = at > 0 and words[at - 1].lower() in _GERMAN_PREPOSITIONS
        if end and not governed and words[end - 1].lower() not in _GERMAN_TIMES:
            while (
                end < len(words)
                and words[end].lower() in {"des", "der"}
                and (more := _german_noun(words, end))
            ):
                end = more
            if end < len(words) and words[end].lower() in _GERMAN_PREPOSITIONS - _GERMAN_WHEN:
                more = _german_noun(words, end + 1, one=True)
                is_time = more and (words[more - 1].lower() in _GERMAN_TIMES or words[more - 1].isdigit())
                end = more if more and not is_time and len(" ".join(words[at:more])) <= _LONGEST else end
            return " ".join(words[at:end])
        at = max(end, at + 1)
    return ""


def _german_noun(words: list[str], start: int, *, one: bool = False) -> int:
    """Return where a noun phrase that begins here ends, with `one` after its first noun; 0 if none does."""
    if start >= len(words):
        return 0
    lower = words[start].lower()
    if lower in _GERMAN_PREPOSITIONS:
        return 0
    is_article = lower in _GERMAN_ARTICLES | {
        "des",
        "dem",
        "den",
        "einem",
        "einer",
        "jeden",
        "ihren",
        "seinen",
    }
    at = start + 1 if is_article else start
    while (
        is_article
        and at < len(words)
        and words[at][:1].islower()
        and re.search(r"(?:e|en|er|es|em)$", words[at])
    ):
        at += 1
    first = at
    while at < len(words) and words[at][:1].isupper() and not (one and at > first):
        at += 1
    named = at - first
    # A sentence's first word is a capital in any case: only a name of two words is sure there.
    return at if named and (start or is_article or named > 1) else 0
