"""From a text to a waiting video."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django_q.models import OrmQ

from generator.forms.appearance import APPEARANCE, default_of
from generator.models import Generation
from generator.providers.factory import get_voices
from studio.film.sound.music import MOODS
from studio.film.uploads.sound_files import MAX_MUSIC_BYTES
from tests.support.factories import make_generation

pytestmark = pytest.mark.django_db
ADDRESS = reverse("text_to_video")
TEXT = "A red fox crosses the snow."
FIELDS = {"input_text": TEXT, "title": "", "style": "plain", "size": "16:9", "voice": "", "music": "calm"}
FIELDS["lower_thirds"] = "on"


def song(name: str = "song.mp3", data: bytes = b"ID3 la la la") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def send(client: Client, **change: object):
    return client.post(ADDRESS, FIELDS | change)


def test_the_form_asks_in_plain_words(as_alice: Client):
    page = as_alice.get(ADDRESS).content.decode()
    for words in (
        "Your text",
        "Title",
        "Scenes",
        "Style",
        "Shape",
        "Voice",
        "Pace",
        "Music",
        "Captions",
        "Generate video",
    ):
        assert words in page


def test_captions_fitting_music_and_a_fitting_voice_are_chosen_already(as_alice: Client):
    form = as_alice.get(ADDRESS).context["form"]
    assert (form["caption_style"].value(), form["music"].value(), form["voice"].value()) == (
        "box",
        "auto",
        "",
    )
    assert (form["style"].value(), form["size"].value()) == ("plain", "16:9")


def test_a_text_becomes_a_waiting_video_of_its_writer(as_alice: Client, alice):
    response = send(
        as_alice,
        title="Fox",
        style="paper",
        size="9:16",
        voice="joe-deep",
        pace="1.15",
        music="",
        caption_style="karaoke",
    )
    generation = Generation.objects.get()
    assert response.status_code == 302
    assert response["Location"] == generation.get_absolute_url()
    assert (generation.owner, generation.kind, generation.status) == (alice, "text", "queued")
    assert (generation.input_text, generation.title) == (TEXT, "Fox")
    assert (generation.style, generation.size) == ("paper", "9:16")
    assert (generation.voice, generation.pace) == ("joe-deep", 1.15)
    assert (generation.music, generation.caption_style) == ("", "karaoke")


def test_effects_are_on_until_somebody_switches_them_off(as_alice: Client):
    form = as_alice.get(ADDRESS).context["form"]
    assert form["effects"].value() is True
    send(as_alice, effects="on")
    assert Generation.objects.get().effects
    Generation.objects.all().delete()
    send(as_alice)
    generation = Generation.objects.get()
    assert not generation.effects
    assert generation.is_scored


def test_the_queue_hears_of_it_once_the_row_is_sure(as_alice: Client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        send(as_alice)
        assert OrmQ.objects.count() == 0
    assert OrmQ.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Please write what the video should tell."),
        (" \n\t ", "Please write what the video should tell."),
        ("?!… — ...", "a narrator cannot speak signs alone"),
        ("🦊🦊🦊", "a narrator cannot speak signs alone"),
        ("Hi", "Please write at least 3 characters."),
        ("ab " * 6700, "The narrator would speak 20,099 characters of your text, and 20,000 is the most"),
    ],
)
def test_an_unfit_text_is_refused_with_a_sentence_at_the_field(as_alice: Client, text: str, sentence: str):
    response = send(as_alice, input_text=text, title="Kept title", style="watercolour", caption_style="none")
    page = response.content.decode()
    assert response.status_code == 200
    assert sentence in response.context["form"].errors["input_text"][0]
    assert 'aria-invalid="true"' in page
    assert not Generation.objects.exists()
    # Nothing typed is lost.
    assert text.strip() in page
    assert 'value="Kept title"' in page
    assert 'value="watercolour" id="id_style_3" checked' in " ".join(page.split()).replace(" required", "")


@pytest.mark.parametrize(
    "text",
    ["Fox", "狐狸在雪地里走", "लोमड़ी बर्फ पार करती है", "x" * 20_000, "\n".join("ab" for _ in range(6667))],
    ids=["shortest", "chinese", "hindi", "longest", "longest, in lines"],
)
def test_a_fit_text_is_taken_as_it_is(as_alice: Client, text: str):
    # Browsers send line breaks as two characters.
    assert send(as_alice, input_text=text.replace("\n", "\r\n")).status_code == 302
    assert Generation.objects.get().input_text == text


def test_control_characters_do_not_reach_the_narrator(as_alice: Client):
    send(as_alice, input_text="A red\x07 fox\x1b.")
    assert Generation.objects.get().input_text == "A red fox."


def test_no_words_run_together_whatever_white_space_stands_between_them(as_alice: Client):
    cards = {"title_card_text": "A\x0btitle", "end_card_text": "The\x85end"}
    send(as_alice, input_text="A red\x0bfox.\u2029It\u00a0runs.", title="Red\u2028fox", **cards)
    film = Generation.objects.get()
    assert film.input_text == "A red\nfox.\n\nIt runs."
    assert (film.title, film.title_card_text, film.end_card_text) == ("Red fox", "A title", "The end")


@pytest.mark.parametrize("text", ["ⓗⓔⓛⓛⓞ", "❶❷❸"])
def test_letters_and_numbers_in_circles_are_words(as_alice: Client, text: str):
    assert send(as_alice, input_text=text).status_code == 302


def test_letters_that_nobody_sees_are_none(as_alice: Client):
    assert "signs alone" in send(as_alice, input_text="\u3164 " * 9).content.decode()


def test_a_title_may_have_80_characters_and_no_more(as_alice: Client):
    assert "at most 80 characters" in send(as_alice, title="x" * 81).content.decode()
    assert send(as_alice, title="x" * 80).status_code == 302


@pytest.mark.parametrize("field", ["style", "size", "voice", "pace", "music"])
def test_what_is_not_offered_cannot_be_chosen(as_alice: Client, field: str):
    response = send(as_alice, **{field: "none-such"})
    assert list(response.context["form"].errors) == [field]
    assert not Generation.objects.exists()


@pytest.mark.parametrize("mood", MOODS)
def test_each_mood_can_be_chosen(as_alice: Client, mood: str):
    assert send(as_alice, music=mood).status_code == 302


def test_who_has_many_waiting_is_asked_to_wait_and_loses_nothing(as_alice: Client, alice, bob, settings):
    settings.GENERATOR_WAITING_PER_USER = 2
    make_generation(alice)
    make_generation(alice, status=Generation.Status.SUCCEEDED)
    make_generation(bob)
    assert send(as_alice).status_code == 302
    page = send(as_alice, input_text="The second fox").content.decode()
    assert "2 of your videos are still waiting" in page
    assert "The second fox" in page
    assert Generation.objects.owned_by(alice).queued().count() == 2


def test_an_appearance_that_is_left_out_is_the_usual_one(as_alice: Client):
    send(as_alice, caption_letters="")
    generation = Generation.objects.get()
    assert {name: getattr(generation, name) for name in APPEARANCE} == {
        name: default_of(name) for name in APPEARANCE
    }


@pytest.mark.parametrize(
    ("appearance", "is_open"),
    [({}, False), ({"lower_thirds": ""}, True), ({"caption_letters": "huge"}, True)],
)
def test_the_appearance_is_unfolded_where_it_is_not_the_usual_one(
    as_alice: Client, appearance: dict[str, str], is_open: bool
):
    page = send(as_alice, input_text="", **appearance).content.decode()
    assert ('<details class="appearance" open>' in page) is is_open


class TestNewVersion:
    def test_it_begins_with_all_that_the_earlier_one_was_given(self, as_alice: Client, alice):
        earlier = make_generation(
            alice,
            input_text=TEXT,
            style="dramatic",
            size="1:1",
            voice="joe-bright",
            pace=0.85,
            music="tech",
            quality="1080p",
            transition="dip",
            title_card=True,
            title_card_text="The fox, a film",
            end_card_text="Thank you",
            caption_style="outline",
            caption_position="top",
            caption_letters="large",
            **{"caption_stroke": "thin", "caption_words": "five", "progress_line": "bottom"},
            **{"caption_capitals": True, "lower_thirds": False},
        )
        form = as_alice.get(ADDRESS, {"from": str(earlier.pk)}).context["form"]
        for name in ("input_text", "title", "style", "size", "voice", "pace", "music", *APPEARANCE):
            assert form[name].value() == getattr(earlier, name)

    def test_it_leaves_the_earlier_one_as_it_is(self, as_alice: Client, alice):
        earlier = make_generation(alice, input_text=TEXT)
        Generation.objects.update(review="approved")
        as_alice.post(f"{ADDRESS}?from={earlier.pk}", FIELDS | {"input_text": "Another fox."})
        earlier.refresh_from_db()
        assert earlier.input_text == TEXT
        assert Generation.objects.exclude(pk=earlier.pk).get().input_text == "Another fox."

    def test_a_strangers_video_cannot_be_taken_over(self, as_bob: Client, alice):
        assert as_bob.get(ADDRESS, {"from": str(make_generation(alice).pk)}).status_code == 404

    @pytest.mark.parametrize("named", ["", "nonsense", "'; drop table"])
    def test_a_name_that_is_none_is_ignored(self, as_alice: Client, named: str):
        response = as_alice.get(ADDRESS, {"from": named})
        assert response.status_code == 200
        assert response.context["form"].source is None


@pytest.mark.parametrize("split", Generation.Split.values)
def test_the_writer_says_how_the_text_becomes_scenes(as_alice: Client, split: str):
    send(as_alice, split=split)
    assert Generation.objects.get().split == split


@pytest.mark.parametrize("change", [{}, {"split": ""}], ids=["not asked", "empty"])
def test_who_does_not_care_gets_automatic_scenes(as_alice: Client, change: dict[str, str]):
    send(as_alice, **change)
    assert Generation.objects.get().split == "auto"


def test_voices_of_a_service_are_offered_where_it_is_set_up(as_alice: Client, settings):
    google = "generator.providers.vendors.google_tts.voice.GoogleSpeech"
    entries = settings.GENERATOR_PROVIDERS["speech"]
    settings.GENERATOR_PROVIDERS = {
        **settings.GENERATOR_PROVIDERS,
        "speech": [{"BACKEND": google, "EXTERNAL": True, "AT_ONCE": 1}, *entries],
    }
    voice = get_voices()[0].value
    assert voice.startswith("google-")
    send(as_alice, voice=voice)
    assert Generation.objects.get().voice == voice


class TestOwnMusic:
    def test_it_is_kept_under_a_name_of_ours(self, as_alice: Client):
        send(as_alice, music="own", music_file=song("../../etc/passwd.mp3"))
        generation = Generation.objects.get()
        assert (generation.music, generation.status) == ("own", "queued")
        assert generation.music_file.name == f"{generation.directory}/music"
        assert generation.music_seconds is None

    def test_who_sends_a_file_wants_to_hear_it(self, as_alice: Client):
        send(as_alice, music="calm", music_file=song())
        assert Generation.objects.get().music == "own"

    def test_it_is_asked_for_where_it_is_chosen(self, as_alice: Client):
        response = send(as_alice, music="own", title="Kept")
        assert response.context["form"].errors["music_file"] == [
            "Please choose a sound file, or other music."
        ]
        assert 'value="Kept"' in response.content.decode()

    @pytest.mark.parametrize(
        ("data", "sentence"),
        [
            (b"", "This file is empty. Please choose a sound file."),
            (b"just words, no sound at all", "not a sound file we can play"),
            (b"ID3" + bytes(MAX_MUSIC_BYTES), "larger than 20 MB"),
        ],
        ids=["empty", "words", "huge"],
    )
    def test_what_is_no_sound_file_is_refused_with_a_sentence(self, as_alice: Client, data, sentence):
        response = send(as_alice, music="own", music_file=song(data=data))
        (error,) = response.context["form"].errors["music_file"]
        assert sentence in error
        assert not Generation.objects.exists()

    def test_a_refused_text_asks_for_the_file_again(self, as_alice: Client):
        response = send(as_alice, input_text="?!", music="own", music_file=song())
        assert "Please choose your music again, too" in response.content.decode()

    def test_a_new_version_works_on_a_copy_of_it(self, as_alice: Client, alice):
        earlier = make_generation(alice, music="own", music_file=b"ID3 la la la")
        page = as_alice.get(ADDRESS, {"from": str(earlier.pk)})
        assert b"Your music from before is used again" in page.content
        as_alice.post(f"{ADDRESS}?from={earlier.pk}", FIELDS | {"music": "own"})
        newer = Generation.objects.exclude(pk=earlier.pk).get()
        assert newer.music_file.name == f"{newer.directory}/music"
        with newer.music_file.open() as copied:
            assert copied.read() == b"ID3 la la la"

    def test_a_new_version_with_other_music_leaves_it_alone(self, as_alice: Client, alice):
        earlier = make_generation(alice, music="own", music_file=b"ID3 la la la")
        as_alice.post(f"{ADDRESS}?from={earlier.pk}", FIELDS | {"music": "calm"})
        newer = Generation.objects.exclude(pk=earlier.pk).get()
        assert (newer.music, newer.music_file.name) == ("calm", "")


def test_writing_is_offered_only_where_a_service_can_write(as_alice: Client, alice, settings):
    assert "Write it for me" not in as_alice.get(ADDRESS).content.decode()
    assert "once whoever runs this site sets up a text service" in as_alice.get(ADDRESS).content.decode()
    embedded = settings.GENERATOR_PROVIDERS["text"]
    settings.GENERATOR_PROVIDERS = {
        **settings.GENERATOR_PROVIDERS,
        "text": [
            {
                "BACKEND": "generator.providers.vendors.gemini.client.GeminiText",
                "EXTERNAL": True,
                "AT_ONCE": 2,
            },
            *embedded,
        ],
    }
    assert "Write it for me" in as_alice.get(ADDRESS).content.decode()
    # What is written is seen before it is spoken: only what was sent as a topic before stays one.
    send(as_alice, write_for_me="on")
    assert not Generation.objects.latest("created_at").write_for_me
    topic = make_generation(alice, write_for_me=True)
    as_alice.post(f"{ADDRESS}?from={topic.pk}", FIELDS | {"write_for_me": "on"})
    assert Generation.objects.latest("created_at").write_for_me


CHEROKEE = "ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ ᎠᏂᏔᎵ ᎠᎹᏱ"


def test_a_text_that_no_voice_has_is_refused_and_no_narrator_is_chosen(as_alice: Client):
    response = send(as_alice, input_text=CHEROKEE, title="Kept title", voice="joe-deep")
    form, page = response.context["form"], response.content.decode()
    assert not Generation.objects.exists()
    assert form.errors["voice"] == [
        "Your text seems to be in Cherokee, which no voice here speaks. “No narrator” makes a video of it with "
        "subtitles beside the picture and music."
    ]
    assert form["voice"].value() == "none"
    assert '<option value="none" selected' in page
    assert CHEROKEE in page
    assert 'value="Kept title"' in page
    assert send(as_alice, input_text=CHEROKEE, voice="none").status_code == 302
    assert Generation.objects.get().voice == "none"


@pytest.mark.parametrize(
    "text",
    [
        f"This paragraph is in English.\n\n{CHEROKEE}",
        "Все говорят по-русски, а кто-то на иврите: שלום.",  # noqa: RUF001
        "The area is πr², which nobody doubts.",
    ],
)
def test_a_text_of_which_a_part_can_be_spoken_is_taken(as_alice: Client, text: str):
    assert send(as_alice, input_text=text).status_code == 302


def test_the_language_is_told_without_loading_statistics(as_alice: Client, monkeypatch):
    monkeypatch.setattr("studio.text.words.language._identifier", None)
    text = "Ceci est une phrase assez longue pour être reconnue. Это довольно длинное предложение."
    assert send(as_alice, input_text=text).status_code == 302


def test_without_a_narrator_the_words_have_to_be_seen(as_alice: Client):
    response = send(as_alice, voice="none", caption_style="none")
    assert "please choose captions" in response.context["form"].errors["caption_style"][0]
    assert response.context["form"].has_unusual_appearance
    assert send(as_alice, voice="none").status_code == 302


def test_a_new_version_of_a_film_without_a_narrator_has_none_either(as_alice: Client, alice):
    film = make_generation(alice, voice="none")
    form = as_alice.get(f"{ADDRESS}?from={film.pk}").context["form"]
    assert form["voice"].value() == "none"
