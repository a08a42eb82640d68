"""What stands around the words of a text: hashtags, a chat model's own words, page numbers."""

# ruff: noqa: RUF001 (Cyrillic letters look like Latin ones)

from __future__ import annotations

import re

# Vowels and other signs of Indian, Arabic and Thai letters are no letters for a pattern.
_SIGNS = r"\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0dff\u0e00-\u0e7f\u200c\u200d"
_HASHTAG = rf"[#＃](?=[\w-]*[^\W\d_])[^\W_][\w{_SIGNS}-]*"
_ONLY_HASHTAGS = re.compile(rf"^(?:{_HASHTAG}[\s,;·|]*)+$")
_LAST_HASHTAGS = re.compile(rf"(?:\s+{_HASHTAG}[,;]?){{2,}}\s*$")
_PAGE_NUMBER = re.compile(
    r"^(?:[-–—]\s*\d{1,4}\s*[-–—]|(?:page|seite|página|pagina|p\.|стр\.)\s*\d{1,4}(?:\s*(?:of|/|von|sur|de|di|из)\s*\d{1,4})?|p\.\s\d{1,4}\s–\s.{1,75}|\d{1,4}\s*(?:/|of)\s*\d{1,4})$",
    re.IGNORECASE,
)
# What is made is named, so that "Here is my plan:" in a story stays.
_MADE = (
    r"(?:script|short|reel|tiktok|clip|advert|commercial|trailer|explainer|narrative|breakdown|recipe|speech|narration|voice-?over|story|text|draft|version|outline|storyboard|poem|lesson|video|summary|article|translation|monologue|"
    r"skript|drehbuch|text|geschichte|entwurf|fassung|erzähltext|script|texte|histoire|récit|version|scénario|guion|guión|texto|historia|relato|versión|borrador|"
    r"testo|storia|copione|bozza|roteiro|história|сценарий|текст|рассказ)"
)
# How a chat model agrees; some of that is said in stories too, and the last words only before what it has made.
_AGREED = r"(?:sure|certainly|of course|absolutely|got it|gerne?|bien sûr|avec plaisir|por supuesto|con gusto|certamente|com certeza|конечно)"
_EAGERLY = rf"(?:{_AGREED}|great|no problem|natürlich|selbstverständlich|claro|certo)"
_OPENING = rf"(?:{_EAGERLY}|okay|ok|perfect|klar|voici|ecco)"
_FIRST = re.compile(
    rf"^(?:[¡¿]?{_OPENING}(?: thing)?\b[^.:!?\n]{{0,40}}[!,.:—–-]+\s*)?"
    rf"(?:(?:here(?:'s|’s| is| are| you go)|below(?: is| are| you(?:'ll| will) find)|this is|i(?:'ve|’ve| have)? (?:wrote|written|created|prepared|made|put together)|hier (?:ist|kommt|sind|dein|deine|der|die|das|ein|eine)|unten findest du|voici|voilà|"
    rf"aquí (?:tienes|está|te dejo)|ecco|aqui está|вот)\b[^\n]{{0,160}}\b{_MADE}[^\n]{{0,120}}[:.!—–-]?)$",
    re.IGNORECASE,
)
# "Here you go! A 45-second voiceover for your reel": how it gives, and what.
_GIVEN = re.compile(
    rf"^(?:here you (?:go|are)|there you go|done|all set|bitte(?: schön| sehr)?|voilà|aquí (?:lo )?tienes|ecco(?:lo| qui| a te)|aqui está|вот|готово)\s*[!.:—–-]\s*[^.!?\n]{{0,100}}\b{_MADE}\b[^\n]{{0,80}}$|^here you go[!.:]$",
    re.IGNORECASE,
)
# What only a chat model begins with.
_EAGER = re.compile(
    rf"^[¡¿]?{_EAGERLY}\b[^.:!?\n]{{0,40}}[!,.:]",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    rf"\b(?:{_MADE}|scripts?|versions?|versionen|captions?|hashtags?|more (?:facts?|ideas?|details?|tips?|examples?|information|suggestions?|options?|recipes?|help)|go deeper|dive deeper|explain|mehr (?:infos?|details|ideen|beispiele|tipps)|plus de détails|más (?:detalles|ideas|ejemplos)|altri? (?:dettagli|esempi|idee)|mais (?:detalhes|ideias|exemplos)|tone|adapt|adjust|tailor|shorten|expand|rewrite|reformat|kürzen|anpassen|adapte|adapter|modifi\w+|adattarlo|corto|adaptar)\b",
    re.IGNORECASE,
)
# A chat model's praise of what it was asked, and how it says in Chinese, Japanese and Korean what it has made.
_PRAISE = re.compile(
    r"^(?:(?:what an? |that(?:'s|’s| is) an? )?(?:great|excellent|good|fantastic|fascinating|interesting|wonderful|lovely|important|fun) (?:question|idea|topic|choice|subject)\b[^\n]{0,120}|(?:gute|tolle|spannende) (?:frage|idee)\b[^\n]{0,120}|(?:excellente|bonne|très bonne) (?:question|idée)\b[^\n]{0,120}|"
    r"¡?(?:buena|excelente|gran) (?:pregunta|idea)\b[^\n]{0,120}|(?:ottima|bella) (?:domanda|idea)\b[^\n]{0,120}|(?:ótima|excelente|boa) (?:pergunta|ideia)\b[^\n]{0,120}|(?:отличный|хороший) вопрос\b[^\n]{0,120})$",
    re.IGNORECASE,
)
# The same in languages whose chats are rarer: first how one agrees, then what was made.
_ELSEWHERE = re.compile(
    r"^(?:oczywiście|jasne|pewnie|oto|självklart|absolut|javisst|här (?:är|kommer)|natuurlijk|tuurlijk|zeker|hier is|selvfølgelig|her er|tietysti|tässä on|tabii(?: ki)?|elbette|işte|jistě|samozřejmě|zde je|természetesen|íme|sigur|desigur|iată|звичайно|звісно|ось|"
    r"tentu|berikut|chắc chắn|dưới đây|بالتأكيد|بالطبع|إليك|בטח|הנה|ज़रूर|यहाँ)(?![^\W\d_])[^\n]{0,120}(?:scenariusz|skrypt|tekst|narracj|manus|skript|script|senaryo|metin|metn|scénář|forgatókönyv|szöveg|scenariul|сценарій|текст|naskah|skrip|kịch bản|سيناريو|نص|תסריט|स्क्रिप्ट|käsikirjoitus)[^\n]{0,100}[:.!]$",
    re.IGNORECASE,
)
_ELSEWHERE_LAST = re.compile(
    r"^(?:czy (?:chcesz|chciał(?:a)?byś),? (?:że)?bym|daj znać|vill du att jag|säg till om|wil je dat ik|laat (?:het )?me weten|vil du (?:have|ha) (?:at )?jeg|haluatko,? että|ister misin|isterseniz|istersen|chcete,? abych|chceš,? abych|szeretnéd,? hogy|dorești să|хочете,? щоб я|"
    r"apakah (?:anda|kamu) ingin|bạn có muốn tôi|هل تريد|هل ترغب|תרצה ש|क्या आप चाहते)(?![^\W\d_])[^\n]{0,160}$",
    re.IGNORECASE,
)
_EASTERN = re.compile(
    r"^(?:当然(?:可以)?|好的|没问题|當然(?:可以)?|以下是|这是|這是|もちろん(?:です)?|はい|承知しました|以下(?:に|が|は)|물론(?:이죠|입니다)?|네|다음은)[^\n]{0,60}(?:脚本|腳本|文案|文稿|旁白|故事|版本|稿|台本|原稿|ナレーション|스크립트|대본|원고|내레이션)[^\n]{0,30}[:\uff1a。!\uff01]$"
)
_EASTERN_LAST = re.compile(
    r"^(?:需要我|要不要我|如果你?(?:需要|想)|希望(?:这|對|对)|您?还?需要|必要であれば|ご希望|他に|もっと|원하시면|더 필요|필요하시면)[^\n]{0,80}[?\uff1f。!\uff01.]$"
)
# A script, in the languages of those who ask for one; and what a model offers to change of it.
_SCRIPT = re.compile(
    r"script|\bgui[oó]n\b|\bcopione\b|roteiro|skript|drehbuch|scénario|storyboard|сценари|скрипт|текст ролика|senaryo|scenariusz|manus|forgatókönyv|käsikirjoitus|"
    r"kịch bản|naskah|脚本|腳本|文案|台本|原稿|대본|스크립트|원고|نص|سيناريو|תסריט|סקריפט|स्क्रिप्ट|पटकथा|บท",
    re.IGNORECASE,
)
_OTHER_WAY = re.compile(
    r"\b(?:versions?|versión|versione|versão|versie|short(?:er|en)|longer|adjust|adapt\w*|tweak|tone|kürze[rn]|länger|anpass\w*|ändern|fassung|court[e]?|longue|corto|corta|più breve|curt[oa]|breve|tono|tom|voice-?over|timing)\b|"
    r"верси|вариант|короч|адаптир|измен|могу|wersj|krótsz|kortare|kortere|korter|daha kısa|lebih pendek|ngắn hơn|短|版|修改|调整|調整|バージョン|修正|짧게|버전|수정|أقصر|نسخة|تعديل|קצר|גרסה|छोटा|संस्करण|बदल",
    re.IGNORECASE,
)
_SURE_ALONE = re.compile(
    rf"^{_AGREED}(?: thing)?\s*[!.]$",
    re.IGNORECASE,
)
_LAST = re.compile(
    r"^(?:(?:this (?:script|video|version|draft|narration) (?:runs|is about|should (?:run|take|last)|takes|comes|lasts|clocks)|let me know|feel free to|would you like (?:me|a|any|this|another)|want me to|do you want me to|if you(?:'d| would)? (?:like|want|need)[^.?!]{0,80}\b(?:i can|let me know|just (?:ask|say)|tell me)|i can also|just let me know|"
    r"i hope (?:this|that|it) (?:helps|works|script|fits)|i hope you (?:like|enjoy|find)|hope this helps|sag (?:mir )?(?:einfach |gerne )?(?:bescheid|gerne)|möchtest du,? dass ich|soll ich|wenn du möchtest,? kann ich|lass (?:es )?mich wissen|"
    r"dis-moi si|souhaitez-vous que|voulez-vous que|n'hésite[zs]? pas à me|¿quieres que|¿te gustaría que|avísame si|si quieres,? puedo|fammi sapere|vuoi che|"
    r"quer que eu|me avise se|дай(?:те)? знать|хотите, (?:чтобы )?я)\b)",
    re.IGNORECASE,
)
# With a picture or a call before it: "Docs: https://…" may be what somebody wants to be read.
_LINK = re.compile(
    r"^(?:[^\w\s@:(]+\s*(?:[^\n:.!?]{1,40}(?::|[–—→>👉-])\s*)?|[^\n:.!?]{0,30}\b(?:listen|follow|watch|subscribe|instagram|tiktok|youtube|spotify|facebook|patreon|twitter|threads|podcasts?|folgt?|abonnier\w*|suivez|s'abonner|sígueme|síguenos|suscríbete|seguimi|iscriviti|siga|inscreva-se|подпис\w+)\b[^\n:.!?]{0,30}(?::|[–—→>👉-])\s*|(?=@))"
    r"(?:https?://\S+|www\.\S+|@[\w.]{2,30}|(?:[a-z0-9-]+\.)+(?:com|org|net|de|fr|es|it|io|tv|example)/\S+)[^\w]*$",
    re.IGNORECASE,
)
_NAMED_LINK = re.compile(
    r"^[^\n:.!?]{1,50}\s*(?:[:：]|[–—→>👉-])\s*(?:https?://\S+|www\.\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|@[\w.]{3,30})$"
)
_FOLDED = re.compile(
    r"^(?:…|\.\.\.)?\s*(?:see (?:more|less|translation|original)|show (?:more|less)|read more|mehr (?:anzeigen|ansehen)|weniger anzeigen|übersetzung anzeigen|(?:afficher|voir) (?:plus|moins)|voir la traduction|ver (?:más|menos|mais|traducción|tradução)|mostra (?:altro|meno)|(?:©|\(c\)|copyright)\W.{0,60}|.{0,60}(?:all rights reserved|alle rechte vorbehalten|tous droits réservés|(?:todos los derechos|todos os direitos) reservados|tutti i diritti riservati)\.?)$",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"^(?:you said|du hast gesagt|vous avez dit|dijiste|hai detto|você disse|(?:chatgpt|gemini|claude|copilot)(?: said| hat gesagt| a dit| dijo| ha detto| disse)|chatgpt|gemini|claude|copilot|assistant|user|copy code|copy|edit|share|regenerate|\d+ sources?|end of (?:the )?script|--+ ?end ?--+)[:.]?$",
    re.IGNORECASE,
)


def are_hashtags(line: str) -> bool:
    """Return whether a line consists of hashtags; one alone counts too."""
    return bool(_ONLY_HASHTAGS.match(line.strip()))


def without_last_hashtags(line: str) -> tuple[str, str]:
    """Return a line without two or more hashtags at its end, and these."""
    found = _LAST_HASHTAGS.search(line)
    rest = line[: found.start()].strip() if found else ""
    # Where nothing but hashtags is written, they are the text.
    if found is None or not rest or are_hashtags(rest):
        return line, ""
    return line[: found.start()].rstrip(), found[0].strip()


def is_page_number(line: str) -> bool:
    """Return whether a line is only the number of a page."""
    return bool(_PAGE_NUMBER.match(line.strip()))


def is_preface(line: str) -> bool:
    """Return whether a chat model says in a line what follows: "Sure! Here's a 60-second script about bees:"."""
    line = line.strip()
    return bool(
        _FIRST.match(line)
        or _GIVEN.match(line)
        or _SURE_ALONE.match(line)
        or _EASTERN.match(line)
        or _ELSEWHERE.match(line)
    )


def is_plainly_preface(line: str) -> bool:
    """Return whether a preface is none of a story: "Here is the story of my hat." may be one."""
    line = line.strip()
    return is_preface(line) and (line.endswith((":", "：")) or bool(_EAGER.match(line)))


def is_offer(line: str) -> bool:
    """Return whether a question or wish at the end is about the text: "Do you want me to stay?" is not."""
    return is_postscript(line) and bool(
        _CHANGED.search(line) or _EASTERN_LAST.match(line.strip()) or _ELSEWHERE_LAST.match(line.strip())
    )


def is_over_script(line: str) -> bool:
    """Return whether a line above the parts of a script says that one follows, in whatever language."""
    line = line.strip()
    return bool(_SCRIPT.search(line)) and (
        line[-1:] in ":：.!。！।" or bool(re.search(r"[👇⬇⤵]\ufe0f?$", line))
    )


def is_below_script(line: str) -> bool:
    """Return whether a line below the parts of a script offers to change it, in whatever language."""
    return line.strip()[-1:] in ".?!。？！؟😊" and bool(_OTHER_WAY.search(line))


def is_link(line: str) -> bool:
    """Return whether a line is an address behind a few words: "🎧 Listen: https://…", "Instagram: @slowcrumb"."""
    return bool(_LINK.match(line.strip()))


def is_named_link(line: str) -> bool:
    """Return whether a line is an address of the web or of mail behind its name: "Tickets: https://…"."""
    return bool(_NAMED_LINK.match(line.strip()))


def is_folded(line: str) -> bool:
    """Return whether a line is the button below a post that has been folded: "…see more"."""
    return bool(_FOLDED.match(line.strip()))


def is_praise(line: str) -> bool:
    """Return whether a chat model praises in a line what it was asked: "Great question! Let's break it down."."""
    return bool(_PRAISE.match(line.strip()))


def is_postscript(line: str) -> bool:
    """Return whether a chat model offers in a line to do more."""
    return any(sign.match(line.strip()) for sign in (_LAST, _EASTERN_LAST, _ELSEWHERE_LAST))


def is_request(line: str) -> bool:
    """Return whether what somebody asked a chat model for follows a line: "You said:"."""
    return bool(
        re.match(
            r"(?:you said|user|prompt|du hast gesagt|vous avez dit|dijiste|hai detto|você disse)\s*:$",
            line.strip(),
            re.IGNORECASE,
        )
    )


def is_button(line: str) -> bool:
    """Return whether a line is the name of a button that is a word of texts as well: "Share"."""
    return line.strip().lower() in {"copy", "edit", "share", "user", "assistant", "regenerate"}


def is_page_furniture(line: str) -> bool:
    """Return whether a line is a button or a name that is copied along with a chat."""
    return bool(_SAID.match(line.strip()))
