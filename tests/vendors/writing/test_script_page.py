"""“Write it for me” on the text form: a draft comes into the text, with scripts and without, and nothing is sent."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse

from generator.models import Generation
from generator.pipeline.writing import asking
from tests.support.stand_ins import PROVIDERS
from tests.vendors.protocols import KEY, google_error, quota, says
from tests.vendors.server import GEMINI, Answer, page
from tests.vendors.writing.conftest import looked_for
from tests.vendors.written import SENTENCES

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("writing_site")]

ADDRESS = reverse("text_to_video")
WISH = {
    "write-topic": "the deep sea",
    "write-seconds": "30",
    "write-tone": "exciting",
    "write-audience": "children",
}
# As a browser sends the form with its button.
FORM = {**WISH, "write": "1", "input_text": "", "title": "", "style": "plain", "size": "16:9", "music": ""}


def begin(client, **changed):
    return client.post(reverse("write_script"), WISH | changed)


def test_a_draft_comes_to_the_pages_script(as_alice, services):
    told = looked_for(as_alice, begin(as_alice))
    assert set(told["text"].replace("\n\n", " ").split()) <= set(" ".join(SENTENCES).split())
    assert told["title"] == "The deep sea"
    assert "seconds with this voice" in told["notes"]
    question = services.calls[0].json()["contents"][-1]["parts"][0]["text"]
    assert question == "Topic: the deep sea\nTone: exciting\nAudience: children"
    assert not Generation.objects.exists()


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"write-topic": ""}, "write-topic", "what the video is to be about"),
        ({"write-topic": "…!"}, "write-topic", "what the video is to be about"),
        ({"write-topic": "x" * 601}, "write-topic", "keep the topic to 600"),
        ({"write-seconds": "7"}, "write-seconds", "length of the list"),
        ({"write-seconds": ""}, "write-seconds", "choose a length"),
        ({"write-tone": "rude"}, "write-tone", "tone of the list"),
        ({"write-audience": "x" * 81}, "write-audience", "80 characters"),
        ({"write-language": "xx"}, "write-language", "language of the list"),
    ],
)
def test_what_is_wrong_is_said_by_field_and_nobody_is_asked(as_alice, services, changed, field, sentence):
    wrong = begin(as_alice, **changed).json()["wrong"]
    assert list(wrong) == [field]
    assert sentence in wrong[field]
    assert services.calls == []


@pytest.mark.parametrize(
    ("changed", "language"),
    [
        ({"write-language": "de"}, "de"),
        ({"chosen_language": "de"}, "de"),
        ({"chosen_language": "de", "write-language": "fr"}, "fr"),
        ({"chosen_language": "de", "voice": "robot-it"}, "de"),
        ({"voice": "robot-it"}, "it"),
        ({"chosen_language": "no such", "voice": "nobody", "pace": "quick"}, ""),
    ],
)
def test_the_language_of_the_form_is_that_of_the_script(as_alice, services, changed, language):
    services.on(GEMINI, google_error(403, "PERMISSION_DENIED", "x"))
    looked_for(as_alice, begin(as_alice, **changed))
    instruction = services.calls[0].json()["systemInstruction"]["parts"][0]["text"]
    assert (f"'{language}'" if language else "the language of the topic") in instruction


FAULTS = {
    "busy": Answer(b"", 503),
    "used up": quota("RequestsPerDay"),
    "a wrong key": google_error(403, "PERMISSION_DENIED", KEY),
    "a page": page(),
    "nonsense": says('{"paragraphs": 7}'),
    "no JSON": says("I would rather not."),
    "hangs": says("{}").being("hang"),
    "reset": says("{}").being("reset"),
}


@pytest.mark.parametrize("answer", FAULTS.values(), ids=FAULTS)
def test_a_fault_is_a_sentence(as_alice, services, answer):
    services.on(GEMINI, answer)
    told = looked_for(as_alice, begin(as_alice))
    assert told["refusal"].startswith("This could not be written just now. ")
    assert KEY not in json.dumps(told)


def test_an_answer_is_its_owners(as_alice, as_bob, services):
    begun = begin(as_alice)
    assert looked_for(as_alice, begun)["text"]
    assert as_bob.get(begun.json()["look"]).json()["refusal"] == asking.GONE


def test_without_scripts_the_draft_is_in_the_field_and_kept(as_alice):
    answer = as_alice.post(ADDRESS, FORM)
    draft = Generation.objects.get()
    assert (answer.status_code, answer.url) == (302, draft.get_absolute_url())
    assert draft.is_draft
    assert draft.title == "The deep sea"
    shown = as_alice.get(answer.url).content.decode()
    assert draft.input_text.split("\n")[0] in shown
    assert "nothing is sent yet" in shown


def test_without_scripts_what_stood_there_stays_above_it(as_alice):
    as_alice.post(ADDRESS, FORM | {"input_text": "My own words.", "title": "Mine"})
    draft = Generation.objects.get()
    assert draft.input_text.startswith("My own words.\n\n")
    assert draft.title == "Mine"


def test_without_scripts_a_fault_is_at_the_place_and_nothing_is_lost(as_alice, services):
    services.on(GEMINI, google_error(403, "PERMISSION_DENIED", "x"))
    shown = as_alice.post(ADDRESS, FORM | {"input_text": "My own words.", "title": "Mine"}).content.decode()
    assert "This could not be written just now." in shown
    assert "My own words." in shown
    assert "the deep sea</textarea>" in shown
    assert Generation.objects.get().input_text == "My own words."


def test_without_scripts_a_missing_topic_is_said_at_its_field(as_alice):
    shown = as_alice.post(ADDRESS, FORM | {"write-topic": ""}).content.decode()
    assert "Please say what the video is to be about." in shown
    assert "marked in red" not in shown
    assert not Generation.objects.exists()


def test_without_scripts_what_takes_long_is_gone_on_with(as_alice, services, monkeypatch):
    monkeypatch.setattr(asking, "PAGE_WAITS", 0.05)
    services.delay = 0.4
    assert asking.UNFINISHED in as_alice.post(ADDRESS, FORM).content.decode()
    monkeypatch.setattr(asking, "PAGE_WAITS", 10.0)
    assert as_alice.post(ADDRESS, FORM).status_code == 302
    assert services.count(GEMINI) == 1


def test_without_a_service_a_sentence_says_what_it_takes(as_alice, settings):
    settings.GENERATOR_PROVIDERS = PROVIDERS
    shown = as_alice.get(ADDRESS).content.decode()
    assert "sets up a text service" in shown
    assert "data-write=" not in shown
    assert begin(as_alice).json()["refusal"] == asking.NO_SERVICE


def test_many_in_a_row_are_told_to_wait(as_alice, settings):
    settings.GENERATOR_RATES = {**settings.GENERATOR_RATES, "write": "2/m"}
    answers = [begin(as_alice, **{"write-topic": ""}).status_code for _ in range(3)]
    assert answers == [200, 200, 429]
