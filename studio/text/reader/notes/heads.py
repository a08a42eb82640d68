"""What stands over a script: what it is, and how it is called."""

# ruff: noqa: RUF001 (the signs of writing look alike)

from __future__ import annotations

import re

# "Voiceover script for “Coffee”" over a script.
_HEAD = re.compile(
    r"^(?:an? )?(?:[^\s.!?:]+ ){0,4}(?:script|(?:reel|short|tiktok|clip) (?:idea|concept)|स्क्रिप्ट|पटकथा|storyboard|shot list|skript|drehbuch|guion|guión|roteiro|copione|сценарий|скрипт|senaryosu|senaryo|scenariusz|manus|forgatókönyv|käsikirjoitus|kịch bản|naskah|سيناريو|نص|תסריט|scénář|scenariul?)\b(?:[^\"“„«]*(?P<name>[\"“„«].{2,80}[\"”“»])|[^:]{0,30}(?::|\s[–—-])\s*(?P<named>\S.{1,80}))?[^.!?]*$",
    re.IGNORECASE,
)
# "The great tank escape — video script".
# "【视频文案】", "台本".
_HEAD_ELSEWHERE = re.compile(
    r"^[【\[《「]?\s*(?:短?视频|視頻|影片|動画|영상|видео)?\s*(?:文案|脚本|腳本|文稿|台本|原稿|シナリオ|대본|스크립트|원고|сценарий(?: видео| ролика)?|سيناريو|نص الفيديو)\s*(?:(?:[:：]\s*|(?=[「『《“«]))(?P<name>\S.{0,60}?))?\s*[】\]》」]?$",
    re.IGNORECASE,
)
_HEAD_LAST = re.compile(
    r"^(?P<name>\S.{1,90}?)\s*[–—|:(-]\s*(?:(?:an? )?(?:short|full|complete|youtube|tiktok|explainer|video|film|narration|voice-?over|reel)\s+){0,3}(?:script|storyboard|skript|drehbuch|guion|guión|roteiro|copione)\)?$",
    re.IGNORECASE,
)
# "“The Lost Art” | YouTube Short | 40 sec".
_HEAD_QUOTED = re.compile(
    r"^[\"“„«](?P<name>[^\"“”«»\n]{2,80})[\"”“»]\s*[|–—(-]\s*(?=[^\n.!?]*\b(?:youtube|tiktok|instagram|reel|shorts?|video|vídeo|vidéo|sec|seconds|sek|min)\b)[^\n!?]{3,60}$",
    re.IGNORECASE,
)
_SIGNS = "🎬🎥📹🎞️📽️📝✨🔥⭐#* "


# "VIDEO: How to sharpen a chisel" over a line that tells its length.
_VIDEO = re.compile(
    r"\A\s*(?:\*\*)?(?:video|film|clip|short|reel)(?:\*\*)?:(?:\*\*)?[ \t]+(?=[^\n]+\n\s*(?:\*\*)?(?:length|duration|runtime|run ?time|format|platform|länge|dauer|durée|duración|durata|duração)\b)",
    re.IGNORECASE,
)


def with_title(text: str) -> str:
    """Return a text whose first line names a video with the label of a title."""
    return _VIDEO.sub("Video title: ", text)


def name_of_script(text: str) -> str | None:
    """Return what a script is called if a line is its head ("Voiceover script for “Coffee”"), "" if it has no name."""
    text = text.lstrip(_SIGNS)
    if head := _HEAD_ELSEWHERE.match(text):
        return (head["name"] or "").strip('《》「」『』“”«»" ')
    if head := _HEAD.match(text):
        return (head["name"] or head["named"] or "").strip('"“”„«»* ')
    head = _HEAD_LAST.match(text) or _HEAD_QUOTED.match(text)
    return head["name"].strip('"“”„«»* ') if head else None
