"""Whole films with pauses, lines and words said otherwise: real voices, and what is heard and read in the MP4 itself."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from django.core.management import call_command

from generator.models import Generation, Saying, User
from studio.contracts import Passage, Storyboard, TextProvider
from studio.film import plan as timeline
from studio.film.sound.voice import decode_speech
from tests.support.stand_ins import PROVIDERS, log

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]
RATE = 48000
RECIPE = {
    "en": "Pancakes for two\nButter\nTwo eggs\nA pinch of salt",
    "de": "Pfannkuchen für zwei\nButter\nZwei Eier\nEine Prise Salz",
}


class Given(TextProvider):
    """One scene for each paragraph, its lines included, in a language that the test names."""

    language = "en"

    def write_storyboard(self, *, text: str, **asked) -> Storyboard:
        passages = tuple(Passage(narration=one, prompt="A kitchen") for one in text.split("\n\n"))
        return Storyboard(title="A film", language=self.language, keywords=(), passages=passages)


@pytest.fixture(autouse=True)
def real_voices(settings, monkeypatch):
    log.reset()
    settings.GENERATOR_PROVIDERS = {
        **PROVIDERS,
        "text": [{"BACKEND": f"{__name__}.Given"}],
        "speech": [{"BACKEND": "studio.speech.EmbeddedSpeech"}],
    }
    monkeypatch.setitem(timeline.FRAME_SIZES, "16:9", (160, 90))


@pytest.fixture
def make_film(tmp_path, monkeypatch):
    def make(text: str, language: str = "en") -> Generation:
        monkeypatch.setattr(Given, "language", language)
        # Without effects: they would be heard in the pauses.
        call_command("generate", text, out=tmp_path / "film.mp4", music="", effects=False)
        return Generation.objects.latest("created_at")

    return make


def silences(generation: Generation, least: float) -> list[tuple[float, float]]:
    """Return the (start, end) in seconds of each silence in the film's own sound, by steps of 10 ms."""
    samples = decode_speech(Path(generation.film.video.path))
    steps = samples[: len(samples) // 480 * 480].reshape(-1, 480)
    loud = np.flatnonzero(np.sqrt(np.mean(steps**2, axis=1)) > 0.004)
    return [
        ((a + 1) / 100, b / 100) for a, b in pairwise([-1, *loud, len(steps)]) if (b - a - 1) / 100 >= least
    ]


def between(found: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Leave out the silence before the first word and after the last."""
    return [span for span in found[:-1] if span[0] > 0]


def cues(generation: Generation) -> list[tuple[float, float, str]]:
    text = Path(generation.film.subtitles.path).read_text()
    found = re.findall(r"(\S+) --> (\S+)\n((?:.+\n)+)", text)
    return [(_seconds(start), _seconds(end), words.strip()) for start, end, words in found]


def _seconds(clock: str) -> float:
    hours, minutes, seconds = clock.replace(",", ".").split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


@pytest.mark.parametrize("language", ["en", "de"])
def test_each_line_of_a_recipe_is_a_cue_with_a_pause_behind_it(make_film, language: str):
    made = make_film(RECIPE[language], language=language)
    found = cues(made)
    assert [text for _, _, text in found] == RECIPE[language].split("\n")
    pauses = between(silences(made, 0.35))
    assert len(pauses) == 3
    assert all(0.4 <= end - start <= 0.75 for start, end in pauses), pauses
    # A cue begins with its words, which is where its pause ends.
    for (start, _, _), (_, end) in zip(found[1:], pauses, strict=True):
        assert start == pytest.approx(end, abs=0.15)
    assert Path(made.film.transcript.path).read_text() == f"A film\n\n{RECIPE[language]}\n"


@pytest.mark.parametrize(
    ("language", "text", "before", "after"),
    [
        (
            "en",
            "And the winner is [pause 2s] Anna from the little village.",
            "And the winner is",
            "Anna from",
        ),
        ("de", "Gewonnen hat in diesem Jahr [Pause 2 s] die kleine Anna.", "Gewonnen hat in", "die kleine"),
    ],
)
def test_two_seconds_of_pause_are_silent_at_their_place_and_written_nowhere(
    make_film, language: str, text: str, before: str, after: str
):
    made = make_film(text, language=language)
    start, end = max(between(silences(made, 0.5)), key=lambda span: span[1] - span[0])
    assert end - start == pytest.approx(2.1, abs=0.15)
    first, second = cues(made)
    assert first[2].startswith(before)
    assert second[2].startswith(after)
    assert first[0] < start < first[1] < second[0]
    assert second[0] == pytest.approx(end, abs=0.15)
    for product in ("subtitles", "captions", "transcript", "chapters"):
        assert "ause" not in Path(getattr(made.film, product).path).read_text()


def test_pauses_begin_and_end_scenes_and_stand_between_them(make_film):
    made = make_film("[pause 2s] The sea was calm.\n\n[pause 4s]\n\nNobody was there. [pause 3s]")
    first, middle, last = silences(made, 1.5)
    # The lead-in, the breath between scenes and the silence at the end of a film come on top.
    assert first[0] == 0
    assert first[1] == pytest.approx(2.3, abs=0.15)
    assert middle[1] - middle[0] == pytest.approx(4.3, abs=0.3)
    assert last[1] - last[0] == pytest.approx(4.1, abs=0.25)
    assert [text for _, _, text in cues(made)] == ["The sea was calm.", "Nobody was there."]


def test_a_name_is_shown_as_it_is_written_and_said_as_the_list_wants_it(make_film):
    text = "Mr Nguyen knows {SQL|sequel} well."
    made = make_film(text)
    assert cues(made)[0][2] == "Mr Nguyen knows SQL well."
    assert [word for word, _, _ in made.scenes.get(position=0).speech_words] == [
        "Mr",
        "Nguyen",
        "knows",
        "SQL",
        "well.",
    ]
    spelled = make_film("Mr win knows sequel well.").scenes.get(position=0)
    plain = made.scenes.get(position=0)
    Saying.objects.create(owner=User.objects.get(pk=made.owner_id), written="nguyen", said="win")
    listed = make_film(text).scenes.get(position=0)
    assert listed.speech_duration == spelled.speech_duration != plain.speech_duration
    assert listed.as_read == "Mr Nguyen knows SQL well."
