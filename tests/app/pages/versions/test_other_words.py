"""Beside what its owner wrote, a video's page says where its words of now are, if these are others."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from generator.models import Generation
from generator.pipeline.stages.storyboard import storyboard
from tests.app.pages.creating.test_text_to_video import send
from tests.support.factories import make_film, make_generation, make_scene

pytestmark = pytest.mark.django_db

Status = Generation.Status
NOTE = "This is the text that you began with. What the video says now is in its"

UNCHANGED = (
    "# The light\n\nMaren climbed the steps. [pause 2s] The lens began to turn.\n\n## Night\n\nThe sea was calm.",
    "{Nguyen|win} has three rules:\n\n1. Wash your hands.\n2. Dry them.\n3. Smile!",
    "ANNA: Where is the boat?\n\nBERT: It left an hour ago, without us.",
    "Roses are red,\nViolets are blue,\nSugar is sweet,\nAnd so are you.",
    "海边有一座灯塔。守塔人每天晚上点亮灯。船只因此平安回家。",
    "Die Fähre legt um 7:30 Uhr ab. Sie kostet 12,50 €.",
)


def page(client: Client, generation: Generation) -> str:
    return client.get(generation.get_absolute_url()).content.decode()


@pytest.mark.parametrize("text", UNCHANGED)
def test_a_video_that_was_not_edited_says_what_was_written(
    as_alice: Client, settings, tmp_path: Path, text: str
):
    writer = {"text": [{"BACKEND": "studio.text.provider.EmbeddedText"}]}
    settings.GENERATOR_PROVIDERS = settings.GENERATOR_PROVIDERS | writer
    send(as_alice, input_text=text)
    sent = Generation.objects.claim("host:1")
    assert sent
    for job in storyboard(sent, tmp_path):
        job.keep(job.call(lambda share: None))
    made = Generation.objects.get()
    made.status = Status.SUCCEEDED
    words = list(made.scenes.values_list("narration", flat=True))
    assert words
    say(made, 1, *words)
    shown = page(as_alice, made)
    assert "What you wrote" in shown
    assert NOTE not in shown


def say(generation: Generation, number: int, *words: str) -> None:
    """Make the scenes say these words, in a version that shows them."""
    generation.scenes.all().delete()
    for at, narration in enumerate(words):
        make_scene(generation, narration=narration, position=at, start=3.0 * at, end=3.0 * at + 3)
    film = make_film(
        generation, number=number, scenes=[one.snapshot(0, 1) for one in generation.scenes.all()]
    )
    film.begin_to_show()
    generation.film = film
    generation.save()


@pytest.mark.parametrize(
    ("words", "is_other"),
    [
        (("The sea was calm.", "The boat came home."), False),
        (("The sea was wild.", "The boat came home."), True),
        (("The boat came home.", "The sea was calm."), True),
        (("The sea was calm.", "The boat came home.", "The end."), True),
        (("The sea was calm.",), True),
    ],
)
def test_words_that_were_changed_moved_added_or_left_out(as_alice: Client, alice, words, is_other: bool):
    generation = make_generation(
        alice, status=Status.SUCCEEDED, input_text="The sea was calm. The boat came home."
    )
    say(generation, 1, "The sea was calm.", "The boat came home.")
    assert NOTE not in page(as_alice, generation)
    say(generation, 2, *words)
    shown = page(as_alice, generation)
    assert (NOTE in shown) == is_other
    assert ("What the video says now.</p>" in shown) == is_other
