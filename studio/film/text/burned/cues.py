"""The captions that are drawn, where they are cut or written otherwise than those that players show."""

from __future__ import annotations

from dataclasses import replace

from studio.film.plan import CAPTION_WORDS, Cue, FilmPlan
from studio.film.schedule import Schedule
from studio.film.text.burned.capitals import in_capitals
from studio.film.text.captions import make_cues


def cues_to_draw(cues: tuple[Cue, ...], plan: FilmPlan, schedule: Schedule) -> tuple[Cue, ...]:
    """Return a film's captions as they are drawn: `cues`, unless they are to have fewer words or capitals only."""
    captions = plan.captions
    # One word at a time is chosen from ordinary captions.
    most = 0 if captions.style == "pop" else CAPTION_WORDS[captions.words]
    if captions.is_drawn and (most or captions.is_upper):
        cues = make_cues(schedule, plan.size, captions.letters, most_words=most, is_upper=captions.is_upper)
    return tuple(_in_capitals(cue, plan.language) for cue in cues) if captions.is_upper else cues


def _in_capitals(cue: Cue, language: str) -> Cue:
    words = tuple(replace(word, text=in_capitals(word.text, language)) for word in cue.words)
    return replace(cue, text=in_capitals(cue.text, language), words=words)
