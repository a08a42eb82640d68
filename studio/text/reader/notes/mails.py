"""What mail programs add to a letter: the letter that it answers, signatures, legal notices."""

# ruff: noqa: RUF001 (Cyrillic letters look like Latin ones)

from __future__ import annotations

import re
from collections.abc import Sequence

from studio.text.reader.notes.page_signs import BUTTON, LONGEST_SIGN, OTHERS
from studio.text.storyboard.naming import is_salutation
from studio.text.words.punctuation import SENTENCE_ENDS

# What is set apart stands between two of these, of which the first has the reason behind it.
FENCE = "~~~~~~~~~~~~"
QUOTED, SIGNATURE, NOTICE, FORWARDED = "quoted mail", "signature", "legal notice", "head of a mail"
FOOTNOTE = "footnote"
# What the fences stand for between which lines are set apart.
REASONS = frozenset((QUOTED, SIGNATURE, NOTICE, FORWARDED, FOOTNOTE, BUTTON, OTHERS))

_ADDRESS = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_WROTE = re.compile(
    r"^\W*(?:(?:on|am|le|el|il|em|op|den|dnia|w dniu)\b.{4,160}|.{2,160})\b"
    r"(?:wrote|schrieb|a écrit|escribió|ha scritto|escreveu|schreef|skrev|napisał\(a\)|napisał|написала?|пишет)\b[^:]{0,120}:\s*$",
    re.IGNORECASE,
)
_NAMED_WROTE = re.compile(
    r"^\W*[\w.’' -]{2,30} (?:wrote|said|schrieb|hat geschrieben|a écrit|escribió|ha scritto|escreveu|schreef|skrev|napisał\(?a?\)?|писал\(?а?\)?|написал\(?а?\)?)\s?:\s*$",
    re.IGNORECASE,
)
# Without a verb, as in Russian, Turkish and Japanese: "пн, 3 мар. 2025, 19:20, Ольга <olga@example.ru>:".
_ADDRESSED = re.compile(rf"^.{{0,160}}<{_ADDRESS}>[^:<>]{{0,80}}[:\uff1a]\s*$")
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}\b")
_WEEKDAY = re.compile(
    r"\b(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|lun|mar|mer|jeu|ven|sam|dim|mié|jue|vie|sáb|dom|gio|seg|ter|qua|qui|sex|пн|вт|ср|чт|пт|сб|вс)\w{0,6}\.?,",
    re.IGNORECASE,
)
_ORIGINAL = re.compile(
    r"^[\s>_*-]*-{2,}\s*(?:original (?:message|appointment)|reply (?:message|above this line)|ursprüngliche nachricht|originalnachricht|message d'origine|message original|"
    r"mensaje original|messaggio originale|mensagem original|oorspronkelijk bericht|исходное сообщение)\s*-{2,}\s*$",
    re.IGNORECASE,
)
_FORWARD = re.compile(
    r"^[\s>_*-]*(?:-{2,}\s*(?:forwarded message|weitergeleitete nachricht|message transféré|mensaje reenviado|messaggio inoltrato|mensagem encaminhada|doorgestuurd bericht|пересылаемое сообщение)\s*-{2,}|"
    r"(?:begin forwarded message|anfang der weitergeleiteten nachricht|début du message réexpédié|inicio del mensaje reenviado|inizio messaggio inoltrato|início da mensagem reencaminhada)\s*:)\s*$",
    re.IGNORECASE,
)
# What stands in the head of a mail or memo.
FIELD = re.compile(
    r"^[\s>*]*(?P<name>from|to|cc|bcc|date|sent|subject|re|regarding|reply-to|betr\.|von|an|gesendet|datum|betreff|de|à|envoyé|objet|para|asunto|enviado(?: el)?|fecha|da|a|inviato|oggetto|data|assunto|enviada(?: em)?|кому|от|дата|тема)\*{0,2}\s*:\*{0,2}\s*(?P<value>.*)$",
    re.IGNORECASE,
)
SUBJECTS = frozenset("subject re regarding betr. betreff objet asunto oggetto assunto тема".split())  # noqa: SIM905
_FEWEST_FIELDS = 3
_REPLY = re.compile(
    r"^(?:(?:re|aw|wg|fwd?|fw|tr|rv|r|i|ref|res|enc|antw|sv|vs|vl|odp|pd|ha|на|отв)(?:\[\d+\])?\s*:\s*)+",
    re.IGNORECASE,
)
_DASHES = re.compile(r"^\s*--\s*$")
_CLOSING = re.compile(
    r"^\s*(?:(?:(?:vielen |herzlichen |besten )?dank|danke(?:schön)?|(?:many )?thanks|thank you|merci(?: beaucoup| d'avance)?|(?:muchas )?gracias|grazie|(?:muito )?obrigad[oa]|dzięki|tack)(?: im voraus| in advance)?,? (?:und|and|et|y|e|i|och) )?(?:(?:with )?(?:best|kind|kindest|warm|warmest|many)?\s*(?:regards|wishes|thanks)(?: and [\w ]{3,20})?|best|cheers|sincerely(?: yours)?|yours (?:sincerely|faithfully|truly)|thanks|thank you|"
    r"(?:mit )?(?:freundliche[nr]?|besten?|viele[n]?|liebe[n]?|herzliche[nr]?|schöne[n]?) grü(?:ß|ss)en?|mfg|lg|vg|cordialement|bien (?:cordialement|à vous)|(?:très )?cordialement|meilleures salutations|sincères salutations|"
    r"(?:un )?(?:saludos?|cordial saludo)(?: cordiales)?|atentamente|un abrazo|(?:cordiali|distinti) saluti|saluti|(?:com os )?(?:melhores )?cumprimentos|atenciosamente|abraços?|met vriendelijke groet(?:en)?|с уважением|med vänlig(?:a)? hälsning(?:ar)?|(?:vänliga |bästa |hjärtliga )?hälsningar|mvh|(?:med )?(?:venlig(?:e)?|vennlig) hils(?:en|ner)|(?:z poważaniem|pozdrawiam|z wyrazami szacunku)|s pozdravem|üdvözlettel|saygılarımla|ystävällisin terveisin|cu stimă|з повагою|(?:un )?(?:caro|cordiale) saluto|cari saluti|(?:bien )?amicalement|bises)\s*[,.!]?\s*$",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    rf"{_ADDRESS}|\bhttps?://|\bwww\.\w|(?<![\w.,])(?:\+|\(?0)\d[\d ()/.–-]{{6,}}\d|\b(?:tel|phone|mobile?|mob|cell|fax|telefon|mobil|tél|portable|teléfono|móvil|cellulare|telefone)\b\.?\s*:?\s*[+(\d]",
    re.IGNORECASE,
)
_SENT_FROM = re.compile(
    r"^\W*(?:(?:sent|get|gesendet|envoyé|enviado|inviato|verzonden|отправлено)\b(?: (?:from|via|with|using|von|mit|über|depuis|avec|de|desde|con|do|da|dal?|vanaf|met|с|из))?(?: (?:my|meinem|mon|mi|meu|il mio|mijn|моего))?|von meinem) "
    r"(?:iphone|ipad|android\b.{0,20}|smartphone|handy|mobile(?: device| phone)?|mobil\w*|samsung\b.{0,30}|galaxy\b.{0,20}|blackberry\b.{0,20}|outlook\b.{0,30}|yahoo\b.{0,30}|gmail\b.{0,20}|proton ?mail\b.{0,30}|mail (?:for|für|pour|para|per) windows.{0,6}|web\.de\b.{0,30}|gmx\b.{0,20}|téléphone.{0,20}|móvil|cellulare|telefone.{0,20})(?: gesendet)?\W*$",
    re.IGNORECASE,
)
_ABOUT_MAIL = re.compile(
    r"\b(?:e-?mails?|messages?|communications?|transmission|nachricht|mail|courriel|message|mensaje|correo|messaggio|mensagem|письмо|сообщение)\b",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"confidential|privileged|intended (?:solely |only |exclusively )?(?:for|recipient)|intended recipient|vertraulich|richtige[rn]? (?:adressat|empfänger)|irrtümlich|unbefugt|löschen sie|in error|par erreur|por error|per errore|por engano|по ошибке|delete (?:it|this|the)|rechtlich geschützt|bestimmungsgemäß|confidentiel|destinataire|confidencial|destinatario|riservat|destinatári|конфиденциал",
    re.IGNORECASE,
)
_PRINTING = re.compile(
    r"^\W*(?:please )?(?:consider|think of|think about) the environment before (?:you )?print|^\W*(?:bitte )?(?:denken sie|denk) an die umwelt|^\W*pensez à l'environnement avant|^\W*(?:por favor,? )?(?:piense|considere) (?:en )?el medio ambiente antes",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"^\W*(?:you (?:are receiving|received) this (?:e-?mail|message|newsletter) because\b.*|to unsubscribe\b.{0,160}|unsubscribe(?:\s*[|·•-]\s*.{1,60})?|(?:manage|update) (?:your )?(?:preferences|subscription)s?\b.{0,60}|"
    r"view (?:this (?:e-?mail|newsletter|message) )?(?:in|online)(?: (?:your|a|the))?(?: browser)?\W*|sie erhalten diese (?:e-?mail|nachricht), weil\b.*|(?:hier )?(?:vom newsletter )?abmelden|newsletter abbestellen|se désabonner|se désinscrire|"
    r"(?=.{0,90}\b(?:unsubscribe|abmelden|abbestellen|désabonner|désinscrire|(?:darse|darme) de baja|cancelar (?:la )?suscripción|disiscri\w+|annulla (?:l')?iscrizione|cancelar inscrição|uitschrijven|avregistrera|avsluta prenumeration|afmeld|wypisz się|odhlásit|leiratkozás|отписаться|配信停止|退订|수신 ?거부)\b)[^\n.!?]{1,50}(?:\s*[|·•]\s*[^\n|.!?]{1,40}){1,6}|"
    r"forwarded this (?:e-?mail|newsletter|message)\?.{0,60}|was this (?:e-?mail|newsletter) forwarded to you\?.{0,60}|wurde ihnen diese (?:e-?mail|nachricht) weitergeleitet\?.{0,60}|darse de baja|cancelar (?:la )?suscripción|annulla l'iscrizione|cancelar inscrição)\W*$",
    re.IGNORECASE,
)
# Over the name and address of whoever answers questions of journalists.
_PRESS = re.compile(
    r"^[\s#*]*(?:(?:media|press|public relations|pr) (?:contact|enquiries|inquiries)s?|contacts? (?:presse|médias?)|pressekontakt|ansprechpartner(?:in)? (?:für (?:die )?(?:presse|medien|rückfragen))|kontakt für (?:presse|medien|rückfragen)|contacto? (?:de |para (?:la )?)?(?:prensa|medios|imprensa)|contatt[oi] (?:per la )?stampa|ufficio stampa|perscontact|presskontakt|kontakt dla mediów|контакты? для (?:сми|прессы))[\s*]*[:：]?[\s*]*$",
    re.IGNORECASE,
)
_AFTERWARDS = re.compile(r"^\W*(?:p\.? ?p?\.?s\b|n\.?b\.?|ps\b)", re.IGNORECASE)
# A signature has at most so many lines, of so many characters.
_MOST_LINES, _WIDEST = 12, 90
# So many words that end with a full stop are a sentence.
_SENTENCE = 6


def set_mail_apart(text: str) -> str:
    """Return a text with what mail programs have added between fences, of which the first names the reason."""
    lines = _unquoted_head(text).split("\n")
    apart: dict[int, str] = {}
    _quotes(lines, apart)
    end = next(
        (at for at in range(len(lines)) if apart.get(at) == QUOTED and _is_rest(at, lines, apart)), None
    )
    own = lines[: len(lines) if end is None else end]
    is_mail = bool(apart) or any(is_salutation(line.strip()) for line in own[:2] + _first_body(own))
    _notices(own, apart)
    _signatures(own, apart, is_mail=is_mail)
    return _passed_on(lines, apart) + _fenced(lines, apart) if apart else text


def _unquoted_head(text: str) -> str:
    """Return a text whose first lines are a mail's head without the signs of a quotation before these alone."""
    lines = text.lstrip().split("\n")
    head = 0
    while head < len(lines) and lines[head].startswith(">") and FIELD.match(lines[head].lstrip("> ")):
        head += 1
    goes_on = head < len(lines) and lines[head].lstrip().startswith(">")
    if head < _FEWEST_FIELDS or goes_on:
        return text
    return "\n".join([*(line.lstrip("> ") for line in lines[:head]), *lines[head:]])


def _passed_on(lines: Sequence[str], apart: dict[int, str]) -> str:
    """Return the subject of a mail that is passed on as the title, unless something else stands before it."""
    first = _next_line(lines, 0)
    if first is None or apart.get(first) != FORWARDED:
        return ""
    heads = [FIELD.match(line) for at, line in enumerate(lines) if apart.get(at) == FORWARDED]
    subjects = [found["value"] for found in heads if found and found["name"].lower() in SUBJECTS]
    return f"Title: {without_reply(subjects[0])}\n\n" if subjects else ""


def without_reply(subject: str) -> str:
    """Return a mail's subject without the signs that it is answered or passed on: "Fwd: Re: Watering"."""
    return _REPLY.sub("", subject) or subject


def _first_body(lines: Sequence[str]) -> list[str]:
    """Return the first line below the title of a mail."""
    below = [line for line in lines[:4] if line.strip()]
    return below[1:2] if below and below[0].startswith("Title:") else []


def _is_rest(at: int, lines: Sequence[str], apart: dict[int, str]) -> bool:
    return all(index in apart or not lines[index].strip() for index in range(at, len(lines)))


def _quotes(lines: Sequence[str], apart: dict[int, str]) -> None:
    """Find the letters that are answered or passed on."""
    for at, line in enumerate(lines):
        if at in apart or len(line) > LONGEST_SIGN:
            continue
        has_own = any(one.strip() and index not in apart for index, one in enumerate(lines[:at]))
        wrote = _attribution(lines, at) or int(_is_said_above(lines, at))
        if wrote:
            below = _next_line(lines, at + wrote)
            if below is not None and lines[below].lstrip().startswith(">"):
                apart.update(dict.fromkeys(range(at, below), QUOTED))
                apart.update(dict.fromkeys(_marked(lines, below), QUOTED))
            elif has_own and _names_mail(" ".join(lines[at : at + wrote])):
                apart.update(dict.fromkeys(range(at, len(lines)), QUOTED))
        elif _ORIGINAL.match(line):
            end = len(lines) if has_own else _after_fields(lines, at + 1)
            apart.update(dict.fromkeys(range(at, end), QUOTED if has_own else FORWARDED))
        elif _FORWARD.match(line):
            apart.update(dict.fromkeys(range(at, _after_fields(lines, at + 1)), FORWARDED))
        elif has_own and _is_head(lines, at):
            apart.update(dict.fromkeys(range(at, len(lines)), QUOTED))


def _attribution(lines: Sequence[str], at: int) -> int:
    """Return on how many lines it says who wrote what follows, one or two; 0 if none does."""
    first = lines[at].strip()
    for count, said in enumerate((first, " ".join(line.strip() for line in lines[at : at + 2])), 1):
        is_addressed = _ADDRESSED.match(said) and _CLOCK.search(said)
        is_told = _WROTE.match(said) and (re.search(_ADDRESS, said) or _CLOCK.search(said))
        if len(said) < 240 and (is_told or is_addressed):
            return count
        if not first or first.endswith(":"):
            break
    return 0


def _is_said_above(lines: Sequence[str], at: int) -> bool:
    """Return whether a line names whom a forum quotes right below it: "oakleaf wrote:"."""
    below = "".join(lines[at + 1 : at + 2]).lstrip()
    return bool(_NAMED_WROTE.match(lines[at])) and below.startswith(">")


def _names_mail(said: str) -> bool:
    """Return whether words are surely a mail program's: with an address, or a weekday and a clock time."""
    return bool(re.search(_ADDRESS, said) or (_WEEKDAY.search(said) and _CLOCK.search(said)))


def _next_line(lines: Sequence[str], at: int) -> int | None:
    return next((index for index in range(at, len(lines)) if lines[index].strip()), None)


def _marked(lines: Sequence[str], start: int) -> list[int]:
    """Return all lines from one on that begin with the sign of a quotation."""
    return [index for index in range(start, len(lines)) if lines[index].lstrip().startswith(">")]


def _after_fields(lines: Sequence[str], at: int) -> int:
    """Return where the head of a passed-on mail ends; empty lines before it belong to it."""
    first = _next_line(lines, at)
    while first is not None and first < len(lines) and FIELD.match(lines[first]):
        first, at = first + 1, first + 1
    return at


def _is_head(lines: Sequence[str], at: int) -> bool:
    """Return whether the head of a mail begins here: three fields or more, one of them with an address or a time."""
    fields = []
    for line in lines[at : at + 6]:
        found = FIELD.match(line)
        if found is None:
            break
        fields.append(found)
    values = " ".join(found["value"] for found in fields)
    names = {found["name"].lower() for found in fields}
    return len(fields) >= _FEWEST_FIELDS and bool(
        names & SUBJECTS and (re.search(_ADDRESS, values) or _CLOCK.search(values))
    )


def _notices(lines: Sequence[str], apart: dict[int, str]) -> None:
    """Find legal notices and lines of mailing lists among the last paragraphs, or where a page begins."""
    for start, end in _paragraphs(lines):
        words = " ".join(lines[start:end])
        is_legal = start > 0 and _ABOUT_MAIL.search(words) and len(_LEGAL.findall(words)) > 1
        if is_legal or (start > 0 and _PRINTING.match(words)) or _LISTED.match(words):
            apart.update(dict.fromkeys(range(start, end), NOTICE))
    for at, line in enumerate(lines):
        if at and at not in apart and (_PRINTING.match(line) or _LISTED.match(line)):
            apart[at] = NOTICE


def _paragraphs(lines: Sequence[str]) -> list[tuple[int, int]]:
    starts = [at for at, line in enumerate(lines) if line.strip() and (not at or not lines[at - 1].strip())]
    return [
        (at, next((end for end in range(at, len(lines)) if not lines[end].strip()), len(lines)))
        for at in starts
    ]


def _signatures(lines: Sequence[str], apart: dict[int, str], *, is_mail: bool) -> None:
    for at, line in enumerate(lines):
        if at in apart:
            continue
        if _SENT_FROM.match(line) and at:
            apart[at] = SIGNATURE
        elif _DASHES.match(line) and at:
            tail = _tail(lines, at + 1, apart)
            if tail and (is_mail or _has_contact(lines, tail)) and _is_last(lines, tail, apart):
                apart.update(dict.fromkeys([at, *tail], SIGNATURE))
        elif _PRESS.match(line) and at:
            tail = _tail(lines, at + 1, apart)
            if tail and _has_contact(lines, tail):
                apart.update(dict.fromkeys([at, *tail], SIGNATURE))
        elif _CLOSING.match(line):
            # The name of who writes is spoken.
            tail = _tail(lines, at + 1, apart)[1:]
            if tail and _has_contact(lines, tail):
                apart.update(dict.fromkeys(tail, SIGNATURE))


def _tail(lines: Sequence[str], start: int, apart: dict[int, str]) -> list[int]:
    """Return the short lines from one on that may be a signature, up to a sentence or a postscript."""
    tail: list[int] = []
    for at in range(start, len(lines)):
        line = lines[at].strip()
        if at in apart or not line:
            continue
        is_sentence = line[-1:] in SENTENCE_ENDS and len(line.split()) >= _SENTENCE
        if _AFTERWARDS.match(line) or len(line) > _WIDEST or is_sentence or len(tail) == _MOST_LINES:
            break
        tail.append(at)
    return tail


def _has_contact(lines: Sequence[str], tail: Sequence[int]) -> bool:
    return any(_CONTACT.search(lines[at]) for at in tail)


def _is_last(lines: Sequence[str], tail: Sequence[int], apart: dict[int, str]) -> bool:
    """Return whether nothing else follows some lines."""
    return all(at in apart or not lines[at].strip() for at in range(tail[-1] + 1, len(lines)))


def _fenced(lines: Sequence[str], apart: dict[int, str]) -> str:
    written: list[str] = []
    reason = ""
    for at, line in enumerate(lines):
        now = apart.get(at, "" if line.strip() or not reason else reason)
        if now != reason:
            written += [FENCE, ""] if reason else []
            written += ["", f"{FENCE} {now}"] if now else []
            reason = now
        # A line of the same signs would end what is set apart.
        written.append(line if not now else line.replace("~~~", "~ ~"))
    return "\n".join([*written, FENCE] if reason else written)
