"""`manage.py generate --topic`: a film with a narration that a service wrote, as long as it was wanted."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from generator.models import Generation
from studio.film import plan as timeline
from tests.vendors.protocols import google_error
from tests.vendors.server import GEMINI
from tests.vendors.written import SENTENCES

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("writing_site")]


@pytest.fixture(autouse=True)
def small(monkeypatch) -> None:
    monkeypatch.setitem(timeline.FRAME_SIZES, "16:9", (160, 90))


def generate(tmp_path, **options) -> None:
    call_command("generate", topic="the deep sea", seconds=15, music="", out=tmp_path / "film.mp4", **options)


def test_a_topic_becomes_a_film_of_about_the_length(tmp_path, settings, capsys):
    settings.GENERATOR_PROVIDERS = settings.GENERATOR_PROVIDERS | {
        "image": settings.GENERATOR_PROVIDERS["image"][-1:]
    }
    generate(tmp_path, tone="calm", audience="children")
    film = Generation.objects.get()
    assert film.title == "The deep sea"
    assert set(film.input_text.split()) <= set(" ".join(SENTENCES).split())
    assert 10 < film.film.duration < 20
    assert SENTENCES[0] in capsys.readouterr().err


def test_a_fault_is_a_sentence_and_makes_nothing(tmp_path, services):
    services.on(GEMINI, google_error(403, "PERMISSION_DENIED", "x"))
    with pytest.raises(CommandError, match="could not be written just now"):
        generate(tmp_path)
    assert not Generation.objects.exists()


def test_an_unknown_language_is_refused(tmp_path, services):
    with pytest.raises(CommandError, match="no language xx"):
        generate(tmp_path, language="xx")
    assert services.calls == []
