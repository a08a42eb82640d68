"""The title of a text: its heading, else a phrase of its first sentences that is whole and says something."""

# ruff: noqa: RUF001 (the signs of writing look alike; lists of words read best as text)

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from studio.text.english.narration import tag_narration
from studio.text.english.people import who_is
from studio.text.english.tagger import find_names
from studio.text.storyboard.cutting import cut_english, cut_foreign, without_introduction
from studio.text.storyboard.leads import without_lead
from studio.text.storyboard.subjects import subject_of, without_opening
from studio.text.storyboard.titles import title_of
from studio.text.storyboard.tokens import tokenize
from studio.text.words.language import UNSPACED
from studio.text.words.vocabulary import STOP_WORDS

LONGEST_TITLE = 80
_GOOD_TITLE = 60
# A first line of at most this many characters that stands apart from the rest is the text's own title.
_HEADING = 60
# A sentence of at most this many words is used as a title unchanged.
_FEW_WORDS = 5
# A sentence with more characters than this is cut at a clause.
_LONG_CLAUSE = 46
# In Chinese and Japanese a title has at most this many signs.
_MOST_SIGNS = 30
# So many sentences are tried: "Stop. Breathe. Now look around you."
_TRIED = 3
_GREETING = re.compile(
    r"(?:and |und |et |y |e )?(?:ladies and gentlemen|(?:thanks|thank you)(?: so much| very much)? for (?:watching|joining|tuning in|listening|being here|coming|stopping by|having me)|what's up|hey guys|hi everyone|dear \w+(?: \w+)?|hello|hi|hey|good (?:morning|evening|afternoon|day)|welcome(?: (?:back )?to (?:our|my|the|this) (?:channel|show|programme|program|podcast|blog|site))?|welcome back|good (?:to see|to have) you|hallo(?: zusammen| leute)?|hi leute|moin|servus|guten (?:morgen|tag|abend)|(?:herzlich )?willkommen(?: zurück)?(?: (?:zu|bei|auf|in) (?:einem|einer|meinem|unserem|diesem|dieser)(?: neuen)? \w+| (?:zu|bei|auf) \w+)?|bonjour(?: à toutes?(?: et à tous)?| à tous)?|salut(?: à tous| les amis)?|bienvenue(?: à toutes?(?: et à tous)?| à tous)?(?: (?:dans|sur|à) (?:ma|la|notre|cette|ce|une?)(?: (?:nouvelle|nouvel))? (?:chaîne|vidéo|émission|épisode|tutoriel|podcast))?|¡?hola(?: a todos| amigos)?|¡?bienvenid[oa]s?(?: a tod[oa]s)?(?: a (?:mi|este|nuestro|un|una)(?: nuev[oa])? (?:canal|video|vídeo|episodio|clase|programa))?|¡?buenos días|ciao(?: a tutti)?|benvenuti(?: a tutti)?(?: (?:nel|sul|in) (?:mio|nostro|questo|un)(?: nuovo)? (?:canale|video|episodio))?|buongiorno(?: a tutti)?|olá(?: pessoal| a todos)?|oi(?: pessoal| gente)?|bem-vind[oa]s?(?: a todos)?(?: (?:ao|a) (?:meu|nosso|mais um|este|um)(?: novo)? ?(?:canal|vídeo|episódio)?)?|всем привет|привет(?: всем)?|здравствуйте|добро пожаловать)\b[^.!?,\n]{0,30}[.!?,]\s+",
    re.IGNORECASE,
)
# The first line of a letter, in languages that begin one alike.
_SALUTATION = re.compile(
    r"(?:hi|hello|hey|dear|good morning|liebe[rs]?|hallo|guten (?:morgen|tag|abend)|sehr geehrte[rs]?|bonjour|salut|chers?|chères?|hola|buenos días|estimad[oa]s?|querid[oa]s?|"
    r"ciao|buongiorno|car[oaei]|gentil[ei]|olá|oi|prezad[oa]s?|car[oa]s|здравствуйте|привет|уважаем\w+)\b[^.!?\n]{0,40}[,!]",
    re.IGNORECASE,
)
# "Anna: Have you seen my keys?"
_SPEAKER = re.compile(r"[^\W\d_][\w.-]*(?: [^\W\d_][\w.-]*)?:\s+(?=\S)")
# "1. ", "- ": what numbers the items of a list.
_ITEM = re.compile(r"(?:\d{1,2}[.)]|[-*•–—])\s+(?=\S)")
_LABELS = frozenset(
    [
        "ingredients",
        "instructions",
        "directions",
        "method",
        "steps",
        "introduction",
        "summary",
        "overview",
        "notes",
        "zutaten",
        "zubereitung",
        "anleitung",
        "einleitung",
        "ingrédients",
        "préparation",
        "ingredientes",
        "preparación",
        "preparazione",
        "ingredienti",
        "preparo",
        "introducción",
        "introduzione",
        "introdução",
    ]
)
_TRIMMED = " \t\n,;:.。，、；：!！…-–—\"'“”‘’«»„()[]*_#।؟،"
_ENDED = ".,;:…。，；：،"
# The time with which a Chinese or Japanese sentence begins.
_WHEN = re.compile(
    r"[^，、。]{0,12}(?:每天|每年|早上|晚上|有一天|从前|很久以前|今天|昨天|昨晚|去年|今年|[点年月日天]|时候|之后|以后|毎日|毎朝|昔々|ある日|[時])[，、]"
)
# A time or a place alone: "From Monday".
_ADVERBIAL = re.compile(r"(?:from|on|until|till|by|at|after|before|since|during) \S+(?: \S+)?", re.IGNORECASE)
_DETERMINERS = frozenset("a an the my your his her its our their this that these those".split())  # noqa: SIM905


def find_title(text: str, language: str) -> str:
    """Return a title: a heading, the first sentence's subject, or its first clause.

    It has at most 60 characters, unless it is one word that is longer.
    """
    # Of a heading in fancy letters alone nothing may be left.
    if heading := _capital(_heading(text)):
        return heading
    fallback = ""
    for sentence in islice(_sentences(text, language), _TRIED):
        title = _capital(_title_of_sentence(sentence, text, language))
        if title and not (_is_slight(sentence, language) or _ADVERBIAL.fullmatch(title)):
            return title
        fallback = fallback or title
    words = map(_capital, text.split())
    return fallback or next(
        (word for word in words if 0 < len(word) <= _GOOD_TITLE), text.strip()[:_GOOD_TITLE]
    )


def keep_title(title: str) -> str:
    """Reduce a given title to one line of at most 80 characters, without cutting a word."""
    line = " ".join(title.split())
    return (
        line
        if len(line) <= LONGEST_TITLE
        else line[: LONGEST_TITLE + 1].rpartition(" ")[0] or line[:LONGEST_TITLE]
    )


def _heading(text: str) -> str:
    """Return a first line that stands apart from what follows; "" if the text begins with its first sentence."""
    first, _, rest = text.strip().partition("\n")
    first = first.strip(" \t#*_")
    if first.rstrip(":").lower() in _LABELS:
        return ""
    following = rest.lstrip()
    if not first or not following or len(first) > _HEADING or first[-1] in _ENDED[:3]:
        return ""
    if _SPEAKER.match(first) and _SPEAKER.match(following):
        # A dialogue.
        return ""
    listed = following.startswith(("-", "*", "•", "1"))
    apart = rest.startswith("\n") or listed
    # A line that goes on in the next one ends in a small word, or the next begins with a small letter.
    goes_on = first.split()[-1].lower() in STOP_WORDS["en"] or following[:1].islower()
    return first.rstrip(":") if apart or not (goes_on or first[-1] in _ENDED) else ""


def _sentences(text: str, language: str) -> Iterator[str]:
    """Yield the sentences of a text without what only greets; the words of a quotation that begins a line."""
    for number, line in enumerate(line.strip() for line in text.splitlines()):
        if not any(c.isalnum() for c in line) or line.rstrip(":").lower() in _LABELS:
            continue
        line = _ITEM.sub("", line, count=1) if _ITEM.match(line) else line
        if number == 0 and is_salutation(line):
            continue
        while number == 0 and (greeting := _GREETING.match(line)) and line[greeting.end() :]:
            line = line[greeting.end() :]
        speaker = _SPEAKER.match(line)
        if speaker and (_is_dialogue(text) or who_is(speaker.group().rstrip(": "))):
            line = line[speaker.end() :]
        spoken = re.match(r"[“\"«„](.{3,60}?)[,.]?[”\"»“]", line)
        yield from _cut(spoken.group(1) if spoken else line, language)


def is_salutation(line: str) -> bool:
    """Return whether a line is the first of a letter: "Dear Anna,"."""
    return bool(_SALUTATION.fullmatch(line))


def _is_dialogue(text: str) -> bool:
    return sum(bool(_SPEAKER.match(line.strip())) for line in text.splitlines()) > 1


def _cut(line: str, language: str) -> Iterator[str]:
    sentence = ""
    for token in tokenize(line, language):
        sentence += f" {token.text}" if token.spaced and sentence else token.text
        if token.cut <= 0 and any(c.isalnum() for c in sentence):
            asked = sentence.rstrip(" \"'”’»").endswith(("?", "？"))
            mark = "？" if "？" in sentence else "?"
            yield sentence.strip(_TRIMMED).rstrip("?？") + mark * asked
            sentence = ""
    if any(c.isalnum() for c in sentence):
        yield sentence.strip(_TRIMMED)


def _is_slight(sentence: str, language: str) -> bool:
    """Return whether a sentence is too short to say what a text is about: "Listen.", "Everyone fails."."""
    words = sentence.split()
    if language in UNSPACED or len(words) > 2 or sentence.endswith("?"):
        return False
    if language != "en":
        return len(words) < 2
    if len(words) < 2:
        return True
    kinds = [kind[:2] for _, kind in tag_narration(f"{sentence}.")]
    # "Buy milk" has an object.
    return bool({"VB", "MD"} & set(kinds)) and kinds[:2] not in (["VB", "NN"], ["VB", "VB"])


def _title_of_sentence(sentence: str, text: str, language: str) -> str:
    if language in UNSPACED:
        told = _WHEN.sub("", sentence, count=1) if _WHEN.match(sentence) else sentence
        return told if len(told) <= _MOST_SIGNS else re.split(r"[，、；：,;:]", told)[0][:_MOST_SIGNS]
    if language == "en":
        return _english(sentence, text)
    told = without_opening(sentence, language)
    if told.endswith("?") and len(told) <= _GOOD_TITLE:
        return told
    clause = without_introduction(told, language)
    whole = next((one for one in (told, clause) if len(one.split()) <= _FEW_WORDS or one is clause), told)
    if len(whole) <= _GOOD_TITLE:
        return whole
    return cut_foreign(clause, language, subject_of(clause, language))


def _english(sentence: str, text: str) -> str:
    first = without_lead(sentence)
    is_short = len(first.split()) <= _FEW_WORDS or first.endswith("?")
    if is_short and len(first) <= _GOOD_TITLE:
        return first
    told = _as_written(title_of(first, text), first)
    if told and not _says_little(told, first):
        return told
    clause = without_introduction(first, "en")
    if len(clause) <= _LONG_CLAUSE:
        return clause
    cut = _as_written(cut_english(clause, find_names(text)), clause)
    ends = clause[len(cut) :].lstrip()[:1] in {",", ";", ":", "—", "–", "("}
    return cut if ends and cut else clause if len(clause) <= _GOOD_TITLE else cut or told


def _says_little(title: str, sentence: str) -> bool:
    """Return whether a title is only the short subject of a sentence that says more: "the king", "two snails"."""
    words, said = title.lower().split(), sentence.lower()
    if any(word[:1].isupper() for word in title.split()[1:]) or (title[:1].isupper() and len(words) == 1):
        return False
    if words[0] == "your" and len(words) <= _FEW_WORDS:
        # What a listener has is no subject: it is what becomes of it.
        return len(words) < len(said.split())
    bare = words[1:] if words[0] in _DETERMINERS else words
    after = re.search(rf"{re.escape(' '.join(bare))}\s*(.?)", said)
    # "A building, mostly grey": no verb follows.
    begins = said.startswith(" ".join(bare)) or words[0] in _DETERMINERS
    # "A family of storks" is not known to the reader yet.
    is_new = words[0] == "the" and said.startswith(("a ", "an "))
    return (
        len(bare) < (5 if is_new else 3) and after is not None and (after[1] not in {"", ","} or not begins)
    )


def _as_written(title: str, sentence: str) -> str:
    """Return a title that was joined from words with the spaces and capitals of its sentence: "1 1/2 cups"."""
    pattern = r"\.?\s*".join(re.escape(word) for word in title.split())
    found = re.search(pattern, sentence, re.IGNORECASE) if title else None
    if found is None:
        return re.sub(
            r"\b(Mr|Mrs|Ms|Dr|Prof|St)(?= [A-Z])",
            lambda one: one[0] + "." * (f"{one[0]}." in sentence),
            title,
        )
    written = found.group()
    # A sentence's first letter is a capital whatever its word is.
    return written if found.start() else title[:1] + written[1:]


def _capital(title: str) -> str:
    while title and not title[-1].isalnum() and title[-1] not in "?？%)":
        title = title[:-1]
    title = title.strip(_TRIMMED[:-2] if title.endswith(")") else _TRIMMED)
    if title.isupper() and len(title) > 5:
        title = title.capitalize()
    return title[:1].upper() + title[1:]
