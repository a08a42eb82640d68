"""Labels of scripts, in the languages of those who write them: "Visual:", "Voiceover:", "Titel:"."""

# ruff: noqa: RUF001 (Cyrillic letters look like Latin ones)

from __future__ import annotations

import re
from enum import StrEnum


class Role(StrEnum):
    """What follows a label."""

    NARRATION = "narration"
    PICTURE = "picture"
    SOUND = "sound"
    SCREEN = "words on the screen"
    TITLE = "title"
    ABOUT = "about the script"
    HASHTAGS = "hashtags"
    # The label names a part of the film; what follows is spoken.
    PART = "part"


# By role: labels that only scripts have, and after the stroke those that other texts have too: they count where
# something else shows that a text is a script.
_LABELS = {
    Role.NARRATION: "सूत्रधार, कथाकार, नैरेटर, वॉइसओवर, वॉयसओवर, पार्श्व स्वर, narrador(a), voz narradora, voz en off:, texte voix off, texte lu, texto en off, texto narrado, texto falado, voice over script, vo script, spoken words, gesprochener text, sprechtext, рассказчица, голос диктора, текст диктора, 解说词, 解說詞, 旁白文案, 配音文案, 语音, 语音旁白, 台詞, セリフ, ナレ, 대사, 나레이터, 내레이터, 나레이션 대사, المعلق, الراوية, صوت الراوي, راوی, נרטור, giọng đọc, lời bình, narator, ผู้บรรยาย, เสียงบรรยาย, narrator, narration, narrative, voiceover, voice over, voice-over, vo, v.o., v/o, audio narration, spoken text, spoken, dialogue, "
    "narrator script, script text, voiceover script, off-text, off text, sprechertext, sprecher, sprecherin, erzähler, erzählerin, erzaehler, narrateur, "
    "narratrice, voix off, voix-off, narración, narracion, narrador, narradora, voz en off, locución, locutor, locutora, narratore, voce fuori campo, "
    "voce narrante, narração, narração em off, locução, locutor em off, voz off, verteller, voice-overtekst, narrator głos, lektor, диктор, рассказчик, "
    "off-stimme, stimme aus dem off, off-sprecher, off-kommentar, kommentar aus dem off, voix hors champ, voix hors-champ, narración en off, voce off, voce fuoricampo, закадровый голос, głos lektora, głos z offu, berättare, berättarröst, speakerröst, fortæller, forteller, fortellerstemme, kertoja, spíkr, vypravěč, narátor, narátorhang, elbeszélő, povestitor, voce din off, anlatıcı, dış ses, seslendirme, оповідач, голос за кадром, закадровий голос, αφηγητής, الراوي, التعليق الصوتي, קריין, קריינות, narasi, pengisi suara, người dẫn chuyện, lời dẫn, thuyết minh, कथावाचक, वाचक, 旁白配音, 配音, 口播, 台词, 旁白, 解说, 解說, 画外音, ナレーション, ナレーター, 내레이션, 나레이션, 해설 "
    "| голос, voix, voz, ääni, röst, stemme, 声音, 音声, صوت, audio, głos, hlas, speak, komentář, 語り, voice, speaker, host, script, text, copy, says, speech, presenter, stimme, ton, texte, texto, testo, guion, guión, roteiro, text to speak",
    Role.PICTURE: "close-up, close up, closeup, extreme close-up, montage, wide shot, medium shot, long shot, establishing shot, aerial shot, drone shot, tracking shot, cutaway, time-lapse, timelapse, nahaufnahme, totale, halbtotale, großaufnahme, luftaufnahme, gros plan, plan large, plan moyen, plan serré, primer plano, plano general, plano medio, plano detalle, primo piano, campo lungo, campo medio, plano aberto, plano médio, plano fechado, крупный план, общий план, средний план, zbliżenie, plan ogólny, närbild, nærbillede, lähikuva, detail, celek, 特写, 全景, 远景, 中景, 近景, クローズアップ, 클로즈업, à l'image, a l'image, image à l'écran, ce qu'on voit, ce que l'on voit, on voit, im bild, in bild, zu sehen, man sieht, wir sehen, bildebene, bild & ton, se ve, vemos, qué se ve, lo que se ve, si vede, vediamo, o que se vê, o que vemos, what we see, we see, on camera, в кадре, на картинке, видеоряд, изображение, визуально, 视觉, 视觉画面, 影像, ビジュアル, 비주얼, 화면 구성, 장면 설명, المرئيات, اللقطة, صورة, विज़ुअल, विजुअल, चित्र, תמונות, על המסך רואים, ภาพ, görsel öğe, visual, visuals, on-screen visual, on-screen visuals, on screen visuals, visual description, visual cue, visual note, visual idea, image prompt, "
    "visual prompt, image description, image idea, b-roll, b roll, broll, scene description, shot description, suggested visual, suggested visuals, ai image prompt, "
    "cut to, stock footage, footage, picture prompt, video prompt, bildbeschreibung, bildidee, visuell, szenenbeschreibung, visuel, visuels, description visuelle, "
    "visuales, descripción visual, elemento visual, visivo, visuale, descrizione visiva, visuais, descrição visual, beeld, inquadratura, inquadrature, ripresa, enquadramento, encuadre, cadrage, einstellung, визуал, картинка, видеоряд, 画面, 镜头画面, "
    "映像, 画像, 화면, 영상, ujęcie, kadr, wizualizacja, bildförslag, bildruta, záběr, vizuál, látvány, görsel, görüntü, ekran görüntüsü, зображення, відео, εικόνα, المشهد المرئي, المشاهد, الصورة, תמונה, ויזואל, gambar, visualisasi, hình ảnh, cảnh quay, दृश्य, 画面描述, 视频画面, 镜头 "
    "| obraz, obrázek, billede, bilde, kuva, kép, imagine, 絵, 画, image, images, picture, pictures, photo, video, scene, shot, camera, background, setting, illustration, prompt, graphic, animation, bild, bilder, foto, kamera, "
    "hintergrund, plan, imagen, imágenes, imagem, immagine, immagini, cena, plano, action, visual style",
    Role.SOUND: "se, bruitages, ambiance sonore, fond sonore, sonido ambiente, efectos sonoros, sound design, atmo, geräuschkulisse, rumori, rumori di fondo, звуки, звуковой эффект, звуковые эффекты, مؤثرات صوتية, المؤثرات الصوتية, خلفية موسيقية, संगीत, ध्वनि, ध्वनि प्रभाव, पार्श्व संगीत, 사운드, 음향, 음향 효과, 배경 음악, 音響, sfx, fx, bgm, trilha, trilha sonora, bande sonore, banda sonora, colonna sonora, efeito sonoro, effetto sonoro, sigla, sound effect, sound effects, sound fx, background music, music cue, audio cue, musik und ton, soundeffekt, soundeffekte, hintergrundmusik, "
    "effet sonore, effets sonores, musique de fond, bruitage, efecto de sonido, efectos de sonido, música de fondo, effetti sonori, musica di sottofondo, efeitos sonoros, "
    "música de fundo, звук за кадром, muzyka w tle, bakgrundsmusik, baggrundsmusik, hudba v pozadí, arka plan müziği, фоновая музыка, фонова музика, موسيقى, 背景音乐, 音效, 配乐, 効果音, 배경음악, 효과음 "
    "| music, sound, sounds, musik, geräusch, geräusche, musique, son, música, musica, sonido, suono, som, музыка, 音乐, 音楽, 음악",
    Role.SCREEN: "на экране, титры, титр, надпись, plansza, napis na ekranie, texte écran, texte affiché, texte incrusté, texte à l’écran, à l'écran, sovrimpressione, in sovrimpressione, scritta in sovrimpressione, letrero, rótulos, letreiro, lettering, texto en imagen, texto na imagem, text im bild, schrift im bild, स्क्रीन पर, स्क्रीन टेक्स्ट, स्क्रीन पर लिखा, 화면 자막, 화면 텍스트, 画面テキスト, 画面字幕, 屏幕显示, على الشاشة, نص على الشاشة, כתוביות, על המסך, ข้อความบนจอ, on-screen text, on screen text, text on screen, onscreen text, text overlay, overlay text, screen text, on-screen, on screen, lower third, lower-third, super, "
    "supers, caption text, text on-screen, end card, title card, end screen, opening title, closing title, end title, bildschirmtext, texteinblendung, einblendung, text-einblendung, schrifteinblendung, texttafel, bauchbinde, texte à l'écran, texte a l'écran, incrustation, texto en pantalla, "
    "rótulo, testo a schermo, testo in sovrimpressione, texto na tela, tekst op scherm, tekst in beeld, текст на экране, tekst na ekranie, napis, text på skärmen, tekst på skærmen, tekst på skjermen, text na obrazovce, ekran yazısı, ekrandaki yazı, текст на екрані, النص على الشاشة, 画面文字, 文字, 字幕, 屏幕文字, テロップ, 자막 "
    "| テキスト, 文本, текст, scritta, schrift, tela, pantalla, écran, caption, captions, overlay, text effect, graphics, chyron",
    Role.TITLE: "video title, title of the video, working title, videotitel, titre de la vidéo, título del vídeo, título del video, titolo del video, título do vídeo, название видео "
    "| objet, asunto, oggetto, assunto, onderwerp, ämne, emne, temat, předmět, tárgy, konu, subiect, aihe, тема письма, 件名, 主题, 主題, الموضوع, הנושא, title, titel, titre, título, titulo, titolo, titel des videos, tytuł, otsikko, název, cím, titlu, başlık, назва, τίτλος, العنوان, כותרת, judul, tiêu đề, शीर्षक, название, заголовок, headline, subject, betreff, 标题, 標題, タイトル, 제목",
    Role.ABOUT: "target audience, video concept, video idea, logline, video length, video duration, estimated duration, total duration, estimated length, total length, total runtime, runtime, run time, running time, "
    "word count, tips for recording, recording tips, tips for filming, filming tips, production tips, editing tips, delivery notes, delivery tips, performance notes, tipps zur aufnahme, aufnahmetipps, produktionshinweise, notes de production, conseils de tournage, notas de producción, consejos de grabación, note di produzione, notas de produção, thumbnail, thumbnail idea, thumbnail text, thumbnail concept, aspect ratio, content type, video style, script length, seo keywords, video description, posting time, "
    "production note, production notes, director's note, director's notes, directors note, director note, editing note, editing notes, editor's note, editor's notes, notes for editor, editing style, transition, camera movement, camera angle, camera direction, voice tone, tone of voice, voice style, "
    "zielgruppe, videolänge, gesamtlänge, wortanzahl, regieanweisung, übergang, public cible, durée totale, público objetivo, duración total, "
    "pubblico di destinazione, durata totale, público-alvo, duração total, doelgroep, "
    "хронометраж, целевая аудитория "
    "| credit, draft date, contact, written by, revision, concept, premise, synopsis, duration, length, tone, style, mood, platform, format, genre, audience, topic, theme, goal, objective, purpose, note, notes, description, keywords, tags, pacing, "
    "avatar, language, date, author, by, version, category, speaker notes, sources, source, references, timing, time, time code, timecode, timestamp, voice direction, dauer, länge, ton und stil, stil, plattform, thema, ziel, "
    "hinweis, durée, longueur, ton, plateforme, sujet, duración, estilo, tono, plataforma, tema, durata, lunghezza, stile, piattaforma, duração, tom",
    Role.HASHTAGS: "hashtags, hashtag, suggested hashtags, хештеги, хэштеги, 标签 |",
    Role.PART: "chorus, estribillo, ritornello, refrão,  pre-chorus, refrain, strophe, hook, cta, call to action, call-to-action, opening hook, closing cta, outro, intro hook, main content, opening line, closing line, opening scene, closing scene, final scene, "
    "handlungsaufforderung, aufhänger, einstieg, accroche, appel à l'action, gancho, llamada a la acción, llamado a la acción, invito all'azione, aggancio, "
    "chamada para ação, chamada para a ação, хук, призыв к действию, cold open, haczyk, wezwanie do działania, 钩子, 行动号召, フック, 开场, 結尾 "
    "| close, closer, setup, set-up, reveal, the reveal, proof, offer, the offer, tension, climax, teaser, agitation, agitate, benefits, benefit, problem agitation, resolution, story, value, value bomb, lead-in, verse, bridge, stanza, couplet, coro, strofa, estrofa, estrofe, vers,  intro, introduction, body, main, main body, main part, main point, opening, closing, conclusion, ending, end, summary, point, main point, key point, problem, the problem, solution, the solution, transition line, "
    "takeaway, recap, payoff, punchline, twist, beginning, middle, "
    "einleitung, einführung, hauptteil, schluss, abschluss, schlussteil, abspann, vorspann, überleitung, fazit, introducción, desarrollo, conclusión, cierre, introduzione, conclusione, chiusura, introdução, conclusão, "
    "desenvolvimento, desarrollo del tema, clímax, климакс, развязка, завязка, эпилог, пролог, hauptteil 1, kernbotschaft, höhepunkt, apertura, desenlace, remate, despedida, svolgimento, abertura, encerramento, desfecho, ouverture, clôture, chute, inleiding, afsluiting, wstęp, rozwinięcie, zakończenie, inledning, avslutning, indledning, afslutning, úvod, závěr, giriş, kapanış, sonuç, вступ, висновок, المقدمة, الخاتمة, 开头, 正文, 结尾, 引言, 導入, 本編, まとめ, вступление, введение, заключение, концовка, основная часть, "
    "fermeture, développement, segment, section, part, beat, script, full script, video script, the script, final script, narration script, skript, drehbuch, guion, script vidéo",
}


def _spread() -> dict[str, tuple[Role, bool]]:
    found: dict[str, tuple[Role, bool]] = {}
    for role, labels in _LABELS.items():
        sure, _, other = labels.partition("|")
        for is_sure, names in ((True, sure), (False, other)):
            for name in names.split(","):
                if name.strip():
                    found.setdefault(name.strip(), (role, is_sure))
    return found


_ROLES = _spread()
# Behind a name that a chat or a transcript has named as its speaker's; nobody sees it.
SPEAKS = "\u2063"
# Within words of a document that read like a label and are none; nobody sees it.
NO_LABEL = "\u2064"
# Before a colon: "Narrator (V.O.)", "VISUAL 2", "Scene 3 visual", "🎬 Hook [0-3s]".
_LABEL = re.compile(r"^\s*(?P<label>[^\n:：|]{1,60}?)\s*(?::(?!//|\d\d|:)|：)\s*(?P<rest>.*)$", re.DOTALL)
# What is longer is no label, and slow to look through.
_LONGEST_LABEL = 100
# "[VO] Every summit starts with a step.", "【旁白】…".
_BOXED = re.compile(
    r"^[\s*_]*[\[【](?P<label>[^\[\]【】\n:：]{1,30})[\]】][\s*_]*(?P<rest>[^\s(\[].*)$", re.DOTALL
)
_ASIDE = re.compile(r"\s*[(\[（【][^)\]）】]*[)\]）】]\s*")
_STANZA = re.compile(
    # With who sings it: "Verse 1: Lia & Ben".
    r"^(?:verse|chorus|pre-chorus|post-chorus|hook|refrain|bridge|strophe|estribillo|estrofa|coro|ritornello|strofa|refrão|estrofe|couplet|verso|vers|zwrotka|refren|припев|куплет)\s*\d{0,2}\s*(?:[:：]\s*[^\n:.!?]{0,40})?$",
    re.IGNORECASE,
)
# Before a name.
_TITLES = re.compile(r"\b(?:dr|mr|mrs|ms|prof|st|sr|sra|m|mme|hr|fr|sig)\.\s+", re.IGNORECASE)
# Before a label within a line.
_LABELS_WITHIN = re.compile(
    r"(?<=[.!?|)\]”\"…])\s*(?:\||//)?\s+(?=(?:\*\*)?(?:visuals?|narrator|narration|voice-?over|vo|on-?screen text|text on screen|sfx|music|audio|b-roll|"
    r"sprecher|erzähler|narrador|narrateur|voix off|voz en off)\s*(?:\([^)]*\))?\s*:)",
    re.IGNORECASE,
)
_FILMED = re.compile(r"^(?P<part>[^\W\d_a-z]{3,}(?: [^\W\d_a-z]{1,12})?) [–—-] [^\n.!?:]{3,30}$")
_ARTICLE = re.compile(r"^(?:the|an?|der|die|das|le|la|l'|el|il|lo|o|a) ?")
_NUMBERED = re.compile(r"^(?:scene|shot|slide|clip|szene|escena|scena|cena|scène)\s*\d+\s*|\s*#?\d+$")


def split_label(line: str) -> tuple[str, str] | None:
    """Return what stands before and after the first colon of a line, if that may be a label."""
    if NO_LABEL in line:
        return None
    boxed = _BOXED.match(line)
    if boxed and (role := role_of(boxed["label"])) and (role[1] or role[0] == Role.PART):
        return boxed["label"].strip(), boxed["rest"].strip()
    found = _LABEL.match(line)
    return (found["label"].strip(), found["rest"].strip()) if found else None


def labels_within(line: str) -> list[str]:
    """Part a line before the labels within it that only scripts have: "Visual: a field | VO: It rains."."""
    return _LABELS_WITHIN.split(line)


def role_of(label: str) -> tuple[Role, bool] | None:
    """Return the role of a label, and whether only scripts have it; None if it is not known."""
    if len(label) > _LONGEST_LABEL:
        return None
    # With how it is filmed: "INTRO, talking head".
    label = _FILMED.sub(r"\g<part>", label)
    name = plain_label(label)
    return (
        _ROLES.get(name) or _ROLES.get(_NUMBERED.sub("", name).strip()) or _role_of_pair(name) or _part(name)
    )


def no_label(text: str, *, if_sure: bool = True) -> str:
    """Return words of a document as the reader takes them for words: "Title 1", "Music: an overview".

    What only scripts have stays a label unless `if_sure`.
    """
    label = split_label(text)
    role = role_of(text) or (role_of(label[0]) if label else None)
    if role is None or (role[1] and not if_sure):
        return text
    # Behind the first sign, so that what looks for a label finds another word.
    return f"{text[:1]}{NO_LABEL}{text[1:]}"


def as_seen(text: str) -> str:
    return text.replace(NO_LABEL, "")


def _part(name: str) -> tuple[Role, bool] | None:
    """Return the role of "the hook", "die Einleitung": of a part of a film with its article."""
    found = _ROLES.get(_ARTICLE.sub("", name))
    return found if found and found[0] == Role.PART else None


def _role_of_pair(name: str) -> tuple[Role, bool] | None:
    """Return the role of a label with two names: "Audio / Narration"; what is spoken counts more."""
    names = re.split(r"\s*[/&+]\s*", name)
    roles = [_ROLES.get(one) for one in names] if len(names) == 2 else []
    known = [role for role in roles if role]
    if len(known) < 2:
        return None
    return next((role for role in known if role[0] == Role.NARRATION), known[0])


def without_quotes(words: str) -> str:
    """Return what follows a label without the quotation marks around all of it."""
    is_quoted = len(words) > 2 and words[0] in '"“„«' and words[-1] in '"”“»'
    return words[1:-1] if is_quoted and not re.search(r"[\"“„«]", words[1:-1]) else words


def plain_label(label: str) -> str:
    """Return a label in lower case without signs, asides and pictures around it."""
    name = _ASIDE.sub(" ", label.casefold())
    return " ".join(re.sub(r"^[^\w]+|[^\w.)]+$", "", name).split()).removesuffix(":")


def is_part(text: str) -> bool:
    """Return whether a line only names a part of a film that only scripts have: "OUTRO"."""
    role = role_of(text)
    return bool(role and role == (Role.PART, True))


def is_stanza_label(line: str) -> bool:
    """Return whether a line names the part of a song that follows: "Verse 2", "[Chorus]"."""
    return bool(_STANZA.match(line.strip("[]() ")))


def may_speak(label: str) -> bool:
    """Return whether a label may be the name of somebody who speaks."""
    words = label.strip("*_ ").split()
    name = re.sub(r"\s*\([^)]*\)", "", " ".join(words)).strip()
    if (
        not name
        or len(name) > 28
        or not 1 <= len(name.split()) <= 4
        or not name[0].isalpha()
        or name[0].islower()
    ):
        return False
    return not re.search(r"[,;!?\"“”/\\=<>|]|\d{3,}|\.\s", _TITLES.sub("", name))
