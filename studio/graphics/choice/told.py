"""What the rules choose for a text, in lines for its reader: `python -m studio.graphics --choose TEXT`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from studio.graphics.choice.choose import Choice, choose
from studio.graphics.reading.sentence import Scene
from studio.graphics.values import Graphic
from studio.painter.read.confidence import confidence
from studio.text.marks.told import as_read
from studio.text.provider import EmbeddedText
from studio.text.reader.read import read_text
from studio.text.reader.script import Script


def choose_for(
    text_or_file: str, *, language: str = "", style: str = "plain", wish: str = "mixed"
) -> list[Choice]:
    """Return the choices for a text, or for that of a file; it is cut into scenes as a film's would be.

    Raises StudioError if the text cannot be cut, OSError or UnicodeDecodeError if the file cannot be read.
    """
    script = Script(read_text(_text_of(text_or_file)), language, "auto")
    board = script.direct(
        EmbeddedText().write_storyboard(text=script.text, language=language, split=script.split)
    )
    scenes = [Scene(narration=as_read(one.narration), prompt=one.prompt) for one in board.passages]
    return choose(
        scenes, language=board.language, mood=board.mood, style=style, wish=wish, confidence=confidence
    )


def _text_of(text_or_file: str) -> str:
    try:
        is_file = Path(text_or_file).is_file()
    except (OSError, ValueError):
        # Too long for a name.
        is_file = False
    return Path(text_or_file).read_text(encoding="utf-8") if is_file else text_or_file


def tell(choices: list[Choice]) -> Iterator[str]:
    """Yield a line for each sentence: kind and ground, S, P, the reason, and below it what is shown."""
    for one in choices:
        kind = f"{one.graphic.kind}/{one.graphic.form}" if one.graphic else "paint"
        yield f"{kind:<20} {one.ground:<8} S {one.sureness:.2f}  P {one.confidence:.2f}  {one.text}"
        yield f"{'':<20} {one.reason}"
        if one.graphic:
            yield f"{'':<20} {shown(one.graphic)}"


def shown(graphic: Graphic) -> str:
    """Return all that a graphic scene shows, in a line; emphasised words stand between stars."""
    parts = []
    for role, phrase in graphic.phrases.items():
        text = phrase.text
        for start, end in sorted(phrase.emphasis, reverse=True):
            text = f"{text[:start]}*{text[start:end]}*{text[end:]}"
        parts.append(f"{role}: {text}")
    parts += [f"item: {item.text}" for item in graphic.items]
    parts += [
        f"figure: {one.sign if one.is_before else ''}{one.text}{'' if one.is_before else one.sign} {one.unit}".rstrip()
        for one in graphic.figures
    ]
    if graphic.place[1]:
        parts.append(f"{graphic.place[0]} of {graphic.place[1]}")
    if graphic.direction:
        parts.append("up" if graphic.direction > 0 else "down")
    return " | ".join(parts)
