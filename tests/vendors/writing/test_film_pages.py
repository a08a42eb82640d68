"""What is written for a film that is there: a scene's words, what stands beside it, its words in another language."""

from __future__ import annotations

import pytest
from django.urls import reverse

from generator.models import Generation
from generator.pipeline.writing import asking
from tests.support.factories import make_generation, make_scene
from tests.support.stand_ins import PROVIDERS
from tests.vendors.protocols import google_error, says
from tests.vendors.server import GEMINI, Answer
from tests.vendors.writing.conftest import looked_for
from tests.vendors.written import GERMAN

# Written beside the page, in a thread of its own.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("writing_site")]

TOLD = ("The sea was calm.", "[pause 2s] {Nguyen|win} came in.", "")
DEAD = google_error(403, "PERMISSION_DENIED", "x")


@pytest.fixture
def film(alice) -> Generation:
    made = make_generation(
        alice, status=Generation.Status.SUCCEEDED, video=b"film", title="Sea", language="en"
    )
    for position, narration in enumerate(TOLD):
        make_scene(made, position=position, narration=narration)
    return made


def address(name: str, film: Generation) -> str:
    return reverse(name, args=[film.pk])


def reword(client, film, **changed):
    wish = {"words": TOLD[0], "how": "otherwise", "voice": "", "pace": "1", "language": "", **changed}
    return looked_for(client, client.post(address("reword_scene", film), wish))


def test_a_scene_is_said_otherwise_and_nothing_is_saved(as_alice, film, services):
    told = reword(as_alice, film, before="Night.", after="Dawn.")
    assert told["text"] == "Today the sea lay perfectly still."
    assert told["notes"].startswith("Rewritten: about ")
    question = services.calls[0].json()["contents"][-1]["parts"][0]["text"]
    assert question == "The film: Sea\n\nBefore it: Night.\n\nThe scene: The sea was calm.\n\nAfter it: Dawn."
    assert [scene.narration for scene in film.scenes.all()] == list(TOLD)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"how": "rudely"}, "choose how it shall be written"),
        ({"how": "time"}, "how many seconds"),
        ({"how": "time", "seconds": "1"}, "how many seconds"),
        ({"how": "time", "seconds": "soon"}, "how many seconds"),
        ({"words": "x" * 5001}, "at most"),
        ({"words": "[pause]"}, "no words to work on"),
        ({"voice": "nobody"}, "not offered here"),
    ],
)
def test_what_is_wrong_with_a_wish_is_a_sentence(as_alice, film, services, changed, sentence):
    assert sentence in reword(as_alice, film, **changed)["refusal"]
    assert services.count(GEMINI) == 0


@pytest.mark.parametrize("answer", [DEAD, Answer(b"", 503), says("{}")], ids=["refused key", "busy", "empty"])
def test_faults_are_sentences_at_each_place(as_alice, film, services, answer):
    services.on(GEMINI, answer)
    assert "could not be written" in reword(as_alice, film)["refusal"]
    begun = as_alice.post(address("write_translation", film), {"language": "de"})
    assert "could not be written" in looked_for(as_alice, begun)["refusal"]
    page = as_alice.post(address("write_publication", film), follow=True).content.decode()
    assert "could not be written" in page
    film.refresh_from_db()
    assert film.publication == {}


def test_a_publication_is_shown_on_the_films_page_to_be_copied(as_alice, film, services):
    assert "Write title, description and hashtags" in as_alice.get(film.get_absolute_url()).content.decode()
    answer = as_alice.post(address("write_publication", film))
    assert answer.url.endswith("#publishing")
    film.refresh_from_db()
    assert film.publication["hashtags"] == ["DeepSea", "QuietHarbour", "boat"]
    shown = as_alice.get(film.get_absolute_url()).content.decode()
    for words in ("A calm sea", "<p>One boat.</p>", "#DeepSea #QuietHarbour #boat", "Write them again"):
        assert words in shown
    sent = services.calls[0].json()["contents"][-1]["parts"][0]["text"]
    assert sent == "Its present title: Sea\n\nThe sea was calm.\n\nNguyen came in."
    assert "title</button>" in shown
    as_alice.post(address("rename", film), {"title": "A calm sea"})
    assert "title</button>" not in as_alice.get(film.get_absolute_url()).content.decode()


def test_a_publication_comes_to_the_pages_script(as_alice, film):
    assert looked_for(as_alice, as_alice.post(address("write_publication", film), {"look": "1"}))["notes"]
    film.refresh_from_db()
    assert film.publication["title"] == "A calm sea"


def test_a_translation_fills_the_fields_scene_by_scene(as_alice, film):
    told = looked_for(as_alice, as_alice.post(address("write_translation", film), {"language": "de"}))
    assert told["title"] == "Das Meer"
    assert list(told["words"]) == ["scene-0-words", "scene-1-words"]
    assert told["words"]["scene-0-words"] == GERMAN
    assert "{Nguyen|win}" in told["words"]["scene-1-words"]
    assert "[pause 2s]" in told["words"]["scene-1-words"]


@pytest.mark.parametrize(
    ("language", "sentence"), [("", "choose a language"), ("en", "of the list"), ("xx", "of the list")]
)
def test_a_translation_needs_a_language(as_alice, film, services, language, sentence):
    begun = as_alice.post(address("write_translation", film), {"language": language})
    assert sentence in begun.json()["refusal"]
    assert services.calls == []


def test_without_scripts_a_translation_fills_the_form_and_makes_nothing(as_alice, film):
    sent = {"translate": "1", "language": "de", "title": "", "scene-0-words": "", "scene-1-words": ""}
    shown = as_alice.post(address("another_language", film), sent).content.decode()
    assert GERMAN in shown
    assert "Das Meer" in shown
    assert "Nothing is made yet" in shown
    assert "Please write what is said" not in shown
    assert Generation.objects.count() == 1


def test_without_scripts_a_fault_leaves_what_was_written(as_alice, film, services):
    services.on(GEMINI, DEAD)
    sent = {
        "translate": "1",
        "language": "de",
        "title": "Meer",
        "scene-0-words": "Mein Satz.",
        "scene-1-words": "",
    }
    shown = as_alice.post(address("another_language", film), sent).content.decode()
    assert "could not be written" in shown
    assert "Mein Satz." in shown
    assert "Please write what is said" not in shown


def test_what_is_translated_is_made_as_a_video_of_its_own(as_alice, film):
    told = looked_for(as_alice, as_alice.post(address("write_translation", film), {"language": "de"}))
    film.publication = {"title": "A calm sea", "description": "D.", "hashtags": ["sea"]}
    film.save(update_fields=["publication"])
    as_alice.post(
        address("another_language", film), {"language": "de", "title": told["title"], **told["words"]}
    )
    made = Generation.objects.exclude(pk=film.pk).get()
    assert (made.language, made.title, made.publication) == ("de", "Das Meer", {})
    assert made.scenes.get(position=0).narration == GERMAN
    assert "{Nguyen|win}" in made.scenes.get(position=1).narration


def test_without_a_service_nothing_is_offered_and_a_sentence_says_why(as_alice, film, settings):
    settings.GENERATOR_PROVIDERS = PROVIDERS
    for name in ("watch", "another_language", "storyboard"):
        shown = as_alice.get(address(name, film)).content.decode()
        assert "sets up a text service" in shown, name
        assert "data-reword aria" not in shown
        assert 'name="translate"' not in shown
    assert reword(as_alice, film)["refusal"] == asking.NO_SERVICE


def test_the_edit_page_offers_it_at_each_scene(as_alice, film):
    shown = as_alice.get(address("storyboard", film)).content.decode()
    for number in (1, 2, 3):
        assert f'aria-label="Reword scene {number}"' in shown


@pytest.mark.parametrize("name", ["reword_scene", "write_translation", "write_publication"])
def test_it_is_for_the_owner_alone(as_bob, film, name):
    assert as_bob.post(address(name, film)).status_code == 404
