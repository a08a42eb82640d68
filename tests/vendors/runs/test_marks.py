"""Marks and a service's voice: what goes over the wire is plain text, line by line."""

from __future__ import annotations

import pytest

from generator.models import Generation, Saying
from generator.pipeline import run as pipeline
from studio.film import plan as timeline
from tests.support.factories import make_generation, make_user
from tests.vendors.conftest import lists, rendered_at_once
from tests.vendors.protocols import spoken_text
from tests.vendors.server import GEMINI, GTTS, Services

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def site(settings, monkeypatch, services: Services) -> None:
    settings.GENERATOR_PROVIDERS = lists(services.url)
    monkeypatch.setitem(timeline.FRAME_SIZES, "16:9", (160, 90))
    monkeypatch.setattr("generator.pipeline.stages.render.render_film", rendered_at_once)


def run(text: str) -> Generation:
    alice = make_user()
    Saying.objects.create(owner=alice, written="Nguyen", said="win")
    generation = make_generation(alice, input_text=text, title="", music="")
    taken = Generation.objects.take(generation.pk, generation.lease, "test")
    assert taken
    pipeline.run(taken)
    generation.refresh_from_db()
    return generation


def test_a_service_is_told_the_words_and_nothing_of_marks(services: Services):
    made = run(
        "The sea was very calm today. [pause 2s] Mr Nguyen came in his boat.\nNobody knew {SQL|sequel} at all there."
    )
    assert made.status == "succeeded"
    sent = [spoken_text(call) for call in services.calls if call.service == GTTS]
    assert sorted(sent) == sorted(
        ["The sea was very calm today.", "Mr win came in his boat.", "Nobody knew sequel at all there."]
    )
    asked = b"".join(call.body for call in services.calls if call.service == GEMINI).decode()
    assert "pause" not in asked
    assert "sequel" not in asked
    told = [scene.as_read for scene in made.scenes.exclude(narration="")]
    assert told == [
        "The sea was very calm today.",
        "Mr Nguyen came in his boat.",
        "Nobody knew SQL at all there.",
    ]
    first = made.scenes.get(position=0)
    assert first.narration == "The sea was very calm today. [pause 2s]"
    assert first.speech_duration - first.speech_words[-1][2] == pytest.approx(2.0, abs=0.01)
    assert first.speech_provider.startswith("GoogleSpeech")
