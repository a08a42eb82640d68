"""The real services with real keys: `pytest -m live tests/live`, with the keys in the environment. Calls cost money."""

from __future__ import annotations

import io
import wave

import pytest

from generator.providers.setup.trial import TEXT, sample_picture
from generator.providers.vendors.gemini.card import MODELS as GEMINI_MODELS
from generator.providers.vendors.gemini.client import GeminiText, GeminiVision
from generator.providers.vendors.google_tts.voice import GoogleSpeech
from generator.providers.vendors.huggingface.card import MODELS as HF_MODELS
from generator.providers.vendors.huggingface.images import HuggingFace
from studio.contracts import ImageProvider, SpeechProvider, TextProvider, VisionProvider
from studio.film.uploads.pictures import check_picture
from tests.settings import LIVE

pytestmark = pytest.mark.live

GEMINI_KEY = LIVE["GEMINI_API_KEY"] or LIVE["GOOGLE_API_KEY"]
TOKEN = LIVE["HF_TOKEN"] or LIVE["HUG_API_KEY"]
with_gemini = pytest.mark.skipif(not GEMINI_KEY, reason="GEMINI_API_KEY is not set")
with_hugging_face = pytest.mark.skipif(not TOKEN, reason="HF_TOKEN is not set")
with_google_voice = pytest.mark.skipif(LIVE["SPEECH_SERVICE"] != "gtts", reason="SPEECH_SERVICE is not gtts")


@with_gemini
@pytest.mark.parametrize("model", GEMINI_MODELS)
def test_gemini_plans_a_text_and_leaves_its_words_alone(model):
    writer: TextProvider = GeminiText(key=GEMINI_KEY, model=model)
    board = writer.write_storyboard(text=TEXT)
    assert " ".join(passage.narration for passage in board.passages) == TEXT
    assert board.language == "en"


@with_gemini
@pytest.mark.parametrize("model", GEMINI_MODELS)
def test_gemini_writes_about_a_topic(model):
    writer: TextProvider = GeminiText(key=GEMINI_KEY, model=model)
    assert len(writer.invent_storyboard(topic="lighthouses", language="de").passages) >= 3


@with_gemini
@pytest.mark.parametrize("model", GEMINI_MODELS)
def test_gemini_describes_a_picture(model):
    viewer: VisionProvider = GeminiVision(key=GEMINI_KEY, model=model)
    assert viewer.describe(picture=sample_picture(), language="en").text


@with_hugging_face
@pytest.mark.parametrize("name", HF_MODELS)
def test_hugging_face_paints(name):
    route, _, model = name.rpartition(":")
    painter: ImageProvider = HuggingFace(token=TOKEN, model=model, route=route or "hf-inference")
    made = painter.illustrate(
        prompt="A lighthouse by the sea", style="plain", width=640, height=360, seed=1, variant=0
    )
    check_picture(made.data, 640, 360)


@with_google_voice
@pytest.mark.parametrize("language", ["en", "de", "ja"])
def test_googles_voice_speaks(language):
    voice: SpeechProvider = GoogleSpeech()
    speech = voice.speak(text=TEXT, language=language)
    with wave.open(io.BytesIO(speech.data)) as sound:
        assert sound.getnframes() / sound.getframerate() == speech.duration > 1
