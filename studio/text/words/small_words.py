"""Small words that betray the language of a Latin text of few words."""

# ruff: noqa: RUF001 (letters of other languages look like ours)

from __future__ import annotations

import re
from collections import Counter

from studio.text.words.vocabulary import STOP_WORDS

# For languages without stop words, and what tells a language with some from its neighbours. Written by hand; words
# of two letters or one are here only if they are frequent.
_MORE = {
    "en": "is are what's it's that's don't let's i'm you'll today best new first free get make",
    "de": "mein meine meinen meinem dein deine deinen neue neues neuen warum gibt etwas heute morgen etwa endlich selber selbst machen guten beim wieso weshalb",
    "es": "cómo qué cuál dónde está mañana vamos nuevo nueva mejor hoy muy mis tus",
    "fr": "comment pourquoi mon nouveau nouvelle avis bien fait faire nous avons c'est j'ai d'un d'une",
    "it": "della come perché nuovo nuova oggi domani andiamo sono mia miei degli",
    "pt": "como você não amanhã vou novo nova hoje melhor uma minha meus",
    "nl": "waarom hoe morgen gaan ons nieuwe mijn jullie vandaag deze naar wat zijn je het een",
    "sv": "och att är inte jag på som för av med det till har vi om så men var från när din min vill hur varför",
    "da": "og at er ikke jeg på som af med det til har vi om så men fra når din min vil hvordan hvorfor hvad hvem hvornår noget nogle gerne",
    "no": "og å er ikke jeg på som av med det til har vi om så men fra når din min vil hvordan hvorfor hva hvem noe noen siden",
    "fi": "ja on ei se että mutta kun niin myös joka hän minä me ovat oli olen tämä mitä miksi miten huomenna kuin jossa",
    "is": "og að er ekki ég í á sem við af með það til hafa um en frá þegar hvers vegna hvernig förum hann hún þetta því",
    "pl": "i w na nie się że do jest jak co to z po dla ale czy gdzie od przez był była są jutro dlaczego który tylko już przy",
    "cs": "a se na je že v s do jak ale co jsem jsme jsou pro nebo když tak už kde proč zítra který byl byla není ke při ve",
    "sk": "a sa na je že v s do ako ale čo som sme sú pre alebo keď tak už kde prečo zajtra ktorý bol bola nie ku pri vo viac",
    "sl": "in je se na da v z ne ki so pa za po tudi kot ali kaj kje zakaj jutri sem smo bil bila ni več kako gremo čez",
    "hr": "i je se na da u s ne koji su za od ali kao što gdje zašto sutra sam smo bio bila nije kako idemo li nas ih uz iz",
    "hu": "a az és hogy nem is egy van volt meg ez de csak mint már ha mi miért hogyan holnap amely amelyet senki áll úgy",
    "ro": "și în la de un o nu este cu pe că din pentru care mai sau ce cum când mâine mergem sunt fost avea după unde",
    "tr": "ve bir bu için ile çok ne nasıl neden değil var gibi daha olan ama yarın sonra kadar her mi en olunca nerede nereye kim niçin nedir",
    "vi": "và của là có không một cho những được trong tôi chúng bạn người này ngày sao tại lại với khi mỗi đã sẽ",
    "id": "dan yang di ke dari untuk dengan itu ini tidak akan pada adalah kami kita mereka bisa karena besok pergi sebelum saya",
    "ms": "dan yang di ke dari untuk dengan itu ini tidak akan pada ialah kami kita mereka boleh kerana esok pergi selama saya",
    "ca": "el la els les i de a que amb per un una no és són del al dels com què demà cada nit anirem més des aquest molt",
    "et": "ja on ei see et aga kui ka oma ning mis kes me ta oli ma miks kuidas homme läheme siis juba seda igal",
    "lt": "ir yra ne kad su į iš bet kaip tai jau prie ant per buvo kas kodėl kur rytoj mes jis ji čia dėl apie",
    "lv": "un ir ne ka ar uz no bet kā tas jau pie pēc par bija kas kāpēc kur rīt mēs viņš viņa šo gan tās",
    "sw": "na ya wa kwa ni la za katika kuwa hii hiyo yake kama lakini nini kesho sana wengi alikuwa wao sisi kwenye",
    "af": "die en nie is het 'n wat in met vir van ons hy sy jy dit se ook maar baie hoekom hoe môre gaan toe word nog",
    "cy": "y yr yn ac a i o ar mae mae'r ei gan wedi bod ond beth sut pam i'r o'r rydyn ni'n mynd dros bob",
    "ga": "an na agus ar is tá ag le do i go sé sí bhí nach ach cén conas fáth thar leis bhfuil féin mé",
    "eu": "eta da ez bat du dira zen hau dago baina zer nola zergatik bere dute izan egin bihar gara oso",
    "sq": "dhe në e i të një me për nga që është nuk si ka por kjo ky pse nesër shumë mbi prej më do",
}  # fmt: skip
SMALL_WORDS = {
    code: STOP_WORDS.get(code, frozenset()) | frozenset(words.split()) for code, words in _MORE.items()
}
# What is said to somebody in one language only; a sentence may quote it, a greeting says nothing else.
_GREETINGS = {
    "de": r"guten (?:morgen|tag|abend)|gute nacht|herzlich willkommen|willkommen zurück|frohe (?:weihnachten|ostern)|alles gute|frohes neues jahr|vielen dank|danke schön|auf wiedersehen|herzlichen glückwunsch",
    "fr": r"bonjour|bonsoir|bonne (?:nuit|année|journée|soirée)|joyeux (?:noël|anniversaire)|bienvenue|merci beaucoup|merci à|au revoir|à bientôt|félicitations",
    "es": r"¡?(?:buenos días|buenas (?:tardes|noches)|feliz (?:año|cumpleaños)|muchas gracias|bienvenid[oa]s|hasta (?:luego|pronto|mañana))",
    "it": r"buon(?:giorno|asera|anotte)|buon (?:natale|compleanno|anno)|benvenut[oiea]|grazie (?:mille|a)|arrivederci|a presto",
    "pt": r"bom dia|boa (?:tarde|noite)|feliz (?:natal|aniversário)|muito obrigad[oa]|obrigad[oa]|bem-vind[oa]s?|até (?:logo|breve|amanhã)",
    "nl": r"goede(?:morgen|middag|navond)|welkom|hartelijk dank|dank je wel|tot ziens|gefeliciteerd",
    "sv": r"god (?:morgon|kväll|jul)|välkomna?|tack så mycket|vi ses", "da": r"god(?:morgen|aften)|velkommen til|mange tak|glædelig jul",
    "no": r"god (?:morgen|kveld)|takk for|tusen takk", "fi": r"hyvää (?:huomenta|päivää|iltaa|joulua)|tervetuloa|kiitos",
    "pl": r"dzień dobry|dobry wieczór|dobranoc|witam(?:y)?|dziękuję|do widzenia", "cs": r"dobrý (?:den|večer)|dobré ráno|dobrou noc|vítejte|děkuji",
    "hu": r"jó (?:reggelt|napot|estét|éjszakát)|üdvözöljük|köszönöm|viszlát", "ro": r"bună (?:ziua|dimineața|seara)|noapte bună|bine ați venit|mulțumesc",
    "tr": r"günaydın|iyi (?:günler|akşamlar|geceler)|hoş ?geldiniz|teşekkürler|merhaba", "id": r"selamat (?:pagi|siang|sore|malam|datang)|terima kasih",
    "vi": r"xin chào|chào buổi|cảm ơn|chào mừng",
}  # fmt: skip
_GREETED = {code: re.compile(rf"{said}\b", re.IGNORECASE) for code, said in _GREETINGS.items()}
# So many words has a greeting with whom it is for.
_LONGEST_GREETING = 4
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|['’]n\b")
_PARTICLES = re.compile(
    r"\b([A-ZÀ-ÖØ-Þ]\w+) (?:da|das|de|de la|del|der|di|dos|du|la|le|van|van den|van der|von|von der) (?=[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ])"
)
# A heading of fewer words is more often a name: "Las Vegas", "Rio De Janeiro".
_HEADING = 4
_SENTENCE_END = re.compile(r"[.!?…:\n•]")


def without_names(text: str) -> str:
    """Return the words of a text but those in capitals that begin no sentence: names and brands belong to no language.

    Nor do the particles between them ("Leonardo da Vinci"). All words of a text that is all in capitals are returned,
    in small letters; so are those of a heading with capitals on each word, if many are small words of one language.
    """
    if text.isupper() or _is_heading(text):
        text = text.lower()
    text = _PARTICLES.sub(r"\1 ", text)
    kept: list[str] = []
    end = 0
    for word in _WORD.finditer(text):
        begins = not kept or _SENTENCE_END.search(text, end, word.start())
        if begins or word.group().islower():
            kept.append(word.group())
        end = word.end()
    return " ".join(kept)


def language_of_greeting(text: str) -> str:
    """Return the language of a text that is nothing but a greeting: "Guten Morgen, Anna!"; "" if it is something else."""
    bare = text.strip(" !.,?¡¿\n")
    if len(bare.split()) > _LONGEST_GREETING:
        return ""
    return next((code for code, said in _GREETED.items() if said.match(bare)), "")


def _is_heading(text: str) -> bool:
    words = _WORD.findall(text)
    if len(words) < _HEADING or not all(word[0].isupper() for word in words):
        return False
    small = max(count_small_words(text).values())
    return small >= 2 and small * 3 >= len(words)


def count_small_words(text: str) -> Counter[str]:
    """Return for each language how many words of a text are among its small ones."""
    words = [word.lower().replace("’", "'") for word in _WORD.findall(text)]
    pieces = [piece for word in words for piece in {word, *word.split("'")}]
    return Counter({code: sum(piece in small for piece in pieces) for code, small in SMALL_WORDS.items()})
