"""Texts that programs write: JSON, front matter, heads of letters; as lines with labels."""

# ruff: noqa: RUF001 (the signs of writing look alike)

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from typing import Any

from studio.text.reader.notes.labels import SPEAKS, Role, role_of
from studio.text.reader.notes.mails import FIELD, SUBJECTS, without_reply
from studio.text.reader.notes.page_signs import BUTTON

_FENCED = re.compile(r"^```(?:json)?\s*\n(.*)\n```\s*$", re.DOTALL)
_FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^[A-Za-z_][\w -]{0,40}:(?:\s|$)")
# "MEMO" over the head of one.
_MEMO = re.compile(
    r"^[\s#*]*(?:(?:internal |office |inter-?office )?memo(?:randum)?|e-?mail|rundschreiben|hausmitteilung|aktennotiz|interne mitteilung|note (?:de service|interne)|circular(?: interna)?|memorando|comunicazione interna|circolare|служебная записка)[\s*:]*$",
    re.IGNORECASE,
)
_SENT = re.compile(
    r"^[ \t\u200e]*\[?\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?\s+\d{1,2}:\d{2}(?::\d{2})?(?:[ \u202f]?[APap]\.?[Mm]\.?)?\]?(?:\s*[-–])?\s+",
    re.MULTILINE,
)
_SENT_AT = re.compile(rf"{_SENT.pattern}(?=[^:\n]{{1,40}}: )", re.MULTILINE)
# "Ana, [3/6/2025 21:14]", "Ana — Today at 21:14", "Ana  9:14 PM" over what was sent.
_SENT_OVER = re.compile(
    r"^[ \t]*(?P<name>[^\W\d_][^\n:,\[\]]{0,30}?)(?:, \[\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}:\d{2}(?::\d{2})?\]|(?: [–—-] |  +|\t)(?:(?:today|yesterday|heute|gestern|aujourd'hui|hier|hoy|ayer|oggi|ieri|hoje|ontem|\d{1,4}[./-]\d{1,2}[./-]\d{2,4}),?(?: (?:at|um|à|a las|alle|às))? )?\d{1,2}:\d{2}(?: ?[AaPp][Mm])?)[ \t]*\n+(?=\S)",
    re.MULTILINE | re.IGNORECASE,
)
# "Anna: <Media omitted>"
_SENT_MEDIA = re.compile(
    r"^[^:\n]{1,40}: [\u200e<]*(?:media|image|video|audio|sticker|gif|document|medien|bild|foto|multimedia|imagen|médias?|photo|mídia|imagem|immagine|file)\s+"
    r"(?:omitted|weggelassen|ausgeschlossen|omitid[oa]|oculta|omis|absente?|omess[oai]|har utelämnats|utelatt|udeladt|weggelaten|pominięto|пропущен[оа]?)>?$"
    # In any language: "<Без медиафайлов>".
    r"|^[^:\n]{1,40}: [\u200e]*<[^<>\n/:]{5,40}>$"
    # "Anna: <attached: IMG_2231.jpg>", "Anna: IMG_2231.jpg (file attached)".
    r"|^[^:\n]{1,40}: [\u200e]*(?:<[^\W\d_][\w é]{2,20}: ?[^<>\n]{1,80}\.\w{2,4}>|[\w-]{3,60}\.\w{3,4} \([^()\n]{4,30}\))$",
    re.MULTILINE | re.IGNORECASE,
)
# What the program of a chat says itself.
_CHAT_NOTICE = re.compile(
    r"^[ \t\u200e]*\[?\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?\s+\d{1,2}:\d{2}[^\n]{0,60}?(?:end-to-end encrypted|ende-zu-ende|chiffrés? de bout en bout|cifrad[oa]s? de extremo|crittografat[ie] end|criptografia de ponta|(?:this message was|you) deleted|diese nachricht wurde gelöscht|message a été supprimé|se eliminó este mensaje|messaggio (?:è stato )?eliminato|mensagem apagada|"
    r"joined using|(?:added|removed|created group|changed the (?:subject|group)|left the group|missed (?:voice|video) call|verpasster (?:sprach|video)anruf|appel manqué|llamada perdida|chiamata persa|chamada perdida))[^\n]*$",
    re.MULTILINE | re.IGNORECASE,
)
_FEWEST_ROWS = 3
# Keys of chat models' JSON besides the labels of scripts.
_KEYS = {
    "narration_text": Role.NARRATION, "voiceover_text": Role.NARRATION, "voice_over_text": Role.NARRATION, "content": Role.NARRATION, "line": Role.NARRATION,
    "image_description": Role.PICTURE, "visual_description": Role.PICTURE, "scene_description": Role.PICTURE, "video_title": Role.TITLE,
}  # fmt: skip

# The label in words of what a key says.
_WRITTEN = {
    Role.NARRATION: "Narrator",
    Role.PICTURE: "Visual",
    Role.TITLE: "Title",
    Role.HASHTAGS: "Hashtags",
    Role.SOUND: "SFX",
    Role.SCREEN: "On-screen text",
    Role.ABOUT: "Production notes",
}


def read_record(text: str) -> str:
    """Return a text as lines with labels if it is JSON or has a head that programs write; else as it is."""
    if (told := _read_json(text)) is not None:
        return told
    if (told := _read_columns(text)) is not None:
        return told
    return _without_mail_head(_without_front(_without_chat_times(text)))


def _read_columns(text: str) -> str | None:
    """Return a script in columns with commas or semicolons (CSV) as a table; None if a text is something else."""
    first = text.strip().partition("\n")[0]
    for sign in ",;":
        roles = {
            role[0] for cell in first.split(sign) if (role := role_of(cell.strip(' "').replace("_", " ")))
        }
        if sign not in first or not roles & {Role.NARRATION} or len(roles) < 2:
            continue
        rows = [row for row in csv.reader(text.strip().split("\n"), delimiter=sign) if row]
        if len(rows) > 1 and len({*map(len, rows)}) == 1:
            cells = [[" ".join(cell.split()).replace("|", " ") for cell in row] for row in rows]
            cells[0] = [cell.replace("_", " ") for cell in cells[0]]
            return "\n".join(
                f"| {' | '.join(row)} |" for row in [cells[0], ["---"] * len(rows[0]), *cells[1:]]
            )
    return _read_plain_columns(text)


def _read_plain_columns(text: str) -> str | None:
    """Return lines with as many commas or semicolons each, and no space behind these, as a table."""
    lines = text.strip().split("\n")
    for sign in ",;":
        counts = {line.count(sign) for line in lines}
        if (
            len(lines) < _FEWEST_ROWS
            or len(counts) != 1
            or max(counts) < 2
            or f"{sign} " in text
            or re.search(r"\d|[.!?]", lines[0])
        ):
            continue
        rows = [[cell.strip().replace("|", " ") for cell in row] for row in csv.reader(lines, delimiter=sign)]
        return "\n".join(f"| {' | '.join(row)} |" for row in [rows[0], ["---"] * len(rows[0]), *rows[1:]])
    return None


def _read_json(text: str) -> str | None:
    bare = text.strip()
    fenced = _FENCED.match(bare)
    bare = fenced[1].strip() if fenced else bare
    if not (bare.startswith(("{", "[")) and bare.endswith(("}", "]"))):
        return None
    try:
        found = json.loads(bare, strict=False)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict | list) or not found:
        return None
    is_script = bool(_roles(found) & {Role.NARRATION, Role.PICTURE})
    lines = list(_tell(found) if is_script else _list(found))
    return "\n".join(lines) if any(lines) else None


def _roles(value: Any) -> set[Role]:
    """Return the roles of all keys in a value of JSON."""
    if isinstance(value, dict):
        own = {role for key in value if (role := _role(str(key)))}
        return own.union(*map(_roles, value.values()))
    return set().union(*map(_roles, value)) if isinstance(value, list) else set()


def _tell(value: Any, key: str = "") -> Iterator[str]:
    """Yield the words in a script that is JSON, with its keys as labels."""
    if isinstance(value, dict):
        if {_role(str(name)) for name, one in value.items() if isinstance(one, str)} & {
            Role.NARRATION,
            Role.PICTURE,
        }:
            yield "\n[Scene 1]\n"
        for name, one in value.items():
            yield from _tell(one, str(name))
    elif isinstance(value, list):
        for one in value:
            yield from _tell(one, key)
    elif isinstance(value, str) and value.strip():
        role = _role(key)
        yield (
            f"{_WRITTEN[role]}: {' '.join(value.split())}\n"
            if role in _WRITTEN
            else " ".join(value.split()) + "\n"
        )


def _list(value: Any, key: str = "") -> Iterator[str]:
    """Yield all values of any other JSON, each with its key."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _list(one, str(name))
    elif isinstance(value, list):
        for one in value:
            yield from _list(one, key)
    elif value not in (None, ""):
        label = re.sub(r"[_-]+", " ", key).strip()
        yield f"- {label}: {value}" if label else f"- {value}"


def _role(key: str) -> Role | None:
    name = key.lower()
    found = role_of(re.sub(r"[_-]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", key)))
    return _KEYS.get(name) or (found[0] if found else None)


def _without_chat_times(text: str) -> str:
    """Take the dates off the lines of a chat: what is left are speakers and what they said."""
    over = _SENT_OVER.findall(text)
    if len(over) > 1 and len(over) * 4 > sum(bool(line.strip()) for line in text.split("\n")):
        text = _SENT_OVER.sub(rf"\g<name>{SPEAKS}: ", text)
    text = _CHAT_NOTICE.sub(lambda notice: f"\n```{BUTTON}\n{notice[0].strip()}\n```\n", text)
    lines = [line for line in text.split("\n") if line.strip() and not line.startswith("```")]
    dated = sum(bool(_SENT_AT.match(line)) for line in lines)
    if dated < 2 or dated * 2 < len(lines):
        return text
    named = re.sub(rf"{_SENT_AT.pattern}([^:\n]{{1,40}}): ", rf"\1{SPEAKS}: ", text, flags=re.MULTILINE)
    return _SENT_MEDIA.sub("\n![]()\n", _SENT.sub("", named))


def _without_front(text: str) -> str:
    """Replace front matter (title, tags …) by the title alone."""
    found = _FRONT.match(text.lstrip())
    if found is None or not all(
        _FIELD.match(line) or line[:1] in " -\t#" for line in found[1].split("\n") if line
    ):
        return text
    title = re.search(r"^title:\s*[\"']?(.+?)[\"']?\s*$", found[1], re.MULTILINE | re.IGNORECASE)
    rest = text.lstrip()[found.end() :]
    return f"Title: {title[1]}\n\n{rest}" if title else rest


def _without_window(lines: list[str]) -> list[str]:
    """Return a printed mail without the first line, if that has its subject and stands over its head."""
    first = next((at for at, line in enumerate(lines) if at and line.strip()), 0)
    fields = [found for line in lines[first : first + 6] if (found := FIELD.match(line))]
    subject = next((found["value"].strip() for found in fields if found["name"].lower() in SUBJECTS), "")
    is_window = len(fields) > 2 and subject and subject in lines[0] and not FIELD.match(lines[0])
    return lines[first:] if is_window else lines


def _without_mail_head(text: str) -> str:
    """Replace the head of a letter or memo by its subject."""
    lines = _without_window(text.lstrip().split("\n"))
    is_memo = bool(_MEMO.match(lines[0]))
    head = start = next((at for at, line in enumerate(lines) if at and line.strip()), 0) if is_memo else 0
    while head < len(lines) and (FIELD.match(lines[head]) or (is_memo and not lines[head].strip())):
        head += 1
    fields = {
        found["name"].lower(): found["value"].strip(" *")
        for line in lines[start:head]
        if (found := FIELD.match(line))
    }
    subjects = [value for name, value in fields.items() if name in SUBJECTS and value]
    if len(fields) < 2 or not (is_memo or subjects or any("@" in value for value in fields.values())):
        return text
    rest = "\n".join(lines[head:])
    return f"Title: {without_reply(subjects[0])}\n\n{rest}" if subjects else rest
