"""ElevenLabs as it is on the wire."""

from __future__ import annotations

import base64
import time

import pytest

from generator.providers.factory import get_voices
from generator.providers.vendors.elevenlabs import speech as elevenlabs
from generator.providers.vendors.elevenlabs.speech import ElevenLabs
from generator.providers.vendors.elevenlabs.voices import listed_voices, read_voices
from studio.errors import ProviderError, ProviderFailure
from tests.vendors.fakes.elevenlabs import (
    ANTON,
    ELEVEN_KEY,
    LETTER,
    LISTED,
    NAME,
    RACHEL,
    alignment,
    error,
    mp3,
    speech,
)
from tests.vendors.server import Answer, Services, in_json, page
from tests.vendors.voices.entries import entries_of
from tests.vendors.voices.sounds import check_words, samples_of

TEXT = "A boat — the 2nd — came in."


def voice(services: Services, *voices: str, **options) -> ElevenLabs:
    given = {"key": ELEVEN_KEY, "base_url": f"{services.url}/{NAME}", **options}
    return ElevenLabs(voices=voices, **given)


def test_it_speaks_with_the_times_of_its_words(services):
    said = voice(services, f"en={RACHEL}", model="eleven_x").speak(text=TEXT, language="en")
    call = services.last()
    assert call.path == f"/elevenlabs/v1/text-to-speech/{RACHEL}/with-timestamps?output_format=mp3_44100_128"
    assert call.json() == {"text": TEXT, "model_id": "eleven_x"}
    assert call.headers["xi-api-key"] == ELEVEN_KEY
    assert "authorization" not in call.headers
    samples_of(said)
    check_words(said, TEXT)
    assert said.model == f"eleven_x {RACHEL}"
    first = said.words[0].start
    assert first < 0.15
    place = 0
    for word in said.words:
        assert word.start == pytest.approx(first + LETTER * place, abs=0.02), word
        assert word.end - word.start == pytest.approx(LETTER * len(word.text), abs=0.04), word
        place += len(word.text) + 1


def test_without_a_model_the_service_chooses(services):
    said = voice(services, RACHEL).speak(text=TEXT, language="en")
    assert services.last().json() == {"text": TEXT}
    assert said.model == RACHEL


@pytest.mark.parametrize("pace", [0.6, 1.6])
def test_a_pace_is_made_by_stretching_with_its_times(services, pace):
    normal = voice(services, RACHEL).speak(text=TEXT, language="en")
    said = voice(services, RACHEL).speak(text=TEXT, language="en", pace=pace)
    check_words(said, TEXT)
    assert said.words[-1].start == pytest.approx(normal.words[-1].start / pace, abs=0.1)
    samples_of(said)


SHORT = {**alignment(TEXT), "character_end_times_seconds": [0.5]}
ODD = {**alignment(TEXT), "characters": [7] * len(TEXT)}
READ = "A boat, the second, came in."


@pytest.mark.parametrize(
    ("changed", "is_told"),
    [
        ({"alignment": None}, True),
        ({"alignment": SHORT}, True),
        ({"alignment": ODD}, True),
        ({"alignment": None, "normalized_alignment": alignment(READ)}, True),
        ({"alignment": SHORT, "normalized_alignment": None}, False),
        ({"alignment": {}, "normalized_alignment": {"characters": "abc"}}, False),
        ({"alignment": [], "normalized_alignment": SHORT}, False),
        ({"alignment": alignment(TEXT * 9), "normalized_alignment": None}, False),
    ],
)
def test_lists_that_do_not_fit_are_not_used(services, changed, is_told):
    services.on(NAME, speech(TEXT, **changed))
    said = voice(services, RACHEL).speak(text=TEXT, language="en")
    samples_of(said)
    if is_told:
        check_words(said, TEXT)
    else:
        assert said.words == ()


def test_what_was_heard_is_not_paid_for_again(services, monkeypatch):
    monkeypatch.setattr(elevenlabs, "LONGEST", 60)
    text = "Sentence number one is about the sea. Sentence number two is not."
    services.on(NAME, error(500, "internal"), times=1, after=1)
    said = voice(services, RACHEL)
    with pytest.raises(ProviderError):
        said.speak(text=text, language="en")
    made = said.speak(text=text, language="en")
    assert len(services.calls) == 3
    check_words(made, text)


SOUND = mp3(2.0)
FAULTS = {
    "wrong key": (error(401, "invalid_api_key"), "config"),
    "no permission": (error(401, "missing_permissions"), "config"),
    "used up": (error(401, "quota_exceeded", "You have 3 credits remaining"), "quota"),
    "not paid": (Answer(b"", 402), "quota"),
    "a voice of a dearer plan": (error(402, "paid_plan_required"), "config"),
    "unusual": (error(401, "detected_unusual_activity"), "config"),
    "forbidden": (Answer(b"", 403), "config"),
    "no such voice": (error(404, "voice_not_found"), "config"),
    "no such model": (error(400, "model_not_found"), "gone"),
    "gone": (Answer(b"", 410), "gone"),
    "refused": (error(400, "content_against_policy"), "refused"),
    "odd request": (in_json({"detail": [{"loc": ["body", "text"]}]}, 422), "input"),
    "too many at once": (error(429, "too_many_concurrent_requests"), "busy"),
    "too many": (Answer(b"", 429, headers=(("Retry-After", "9"),)), "busy"),
    "internal": (Answer(b"", 500), "retry"),
    "overloaded": (page(503), "busy"),
    "redirected": (Answer(b"", 307, headers=(("Location", "/elsewhere"),)), "config"),
    "a page": (page(200), "bad_answer"),
    "nothing": (Answer(b""), "bad_answer"),
    "a list": (in_json([]), "bad_answer"),
    "no sound": (in_json({"alignment": alignment(TEXT)}), "bad_answer"),
    "null for sound": (speech(TEXT, audio_base64=None), "bad_answer"),
    "no base64": (speech(TEXT, audio_base64="%%"), "bad_answer"),
    "broken sound": (speech(TEXT, audio_base64=base64.b64encode(b"nonsense" * 99).decode()), "bad_answer"),
    "silence": (speech(TEXT, audio_base64=base64.b64encode(mp3(3.0, 0.0, 0)).decode()), "bad_answer"),
    "incomplete": (speech(TEXT, audio_base64=base64.b64encode(mp3(0.1, 0.0)).decode()), "bad_answer"),
    "hang": (Answer(how="hang"), "retry"),
    "reset": (Answer(how="reset"), "retry"),
    "cut": (speech(TEXT).being("cut"), "retry"),
    "drip": (speech(TEXT).being("drip"), "retry"),
}


@pytest.mark.parametrize(("answer", "kind"), FAULTS.values(), ids=FAULTS)
def test_each_failure_is_told_apart_and_takes_one_call(services, answer, kind):
    services.on(NAME, answer)
    started = time.monotonic()
    with pytest.raises(ProviderError, match=r"^[A-Z][^{}<>/]+\.$") as caught:
        voice(services, RACHEL).speak(text=TEXT, language="en")
    assert caught.value.kind == ProviderFailure(kind)
    assert caught.value.wait == (9.0 if answer.headers == (("Retry-After", "9"),) else None)
    assert ELEVEN_KEY not in str(caught.value)
    assert len(services.calls) == 1
    assert time.monotonic() - started < 3


def test_the_voices_of_the_account_are_found_and_asked_for_once(services):
    said = voice(services)
    assert said.speaks(language="de")
    assert said.speaks(language="en", voice=f"elevenlabs-{ANTON}")
    assert not said.speaks(language="fr")
    assert not said.speaks(language="en", voice="joe")
    assert voice(services).speak(text=TEXT, language="en").model == RACHEL
    assert voice(services).speak(text=TEXT, language="en", voice=f"elevenlabs-{ANTON}").model == ANTON
    assert [call.method for call in services.calls] == ["GET", "POST", "POST"]
    with pytest.raises(ProviderError, match="no voice for this language"):
        voice(services).speak(text=TEXT, language="fr")


def test_a_key_without_the_right_to_list_says_so(services):
    services.on(NAME, error(401, "missing_permissions"))
    assert voice(services).speaks(language="en")
    with pytest.raises(ProviderError, match="does not accept the key"):
        voice(services).speak(text=TEXT, language="en")
    services.on(NAME, in_json({"voices": {}}))
    with pytest.raises(ProviderError, match="no list of voices"):
        voice(services).speak(text=TEXT, language="en")


def test_voices_are_read_and_no_id_leaves_its_place_in_the_address():
    named = read_voices([f"en={RACHEL}", ANTON, "de=../../secret", f" no={ANTON} "])
    assert [(one.id, one.languages) for one in named] == [(RACHEL, ("en",)), (ANTON, ()), (ANTON, ("nb",))]
    listed = listed_voices(LISTED)
    assert [(one.name, one.languages) for one in listed] == [
        ("Rachel", ("en",)),
        ("Anton", ("de", "en")),
        ("Nobody", ("en",)),
    ]
    assert listed_voices([]) is None


def test_they_can_be_chosen_by_their_names(settings, services):
    entries = entries_of(NAME, f"{services.url}/{NAME}", ELEVENLABS_VOICES=[f"de={RACHEL}"])
    settings.GENERATOR_PROVIDERS = {**settings.GENERATOR_PROVIDERS, "speech": entries}
    own = [one for one in get_voices() if one.value.startswith("elevenlabs-")]
    assert [(one.label, one.language) for one in own] == [("Rachel (ElevenLabs)", "de")]
    assert entries_of(NAME, services.url, ELEVENLABS_API_KEY="") == []


def test_nothing_to_be_spoken_is_not_sent(services):
    with pytest.raises(ProviderError) as caught:
        voice(services, RACHEL).speak(text="— —", language="en")
    assert caught.value.kind == ProviderFailure.REFUSED
    assert services.calls == []
