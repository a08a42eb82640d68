"""Whatever is written is read, spoken, painted and shown without an error, and no word is lost.

`pytest tests/studio/text/test_scribbles.py --hypothesis-profile=search` tries thousands of texts.
"""

from __future__ import annotations

import functools
import unicodedata
from itertools import pairwise
from pathlib import Path

import gruut_lang_en
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.providers.language.units import cut
from generator.providers.prompts import picture_prompt, soften
from generator.providers.vendors.google_tts.phrases import SpokenPhrase, cut_phrases, word_times
from studio.contracts import MOST_SCENES, SPLITS, is_speakable
from studio.errors import ProviderError
from studio.film.plan import CaptionAppearance, FilmPlan, Narration, Shot, SpokenWord
from studio.film.schedule import schedule_film
from studio.film.text.burned.draw import draw_caption
from studio.film.text.captions import make_cues, write_srt, write_vtt
from studio.film.text.cards import draw_card
from studio.film.text.chapters import write_chapters, write_transcript
from studio.painter.gazetteer import PLACES
from studio.painter.read.casting import cast_prompt
from studio.painter.read.reading import read_prompt
from studio.speech.narrator import split_utterances
from studio.speech.pronunciation import Pronunciation
from studio.speech.sound import settle
from studio.speech.words.reading import PAUSES, read_words
from studio.speech.words.simplified import simplify
from studio.text.provider import EmbeddedText
from studio.text.words.writing import tidy, without_partings
from tests.studio.painter.test_casting import art  # noqa: F401  # A fixture.
from tests.support.scribbles import scribbles

# So that the whole file takes some seconds; the profile "search" keeps its own number.
SEARCHES = settings().max_examples > 1000
SOME, FEW = (
    # How long it takes to make a text is no fault of what reads it.
    settings(
        max_examples=settings().max_examples if SEARCHES else count, suppress_health_check=list(HealthCheck)
    )
    for count in (60, 20)
)
SIZE = (480, 854)
LANGUAGES = ["", "en", "de", "ru", "ar", "hi", "th", "zh", "ja", "ko", "am"]
VOICES = ["en", "de", "es", "ar", "hi", "th", "cmn", "ko", "am"]
TEXTS = scribbles().map(lambda text: tidy(text).strip())
SPEAKABLE = TEXTS.filter(is_speakable)


def bare(text: str) -> str:
    return "".join(text.split())


@functools.cache
def pronunciation() -> Pronunciation:
    return Pronunciation(gruut_lang_en.get_lang_dir())


@SOME
@given(SPEAKABLE, st.sampled_from(SPLITS), st.sampled_from(LANGUAGES))
def test_a_storyboard_keeps_all_words_and_each_scene_can_be_spoken(text, split, language):
    board = EmbeddedText().write_storyboard(text=text, language=language, split=split)
    narrations = [passage.narration for passage in board.passages]
    assert bare("".join(narrations)) == bare(without_partings(text))
    assert 1 <= len(narrations) <= MOST_SCENES
    assert all(map(is_speakable, narrations))
    assert 0 < len(board.title) <= 80
    assert len(board.language) in (2, 3)


@SOME
@given(SPEAKABLE, st.sampled_from(SPLITS), st.sampled_from(LANGUAGES))
def test_units_for_a_language_model_keep_all_words_and_can_be_spoken(text, split, language):
    units = cut(text, language, split)
    assert bare("".join(text[unit.start : unit.end] for unit in units)) == bare(text)
    assert all(is_speakable(unit.words) for unit in units)


@SOME
@given(TEXTS)
def test_english_is_prepared_for_the_voice_word_by_word(text):
    written = text.split()
    owners = set()
    for utterance in split_utterances(read_words(written, pronunciation().knows)):
        words = [item.text for item in utterance if item.text not in PAUSES]
        assert all(word.isascii() and word.replace("'", "").isalpha() for word in words)
        sounds = pronunciation().pronounce(words)
        assert len(sounds) == len(words)
        owners |= {item.owner for item in utterance}
    assert owners <= set(range(len(written)))


@SOME
@given(TEXTS, st.sampled_from(VOICES))
def test_robots_get_plain_words(text, voice):
    for word in text.split():
        plain = simplify(word, voice)
        assert not {"So", "Sk", "Cc", "Cn", "Co", "Cs"} & {
            unicodedata.category(c) for c in plain.replace("°", "")
        }
        assert "\u2063" not in plain


@SOME
@given(TEXTS)
def test_phrases_for_a_service_keep_all_that_can_be_spoken(text):
    phrases = cut_phrases(text, 100)
    assert all(len(phrase.words) <= 100 and is_speakable(phrase.words) for phrase in phrases)
    spoken = {place for phrase in phrases for place in range(phrase.start, phrase.end)}
    assert not [place for place, sign in enumerate(text) if is_speakable(sign) and place not in spoken]
    if phrases:
        times = word_times(text, [SpokenPhrase(phrase, at, at + 1.0) for at, phrase in enumerate(phrases)])
        assert [word.text for word in times] == text.split()
    assert [word.text for word in settle(text.split(), {}, 2.0)] == text.split()


@SOME
@given(text=TEXTS)
def test_prompts_are_read_by_painters(art, text):  # noqa: F811
    setting = read_prompt(text)
    cast_prompt(text, art, PLACES[setting.place or "meadow"])
    assert picture_prompt(text, "plain")[0]
    assert soften(text)


@FEW
@given(st.lists(TEXTS.filter(bool), min_size=1, max_size=2), st.booleans(), st.floats(0.1, 30))
def test_captions_keep_all_words_in_order_within_the_film(texts, timed, seconds):
    schedule = schedule_film(FilmPlan(shots=tuple(shot(text, seconds, timed) for text in texts), size=SIZE))
    cues = make_cues(schedule, SIZE)
    shown = "".join(bare(cue.text).strip("\u200e\u200f") for cue in cues)
    # Words that are torn for lack of room get hyphens.
    assert visible(shown).replace("-", "") == visible("".join(map(bare, texts))).replace("-", "")
    assert all(0 <= cue.start < cue.end <= schedule.duration + 1e-6 for cue in cues)
    assert all(one.end <= other.start + 1e-6 for one, other in pairwise(cues))
    for file in (
        write_vtt(cues),
        write_srt(cues),
        write_chapters(schedule),
        write_transcript(texts[0], schedule),
    ):
        assert file.encode()
    assert write_vtt(cues).count(" --> ") == len(cues)
    assert write_srt(cues).count("-->") == len(cues)


@FEW
@given(TEXTS.filter(bool), st.sampled_from(["box", "karaoke", "outline"]))
def test_captions_and_cards_are_drawn_within_the_frame(text, style):
    schedule = schedule_film(FilmPlan(shots=(shot(text, 5.0, True),), size=SIZE))
    for cue in make_cues(schedule, SIZE)[:2]:
        if caption := draw_caption(cue, SIZE, CaptionAppearance(style=style)):
            lies_within(caption.whole)
    if card := draw_card(text[:160], SIZE):
        lies_within(card)


def shot(text: str, seconds: float, timed: bool) -> Shot:
    parts = text.split()
    words = tuple(
        SpokenWord(text=part, start=place * seconds / len(parts), end=(place + 1) * seconds / len(parts))
        for place, part in enumerate(parts)
    )
    narration = Narration(file=Path("x.wav"), duration=seconds, text=text, words=words if timed else ())
    return Shot(picture=Path("x.png"), narration=narration)


def visible(text: str) -> str:
    """Leave out what only steers how a line is set."""
    return "".join(sign for sign in text if sign not in "\u200b\u200e\u200f")


def lies_within(lettering) -> None:
    height, width = lettering.ink[0].shape
    assert lettering.left >= 0
    assert lettering.top >= 0
    assert lettering.left + width <= SIZE[0] + 1
    assert lettering.top + height <= SIZE[1] + 1


def test_a_text_that_nobody_can_speak_is_refused_politely():
    with pytest.raises(ProviderError, match="no word"):
        EmbeddedText().write_storyboard(text="🎉 * * * …")
