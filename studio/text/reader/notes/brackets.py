"""What stands in brackets: pauses, stage directions, sounds, notes about pictures, or words of the text."""

# ruff: noqa: RUF001 (Cyrillic letters look like Latin ones)

from __future__ import annotations

import re
from dataclasses import dataclass

from studio.text.reader.document import LONGEST_PAUSE, USUAL_PAUSE
from studio.text.reader.notes.labels import Role, is_stanza_label, plain_label, role_of, split_label
from studio.text.reader.notes.times import without_times
from studio.text.words.punctuation import SENTENCE_ENDS

BRACKETED = re.compile(
    r"\[([^\[\]\n]{1,300})\](?!\()|\(([^()\n]{1,300})\)|【([^【】\n]{1,300})】|\{\{([^{}\n]{1,300})\}\}"
)
_PAUSE = re.compile(
    r"^(?:(?P<first>\d+(?:[.,]\d+)?)[\s-]*(?P<of>ms|s|secs?|seconds?|sek\w*|secondes?|segundos?|secondi|с|сек|секунд[аы]?|秒|초)[\s-]*(?:of |de |di |の)?)?(?P<how>short|brief|quick|small|slight|long|dramatic|kurze|lange|courte|longue|breve|corta|larga|lunga|longa)?\s*"
    r"(?:pause|pauses|beat|a beat|silence|pausa|pauze|stille|silencio|silenzio|silêncio|un temps|temps|un tiempo|пауза|pauza|pauzë|duraklama|paus|tauko|szünet|停顿|停頓|間|포즈)\s*"
    r"(?:dramatic|corta|larga|breve|lunga|longa|courte|longue|for (?:effect|emphasis)|für den effekt)?[\s:,–—-]*(?:(?:for|of|von|für|de|di)\s+)?(?P<seconds>\d+(?:[.,]\d+)?)?\s*(?P<unit>ms|s|secs?|seconds?|sek\w*|secondes?|segundos?|secondi|с|сек|секунд[аы]?|秒)?\.?$",
    re.IGNORECASE,
)
_SHORTER = frozenset(["short", "brief", "quick", "small", "slight", "kurze", "courte", "breve", "corta"])
_LONGER = frozenset(["long", "dramatic", "lange", "longue", "larga", "lunga", "longa"])
_SCENE = re.compile(
    r"^\W*(?:scene|shot|slide|clip|frame|panel|szene|folie|einstellung|scène|escena|toma|diapositiva|scena|cena|scène|сцена|кадр|слайд|план|эпизод|(?-i:PLAN)|séquence|secuencia|sequenza|sequência|sequenz|sequence|take|ujęcie|kadr|scén|kohtaus|sahne|jelenet|scéna|záběr|المشهد|مشهد|اللقطة|لقطة|סצנה|adegan|cảnh|दृश्य|场景|場景|镜头|鏡頭|分镜|シーン|カット|장면|씬|컷|ฉาก|σκηνή)"
    r"\s*(?:#|no\.?|nr\.?|n°)?\s*(?P<number>\d+|[ivx]+|one|two|three|four|five|six|seven|eight|nine|ten|eins?|zwei|drei|vier|fünf|une?|deux|trois|uno|dos|tres|due|tre|um|dois|três|[一二三四五六七八九十]{1,3})\b\s*(?P<dot>[.)、])?\s*(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
# Scenes that are counted as in Chinese: "第2场".
_COUNTED = re.compile(
    r"^\W*第\s*(?:\d+|[一二三四五六七八九十]{1,3})\s*(?:幕|场|場|镜头?|鏡頭?|段|画面|シーン|カット|장면)\s*(?P<rest>[:：|–—-].*)?$",
    re.DOTALL,
)
# Parts that scripts count besides scenes, with a name that is no sentence.
_COUNTED_PART = re.compile(
    r"^\W*(?:STEP|TIP|FACT|MYTH|REASON|POINT|IDEA|HACK|SECRET|MISTAKE|LESSON|PART|SCHRITT|TIPP|FAKT|GRUND|PUNKT|ÉTAPE|ASTUCE|FAIT|RAISON|PASO|CONSEJO|DATO|RAZÓN|PASSO|CONSIGLIO|FATTO|DICA|FATO|STAP|KROK|STEG|TRIN|ADIM|ШАГ|СОВЕТ|ФАКТ)"
    r" ?#?\d{1,2}\s*[:.–—-]\s*(?P<name>[^\n.!?]{2,50})$"
)
_SLUG = re.compile(
    r"^(?:(?:SCENE|SZENE|SCÈNE|ESCENA|SCENA|CENA)?\s*\d{1,3}[A-Z]?[.:)]?\s+)?"
    r"(?:(?:INT|EXT|INT\.?/EXT|EXT\.?/INT|I/E|INNEN|AUSSEN|AUẞEN|INTERIOR|EXTERIOR|INTÉRIEUR|EXTÉRIEUR|ESTERNO|INTERNO)[. ]|EST\.)\s*(?P<place>\S.*)$"
)
_SOUND = re.compile(
    r"\b(?:music|musicale?|sigla|sfx|sounds?|jingle|soundtrack|applause|laughter|whoosh|ding|drum ?roll|thunder (?:rumbl|roll|crash)\w*|rumbl(?:es|ing)|chirp(?:s|ing)|bark(?:s|ing)|door (?:slams|creaks|opens|closes)|phone rings|bells? ring\w*|knock(?:s|ing)|footsteps|wind (?:howls|howling|blows|blowing)|creak(?:s|ing)|inaudible|indistinct|crosstalk|static|beep(?:s|ing)?|melody|beat drops?|audio|bgm|ambient|ambience|volume|"
    r"musik|klänge?|geräusche?|applaus|gelächter|musique|sons?|bruits?|applaudissements|rires|música|musica|sonidos?|aplausos|risas|suoni|rumor[ei]|applausi|risate|som|sons|risos|"
    r"музыка|звук|аплодисменты|смех)\b|音乐|音効|音楽|음악|♪|♫|🎵|🎶|आवाज|संगीत|ध्वनि|موسيقى|صوت|звуки?\b|шум\b|効果音|音效|声音|소리",
    re.IGNORECASE,
)
_SHOWING = re.compile(
    r"^(?:cut(?:s)? to|show(?:s|ing)?|(?:extreme |medium )?close[- ]?up(?:s)?(?: shot)?(?: of| on)?|wide(?: angle)?(?: shot)?(?: of)?|medium shot(?: of)?|establishing(?: shot)?(?: of)?|aerial(?: shot| view)?(?: of)?|drone(?: shot| footage)?(?: of)?|"
    r"(?:an? )?(?:image|picture|photo|photograph|footage|video|clip|shot|animation|illustration|montage|view|graphic|map|diagram|time-?lapse|visual)s?(?: of|\s*:|\s*[–—-])|b-?roll(?: of|\s*:|\s*[–—-])?|"
    r"(?:the )?(?:screen|camera|scene|video) (?:shows?|opens? (?:on|with)|cuts? to|pans? (?:over|across|to)|zooms? in on|follows)|(?:opening|closing|final|last|first) (?:shot|image|scene|frame)(?: of|\s*:|\s*[–—-])|we see|(?:slow |quick )?(?:zoom|pan|tilt|push)(?:s|ing)?(?:[- ]?in)? (?:on|over|across|to|into)|insert(?: (?:clip|image|photo|picture|footage|video|graphic)s?)?|visual(?:s)?\s*[:–—-]|"
    r"(?:die )?kamera (?:fährt|schwenkt|zoomt|zeigt|folgt|gleitet)|(?:la )?(?:caméra|cámara|telecamera|camera) (?:montre|suit|survole|muestra|sigue|recorre|inquadra|segue|mostra)|a câmera (?:mostra|segue|passa)|bild(?: von| einer| eines)?|zeig[et]?|schnitt auf|nahaufnahme(?: von)?|totale(?: von)?|image (?:de|du|d')|gros plan (?:sur|de)|plan (?:large|serré) (?:sur|de)|imagen de|primer plano de|toma de|plano de|immagine di|primo piano di|inquadratura di|imagem de|close em)(?:\b|(?<=[:–—-]))[\s:,–—-]*",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:cuts? to|show(?:s|ing)?|(?:an? )?(?:image|picture|photo|visual|clip|footage|video|graphic)s? of|(?:image|picture|visual|clip|footage|video|b-?roll)s?\s*[:–—-]|b-?roll of|(?:the )?(?:screen|video|scene) (?:shows?|opens? (?:on|with)|cuts? to)|"
    r"(?:opening|closing|final|last|first) (?:shot|image|scene|frame)(?: of|\s*:|\s*[–—-])|we see|insert(?: (?:clip|image|photo|picture|footage|video|graphic)s?)?|bild (?:von|einer|eines)|zeige?|schnitt auf|image d(?:e|u)|imagen de|immagine di|imagem de)(?:\b|(?<=[:–—-]))[\s:,–—-]*",
    re.IGNORECASE,
)
_DIRECTION = re.compile(
    r"\b(?:fad(?:e|es|ing) (?:in|out|to|up)|cuts? to|cut(?:s)?$|transition|zoom(?:s|ing)?|pan(?:s|ning)? (?:left|right|up|down|out|over|across)|text (?:appears?|on[- ]screen|overlay)|logo(?: appears| animation)?|end(?: of)?(?: the)? (?:video|script|scene|screen|card)|the end of script|title card|"
    r"on[- ]screen|voice ?over|v\.?o\.?|o\.?s\.?|off[- ]?screen|cont'?d|continued|laugh(?:s|ing|ter)?|chuckl(?:es|ing|e)|giggl(?:es|ing|e)|smil(?:es|ing|e)|sigh(?:s|ing)?|whisper(?:s|ing|ed)?|gasp(?:s|ing)?|cough(?:s|ing)?|nod(?:s|ding)?|shrug(?:s|ging)?|wink(?:s|ing)?|cr(?:ies|ying)|sob(?:s|bing)?|shout(?:s|ing)?|yell(?:s|ing)?|sing(?:s|ing)|clears (?:his |her |their |my )?throat|takes? a (?:deep )?breath|breathes?(?: in| out| deeply)?|deep breath|inhales?|exhales?|points? (?:at|to|up|down)|waves?(?: hello| goodbye| at)?|looks? (?:at|into|up|down|around|directly)|turns? to|walks? (?:in|to|away|over|off)|enters?|exits?|"
    r"repeats?(?: (?:chorus|verse|refrain|all))?(?: x ?\d)?$|x ?\d$|instrumental|(?:guitar|piano) solo|softly|quietly|loudly|excited(?:ly)?|enthusiastic(?:ally)?|dramatic(?:ally)?|serious(?:ly)?|sarcastic(?:ally)?|cheerful(?:ly)?|energetic(?:ally)?|warm(?:ly)? tone|calm(?:ly)?(?: voice| tone)|upbeat|tone|emphas(?:is|ize|e)|slowly$|dramatic pause|insert|placeholder|call to action|link in (?:bio|description)|"
    r"lacht|lächelt|seufzt|flüstert|flüsternd|leise|laut|ruft|schreit|nickt|ernst|fröhlich|einblendung|ausblendung|überblendung|schnitt|kamera|"
    r"rit|rires|sourit|soupire|chuchote|doucement|fondu|ríe|se ríe|sonríe|suspira|susurra|en voz baja|fundido|ride|ridendo|sorride|sospira|sussurra|sottovoce|dissolvenza|ri|sorri|sussurrando|baixinho|"
    r"смеётся|смеется|улыбается|вздыхает|шепчет|шёпотом|шепотом)\b|笑|微笑|叹气|淡入|淡出",
    re.IGNORECASE,
)
# "Opening scene: a lone astronaut", in brackets.
_NAMES_SHOT = re.compile(r"\b(?:scene|shot|frame)\b", re.IGNORECASE)
_TEXTS = frozenset("text texto texte testo".split())  # noqa: SIM905
# What those do who listen to a speech.
_HEARERS = re.compile(
    r"^(?:(?:a |some |long|loud|general|prolonged|thunderous|standing|anhaltender|großer|langer|stürmischer|vifs|longs|fuertes|prolungati|бурные)\s*)*"
    r"(?:applause|ovation|laughter|cheers?|cheering|boos|whistles|beifall|applaus|gelächter|heiterkeit|zurufe?|jubel|applaudissements|rires|ovación|ovazione|aplausos?|risas|applausi|risate|risos|аплодисменты|смех(?: в зале)?|拍手|掌声|掌聲|笑声)"
    r"(?: (?:and|und|et|y|e|и) (?:applause|laughter|cheers?|cheering|whistles|beifall|gelächter|heiterkeit|zurufe?|applaudissements|rires|aplausos|risas|applausi|risate))?[.!]?$",
    re.IGNORECASE,
)
# So many words may say how something is spoken.
_BRIEF = 3
_FILM_ENDS = re.compile(
    r"^(?:fade (?:in|out|to black|to white)|cut to(?: black)?|smash cut(?: to)?|dissolve to|the end|end(?: of(?: the)? (?:video|script|episode|show|scene|film|recording|audio|podcast|story))?|fin|ende|abspann|black screen|(?:corte|corta|funde|fundido) (?:a|para)(?: negro)?|fundido|fin de la escena|schnitt(?: auf| zu)?|(?:ab|auf|über)blende|coupe(?: sur)?|fondu (?:au noir|enchaîné)|noir|stacco(?: su)?|dissolvenza(?: a nero)?|(?-i:FINE|FIM|KONIEC|EINDE|SLUT)|fine del (?:video|copione)|fim do (?:vídeo|roteiro)|fin (?:de la vidéo|du script|del v[ií]deo|del guion)|ende (?:des (?:videos|skripts|films)|der szene)|конец(?: (?:фильма|ролика|сценария))?|blackout|curtain|lights (?:down|out|fade(?: out)?)|vorhang|rideau|telón|sipario|занавес|완|끝|完|终|終|終わり|النهاية|समाप्त)[.:]?$",
    re.IGNORECASE,
)


# "Logo and address on screen" is seen; "text on screen" is a direction.
_ON_SCREEN = re.compile(
    r"(?!.*\b(?:text|title|caption|words?|overlay)s?\b)(?:\S+ ){2,8}on[- ]screen\.?$", re.IGNORECASE
)
_MUSIC_ENDS = re.compile(
    r"^(?:(?:the |die |la |a |le )?(?:music|musik|musique|música|musica|музыка|muzyka|hudba|müzik|musiikki|musikk|muziek|музика)) (?:slowly |langsam |плавно |медленно )?(?:fades(?: (?:in|out|up|down))?|stops|starts|swells|begins|builds|rises|out|in|up|down|under|стихает|затихает|нарастает|начинается|играет|klingt aus|setzt ein|verstummt|wird (?:leiser|lauter)|s'arrête|monte|baisse|empieza|sube|baja|se apaga|termina|inizia|sfuma|cresce|começa|cessa|diminui|gra|cichnie|tonar ut|dæmpes|toner ut|vaimenee|slábne|yükselir|azalır)\.?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Note:
    """What brackets hold: `what` is "pause", "picture", "scene", "narration" or a reason for leaving it out."""

    what: str
    text: str = ""
    seconds: float = 0.0


def read_scene(line: str) -> str | None:
    """Return the name of a scene if a line is its heading ("Scene 2: The harbour"), "" if it has no name; else None."""
    if slug := _SLUG.match(line.strip()):
        return slug["place"].strip()
    bare = line.strip().strip("*_#[](){}【】 ")
    if counted := _COUNTED.match(bare):
        return without_times(counted["rest"] or "").strip(" :：|–—-")
    found = _SCENE.match(bare)
    if found is None:
        return None
    rest = re.sub(r"^\s*\([^()]*\)\s*(?=[:：–—-]|$)", "", without_times(found["rest"]))
    # "Scene 2 of the play was dull." is a sentence.
    if rest and not re.match(r"[:：.|(\[–—-]", rest.strip()) and rest == found["rest"]:
        return None if (len(rest.split()) > 2 and not found["dot"]) or rest[-1:] in ".!?。！？" else rest
    return rest.lstrip(" :：.|–—-").strip(" |–—-()[]*_")


def scene_of_script(line: str) -> str | None:
    """Return the name of a scene, or of another part that a script counts: "STEP 2: Sort"; else None."""
    name = read_scene(line)
    found = _COUNTED_PART.match(line.strip("*_ ")) if name is None else None
    return found["name"].strip() if found else name


def is_number_of_scene(cell: str) -> bool:
    """Return whether words only count a scene: "2", "Scene 1 (Hook)"."""
    return bool(
        re.fullmatch(r"\W*(?:[^\W\d_]{2,12}\s*)?#?\d{1,3}[.:)]?\s*(?:[(\[–—|:-]\s*[^()\n]{0,40})?\W*", cell)
    )


def is_slug(line: str) -> bool:
    """Return whether a line names place and time of a screenplay's scene: "INT. KITCHEN - DAY"."""
    return bool(_SLUG.match(line.strip()))


def read_note(inner: str, *, in_script: bool, is_line: bool, is_apart: bool = True) -> Note | None:
    """Return what brackets hold; None if they are words of the text.

    In a script (`in_script`) brackets that fill a line (`is_line`) are never spoken. `is_apart` is false within a
    sentence: "She laughed (softly), and sat down."
    """
    inner = inner.strip(" *_")
    inner = without_times(inner) or inner if in_script and not _PAUSE.match(inner) else inner
    if found := _PAUSE.match(inner):
        return Note("pause", seconds=_length(found))
    if is_hearers(inner) and is_apart:
        return Note("sound")
    if (name := read_scene(inner)) is not None:
        return Note("scene", name)
    if is_stanza_label(inner) and in_script and is_line:
        return Note("part")
    if (label := split_label(inner)) and (role := role_of(label[0])) and (role[1] or in_script):
        return _labelled(_role_within(label[0], role[0]), label[1])
    if (role := role_of(inner)) and in_script and is_line:
        return Note("part") if role[0] == Role.PART else _labelled(role[0], "")
    if is_line and (rest := _without_sounds(inner)) not in ("", inner):
        return read_note(rest, in_script=in_script, is_line=True)
    # "(the sound of rain)" in a story is no direction.
    if _SOUND.search(inner) and (in_script or is_line) and len(inner.split()) <= 12:
        return Note("sound")
    if shown := _SHOWING.match(inner):
        what = inner[shown.end() :].strip(" .:–—-")
        if what and (in_script or is_line):
            return Note("picture", inner)
    if in_script and is_line and _ON_SCREEN.match(inner):
        return Note("picture", inner)
    if _is_said_so(inner, in_script=in_script, is_line=is_line, is_apart=is_apart):
        return Note("stage direction", inner)
    if not (in_script and is_line):
        return None
    return Note("picture", inner) if len(inner.split()) > 2 else Note("stage direction", inner)


def is_hearers(inner: str) -> bool:
    """Return whether brackets say only what those do who listen to a speech: "applause", "Beifall"."""
    return bool(_HEARERS.match(inner.strip(" *_")))


def _role_within(label: str, role: Role) -> Role:
    """Return the role of a label in brackets: there a scene is what is seen, a text what is to be read."""
    if _NAMES_SHOT.search(label):
        return Role.PICTURE
    return Role.SCREEN if plain_label(label) in _TEXTS else role


def _is_said_so(inner: str, *, in_script: bool, is_line: bool, is_apart: bool) -> bool:
    """Return whether brackets say how something is spoken; "(which turns to the sea)" does not."""
    found = _DIRECTION.search(inner)
    if found is None:
        return False
    if in_script and (is_line or not found.start()):
        return True
    return len(inner.split()) <= _BRIEF and (in_script or is_apart)


def _without_sounds(inner: str) -> str:
    """Return what brackets say without the sentences that tell of sounds."""
    sentences = re.split(r"(?<=[.;!])\s+", inner)
    return " ".join(one for one in sentences if not _SOUND.search(one))


def is_film_end(line: str) -> bool:
    """Return whether a line of a script only says how a scene ends: "FADE OUT."."""
    line = line.strip(" *_")
    # "KLIP TIL:", in any language.
    is_cut = line.isupper() and bool(re.fullmatch(r"[^\W\d_]{3,9} [^\W\d_]{1,3}:", line))
    return is_cut or bool(_FILM_ENDS.match(line))


def is_end_of_music(line: str) -> bool:
    """Return whether a line only says how the music of a film goes on: "Music fades."."""
    return bool(_MUSIC_ENDS.match(line.strip(" *_")))


def is_sound(text: str) -> bool:
    """Return whether a few words only name what is heard: "Soft piano music"."""
    return len(text.split()) <= 5 and bool(_SOUND.search(text)) and text[-1:] not in ".!?"


def is_direction(text: str) -> bool:
    """Return whether a few words only say how something is spoken: "whispers"."""
    return (
        len(text.split()) <= 3 and not text.rstrip().endswith((":", "：")) and bool(_DIRECTION.search(text))
    )


def showing(line: str) -> str:
    """Return what a note about a picture shows, without "Cut to" and the like; how close it is seen stays."""
    found = _LEAD.match(line)
    rest = line[found.end() :] if found else line
    return rest.strip(' .*_[]()"“”') or line.strip(' .*_[]()"“”')


def _labelled(role: Role, text: str) -> Note:
    if role == Role.PICTURE:
        return Note("picture", showing(text)) if text else Note("picture")
    if role in (Role.NARRATION, Role.PART):
        return Note("narration", text)
    return Note(role.value, text)


def _length(found: re.Match[str]) -> float:
    if not (found["seconds"] or found["first"]):
        how = (found["how"] or "").lower()
        return 0.5 if how in _SHORTER else 2.0 if how in _LONGER else USUAL_PAUSE
    told = found["seconds"] or found["first"]
    seconds = float(told.replace(",", ".")) / (1000 if "ms" in (found["unit"], found["of"]) else 1)
    return min(LONGEST_PAUSE, seconds) or USUAL_PAUSE


def is_note(line: str) -> bool:
    """Return whether brackets fill a line."""
    return bool(BRACKETED.fullmatch(line.strip(" *_")))


def is_apart(found: re.Match[str]) -> bool:
    """Return whether brackets stand between sentences."""
    before = found.string[: found.start()].rstrip(' "”“»*_')
    after = found.string[found.end() :].lstrip(' "“«*_')
    return (not before or before[-1] in {*SENTENCE_ENDS, ":", "…"}) and not (
        after[:1].islower() or after[:1] in {*",;:.!?"} - {""}
    )
