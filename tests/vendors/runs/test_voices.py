"""Whole films spoken by each service of voices, and what is made of them when it fails."""

from __future__ import annotations

import pytest

from studio.film import plan as timeline
from tests.support.stand_ins import PROVIDERS
from tests.vendors.conftest import rendered_at_once
from tests.vendors.fakes.elevenlabs import RACHEL
from tests.vendors.runs.test_whole_runs import SENTENCES, fallen_back, film, is_finished
from tests.vendors.server import Answer, Services
from tests.vendors.voices.entries import SET_UP, voice_entries

pytestmark = pytest.mark.django_db(transaction=True)

# How a scene names who spoke it, by the name of the service's fake.
SPOKEN_BY = {
    "kokoro": "KokoroSpeech kokoro af_heart",
    "elevenlabs": f"ElevenLabs {RACHEL}",
    "edge": "EdgeSpeech en-US-EmmaMultilingualNeural",
}


@pytest.fixture(autouse=True)
def site(request, settings, monkeypatch, services: Services) -> None:
    name = request.getfixturevalue("name") if "name" in request.fixturenames else "kokoro"
    speech = voice_entries(services.url)[name]
    settings.GENERATOR_PROVIDERS = {**PROVIDERS, "speech": [*speech, *PROVIDERS["speech"]]}
    monkeypatch.setitem(timeline.FRAME_SIZES, "16:9", (160, 90))


@pytest.mark.parametrize("name", SPOKEN_BY)
def test_a_film_is_spoken_wholly_by_the_service_with_the_times_of_its_words(services, name):
    made = film()
    assert is_finished(made)
    assert fallen_back(made, "speech") == [False] * 3
    for scene, sentence in zip(made.scenes.all(), SENTENCES, strict=True):
        assert scene.speech_provider == SPOKEN_BY[name]
        assert [word for word, _, _ in scene.speech_words] == sentence.split()
        times = [time for _, *span in scene.speech_words for time in span]
        assert times == sorted(times)
        assert 0 <= times[0] < 0.2
        assert times[-1] == pytest.approx(scene.speech_duration, abs=0.6)
    assert made.film.captions


def test_each_service_of_voices_speaks_a_film():
    assert SPOKEN_BY.keys() == SET_UP.keys()


@pytest.mark.parametrize("name", SPOKEN_BY)
def test_the_film_comes_although_the_service_is_dead(services, monkeypatch, name):
    monkeypatch.setattr("generator.pipeline.stages.render.render_film", rendered_at_once)
    services.on(name, Answer(b"", 503))
    made = film()
    assert is_finished(made)
    assert fallen_back(made, "speech") == [True] * 3
    assert all(scene.speech_error for scene in made.scenes.all())
    # Two scenes side by side may each be in their tries when the breaker opens; and a list of voices is looked for once.
    assert services.count(name) <= 7
