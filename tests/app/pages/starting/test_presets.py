"""Presets: all choices of a form under a name, used and saved from the forms, and listed on a page."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from generator.forms import ImageForm, TextForm
from generator.forms.starting.presets import valid_values
from generator.models import Brand, Generation, Preset, User
from generator.models.presets.preset import MOST_PRESETS
from generator.models.presets.ready import READY
from tests.app.stages.conftest import photo
from tests.support.factories import make_generation

pytestmark = pytest.mark.django_db

FIELDS = {"title": "", "style": "plain", "size": "16:9", "voice": "", "music": "calm", "split": "auto"}
WORDS = "The fox crosses the snow."


def press(client: Client, button: str, page: str = "text_to_video", **change: Any):
    answer = client.post(reverse(page), {**FIELDS, button: "1", **change})
    assert answer.status_code == 302
    return answer


def shown(client: Client, address: str) -> Any:
    return client.get(address).context["form"]


@pytest.mark.parametrize("key", READY)
@pytest.mark.parametrize("form", [TextForm, ImageForm])
def test_the_ready_ones_have_choices_that_there_are(key: str, form: Any, alice: User):
    values = READY[key][2]
    made = form(None, None, owner=alice)
    assert valid_values(made, values)[1] == []
    column = {name: Generation._meta.get_field(name) for name in values}
    assert set(values) == set(column)


def test_a_preset_changes_the_choices_and_no_words(as_alice: Client):
    answer = press(as_alice, "use_preset", preset="short", input_text=WORDS, title="Fox", effects="on")
    draft = Generation.objects.get()
    assert answer.url == draft.get_absolute_url()
    assert (draft.input_text, draft.title) == (WORDS, "Fox")
    assert (draft.size, draft.caption_style, draft.pace, draft.music) == ("9:16", "pop", 1.15, "uplifting")


def test_a_preset_switches_off_too(as_alice: Client):
    press(as_alice, "use_preset", preset="podcast", input_text=WORDS, effects="on", title_card="on")
    draft = Generation.objects.get()
    assert (draft.effects, draft.title_card, draft.music) == (False, False, "")


def test_without_words_the_empty_form_begins_with_it(as_alice: Client):
    answer = press(as_alice, "use_preset", preset="short")
    assert Generation.objects.count() == 0
    assert shown(as_alice, answer.url)["size"].value() == "9:16"


def test_choices_are_saved_under_a_name_and_used_again(as_alice: Client):
    press(
        as_alice,
        "save_preset",
        preset_name=" My  shorts ",
        input_text=WORDS,
        size="9:16",
        style="paper",
        title="x",
    )
    preset = Preset.objects.get()
    assert preset.name == "My shorts"
    assert (preset.values["size"], preset.values["style"], preset.values["effects"]) == (
        "9:16",
        "paper",
        False,
    )
    assert "title" not in preset.values
    assert "input_text" not in preset.values
    form = shown(as_alice, f"{reverse('text_to_video')}?preset={preset.key}")
    assert (form["size"].value(), form["style"].value(), form["effects"].value()) == ("9:16", "paper", False)
    # What stood in the form is a draft.
    assert Generation.objects.get().input_text == WORDS


def test_the_same_name_replaces(as_alice: Client):
    press(as_alice, "save_preset", preset_name="Mine", size="9:16")
    press(as_alice, "save_preset", preset_name="mine", size="1:1")
    assert [preset.values["size"] for preset in Preset.objects.all()] == ["1:1"]


@pytest.mark.parametrize(
    ("name", "says"), [("", "give the preset a name"), ("lesson", "one of the presets that everybody has")]
)
def test_a_name_that_cannot_be_is_refused(as_alice: Client, name: str, says: str):
    answer = press(as_alice, "save_preset", preset_name=name, input_text=WORDS)
    assert says in as_alice.get(answer.url).content.decode()
    assert Preset.objects.count() == 0
    assert Generation.objects.get().input_text == WORDS


def test_there_are_not_more_than_are_kept(as_alice: Client, alice: User):
    Preset.objects.bulk_create(Preset(owner=alice, name=f"No. {number}") for number in range(MOST_PRESETS))
    press(as_alice, "save_preset", preset_name="One more")
    assert Preset.objects.count() == MOST_PRESETS


def test_remembered_choices_are_what_the_next_video_begins_with(as_alice: Client):
    press(as_alice, "remember", size="4:5", voice="none")
    form = shown(as_alice, reverse("text_to_video"))
    assert (form["size"].value(), form["voice"].value()) == ("4:5", "none")
    press(as_alice, "remember", size="1:1")
    assert Preset.objects.count() == 1
    assert shown(as_alice, reverse("image_to_video"))["size"].value() == "1:1"


def test_one_is_the_default_until_another_is(as_alice: Client, alice: User):
    as_alice.post(reverse("choose_default_preset"), {"preset": "lesson"})
    assert shown(as_alice, reverse("text_to_video"))["cutting"].value() == "calm"
    assert (
        'Your forms begin with <strong dir="auto">Lesson' in as_alice.get(reverse("presets")).content.decode()
    )
    as_alice.post(reverse("choose_default_preset"))
    assert shown(as_alice, reverse("text_to_video"))["cutting"].value() == "auto"


def test_a_copy_begins_with_its_film_and_not_with_the_default(as_alice: Client, alice: User):
    alice.choose_preset("short")
    film = make_generation(alice, status="succeeded", size="16:9")
    assert shown(as_alice, f"{reverse('text_to_video')}?from={film.pk}")["size"].value() == "16:9"


def test_what_is_gone_falls_back_with_a_sentence(as_alice: Client, alice: User):
    values = {"voice": "nobody", "size": "9:16", "style": "cubist", "former": 1}
    preset = Preset.objects.create(owner=alice, name="Old", values=values)
    page = as_alice.get(f"{reverse('text_to_video')}?preset={preset.key}")
    form, told = page.context["form"], page.content.decode()
    assert (form["voice"].value(), form["size"].value(), form["style"].value()) == ("", "9:16", "plain")
    assert "The voice of this preset is no longer there: the usual one is chosen." in told
    assert "The style of this preset is no longer there" in told
    answer = press(as_alice, "use_preset", preset=preset.key, input_text=WORDS)
    assert "The voice of this preset is no longer there" in as_alice.get(answer.url).content.decode()
    assert Generation.objects.get().voice == ""


def test_a_brand_goes_along(as_alice: Client, alice: User):
    colours = {
        "own_colours": "on",
        "accent_colour": "#ff8800",
        "letters_colour": "#ffffff",
        "plate_colour": "#0c0c0c",
    }
    brand = {"logo_corner": "top-left", "logo_size": "small", "font": "", **colours}
    press(as_alice, "save_preset", preset_name="Ours", input_text=WORDS, **brand)
    preset = Preset.objects.get()
    assert preset.brand is not None
    assert preset.brand.accent_colour == "#ff8800"
    # An empty form that begins with it, sent as it stands.
    begun = {"begun_with": preset.key, **brand}
    as_alice.post(reverse("text_to_video"), {**FIELDS, **begun, "input_text": "Another fox."})
    assert Generation.objects.get(input_text="Another fox.").brand == preset.brand
    # And one that was being filled in.
    press(as_alice, "use_preset", preset=preset.key, input_text="A third fox.")
    assert Generation.objects.get(input_text="A third fox.").brand == preset.brand
    Generation.objects.all().delete()
    assert Brand.objects.filter(pk=preset.brand_id).exists()
    as_alice.post(reverse("delete_preset", args=[preset.pk]))
    assert Brand.objects.count() == 0


def test_a_picture_is_kept_where_a_preset_is_used(as_alice: Client):
    from django.core.files.uploadedfile import SimpleUploadedFile

    upload = SimpleUploadedFile("fox.jpg", photo())
    press(as_alice, "use_preset", "image_to_video", preset="short", upload=upload, title="Fox")
    draft = Generation.objects.get()
    assert (draft.kind, draft.status, draft.size, draft.title) == ("image", "draft", "9:16", "Fox")
    assert draft.upload


def test_one_is_renamed_and_deleted(as_alice: Client, alice: User):
    preset = Preset.objects.create(owner=alice, name="Old", values={})
    Preset.objects.create(owner=alice, name="Taken", values={})
    alice.choose_preset(preset.key)
    address = reverse("rename_preset", args=[preset.pk])
    assert "You have a preset of this name" in as_alice.post(address, {"name": "taken"}).content.decode()
    as_alice.post(address, {"name": "New"})
    preset.refresh_from_db()
    assert preset.name == "New"
    as_alice.post(reverse("delete_preset", args=[preset.pk]))
    alice.refresh_from_db()
    assert (Preset.objects.count(), alice.preset) == (1, "")


def test_those_of_others_cannot_be_used(as_alice: Client, bob: User):
    preset = Preset.objects.create(owner=bob, name="Bob's", values={"size": "9:16"})
    assert shown(as_alice, f"{reverse('text_to_video')}?preset={preset.key}")["size"].value() == "16:9"
    assert as_alice.post(reverse("choose_default_preset"), {"preset": preset.key}).status_code == 404
