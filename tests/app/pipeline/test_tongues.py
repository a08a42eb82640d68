"""Texts in several languages, in languages that no voice has, and films without a narrator, made with the real voices."""

# ruff: noqa: RUF001 (letters of scripts look alike)

from __future__ import annotations

import re
import wave
from pathlib import Path

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from generator.models import Generation, Scene
from generator.pipeline import run as pipeline
from studio.film import plan as timeline
from studio.film.check.probe import probe_film
from tests.studio.film.factories import run_ffmpeg
from tests.support.stand_ins import PROVIDERS, log

pytestmark = pytest.mark.django_db(transaction=True)
ENGLISH = "A boat came in at night with the tide."
CHEROKEE = "ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ ᎠᏂᏔᎵ ᎠᎹᏱ ᎤᏂᏃᎮᏔᏅ ᎢᏳᏓᎵᎭ"


@pytest.fixture(autouse=True)
def real_voices(settings, monkeypatch):
    log.reset()
    settings.GENERATOR_PROVIDERS = {
        **PROVIDERS,
        "text": [{"BACKEND": "studio.text.provider.EmbeddedText"}],
        "speech": [{"BACKEND": "studio.speech.EmbeddedSpeech"}],
    }
    monkeypatch.setitem(timeline.FRAME_SIZES, "16:9", (160, 90))


@pytest.fixture
def make_film(tmp_path):
    def make(text: str, **options) -> Generation:
        options = {"music": "", "split": "paragraph", **options}
        call_command("generate", text, out=tmp_path / "film.mp4", **options)
        return Generation.objects.get()

    return make


def read(file) -> str:
    return Path(file.path).read_text()


def told(generation: Generation) -> list[Scene]:
    return list(generation.scenes.exclude(narration=""))


def loudness(generation: Generation) -> float:
    printed = run_ffmpeg("-i", generation.film.video.path, "-af", "ebur128", "-f", "null", "-")
    return float(re.findall(r"I:\s+(-?[\d.]+) LUFS", printed)[-1])


def voices(scene: Scene) -> str:
    return scene.speech_provider.replace("EmbeddedSpeech ", "")


def has_all_words_in_order(scene: Scene) -> bool:
    times = [time for _, start, end in scene.speech_words for time in (start, end)]
    words = [word for word, _, _ in scene.speech_words]
    return words == scene.narration.split() and times == sorted(times) and times[-1] <= scene.speech_duration


@pytest.mark.long
def test_each_paragraph_is_spoken_in_its_language(make_film):
    film = make_film(f"{ENGLISH}\n\nЛодка пришла ночью вместе с приливом.\n\nהסירה הגיעה בלילה עם הגאות.")
    assert [voices(scene) for scene in told(film)] == ["joe", "espeak-ng ru", "espeak-ng he"]
    assert not any(scene.fell_back or scene.unspoken for scene in told(film))
    assert all(has_all_words_in_order(scene) for scene in told(film))
    assert loudness(film) == pytest.approx(-14, abs=1)


@pytest.mark.long
def test_a_sentence_in_another_language_is_spoken_within_its_scene(make_film):
    film = make_film("The old captain said: שלום לכולם, אני חוזר הביתה. Then he went to bed.")
    (scene,) = told(film)
    assert voices(scene) == "joe, espeak-ng he"
    assert has_all_words_in_order(scene)
    # Both voices are as loud.
    with scene.speech.open() as file, wave.open(file) as sound:
        samples = np.frombuffer(sound.readframes(sound.getnframes()), "<i2") / 32768
        rate = sound.getframerate()
    starts = {word: (start, end) for word, start, end in scene.speech_words}
    hebrew = slice(round(starts["שלום"][0] * rate), round(starts["הביתה."][1] * rate))
    levels = [20 * np.log10(np.sqrt(np.mean(part**2))) for part in (samples[: hebrew.start], samples[hebrew])]
    assert abs(levels[0] - levels[1]) < 4


@pytest.mark.long
def test_words_that_no_voice_has_are_shown_and_passed_over(make_film, client):
    film = make_film(f"{ENGLISH} {CHEROKEE}. It was cold and dark.\n\n{ENGLISH}")
    first, second = told(film)
    assert (first.unspoken, second.unspoken) == (["x-cherokee"], [])
    assert has_all_words_in_order(first)
    assert CHEROKEE.split()[0] in read(film.film.subtitles)
    # There is time to read them.
    times = {word: (start, end) for word, start, end in first.speech_words}
    assert times["ᎢᏳᏓᎵᎭ."][1] - times["ᏣᎳᎩ"][0] > 2
    client.force_login(film.owner)
    page = client.get(film.get_absolute_url()).content.decode()
    assert "The words in Cherokee in scene 1 are shown and not spoken: no voice here speaks them." in page


def test_letters_of_a_script_of_ones_own_do_not_end_the_film(make_film):
    # Codes for private use, which the form leaves out.
    (scene,) = told(make_film("Klingons say \uf8d6\uf8d7\uf8d8 \uf8d9\uf8da when they meet an old friend."))
    assert scene.narration == "Klingons say when they meet an old friend."
    assert (scene.unspoken, voices(scene)) == ([], "joe")


@pytest.mark.long
def test_nor_do_those_that_a_service_wrote(make_film):
    (scene,) = told(make_film("Klingons say hello when they meet an old friend."))
    words = "Klingons say \uf8d6\uf8d7\uf8d8 \uf8d9\uf8da when they meet."
    Scene.objects.filter(pk=scene.pk).update(narration=words, speech_fingerprint="")
    film = scene.generation
    assert film.revise()
    pipeline.run(Generation.objects.claim("host:1"))
    scene.refresh_from_db()
    assert (scene.unspoken, voices(scene)) == (["x-unknown"], "joe")
    assert has_all_words_in_order(scene)


def test_a_whole_paragraph_that_nobody_speaks_is_shown_for_as_long_as_it_takes_to_be_read(make_film):
    film = make_film(f"{ENGLISH}\n\n{CHEROKEE}.\n\n{ENGLISH}")
    silent = told(film)[1]
    assert (silent.speech.name, silent.unspoken) == ("", ["x-cherokee"])
    assert silent.end - silent.start >= len(CHEROKEE) / 17


def test_a_product_name_is_left_to_the_voice_of_the_text(make_film):
    (scene,) = told(make_film("Это мой новый iPhone и он очень хорошо работает каждый день"))
    assert voices(scene) == "espeak-ng ru"


@pytest.mark.long
def test_chinese_with_an_english_sentence_is_spoken_by_two_voices(make_film):
    (scene,) = told(make_film("今天天气很好,我们去公园散步。 The weather in the park was very nice today."))
    assert voices(scene) == "espeak-ng cmn, joe"
    assert has_all_words_in_order(scene)


@pytest.mark.parametrize(
    ("text", "language"),
    [(CHEROKEE, "Cherokee"), ("བོད་སྐད་ནི་བོད་རིགས་ཀྱི་སྐད་ཡིག", "Tibetan"), ("狐が雪を渡る。", "Japanese")],
)
def test_a_text_that_nobody_speaks_is_told_by_captions_and_music(make_film, capsys, text, language):
    film = make_film(text)
    assert f"{language}, which no voice here speaks" in capsys.readouterr().err
    assert (film.voice, film.film.duration > 2.5) == ("none", True)
    assert text.split()[0] in read(film.film.transcript)


def test_a_film_without_a_narrator_has_its_words_as_captions_over_music(make_film):
    film = make_film(f"{ENGLISH}\n\n{ENGLISH * 3}\n\nStop.", voice="none", music="calm")
    assert log.count("speech") == 0
    assert [(scene.speech.name, scene.speech_provider) for scene in told(film)] == [("", "")] * 3
    short, long, least = (scene.end - scene.start for scene in told(film))
    assert short >= len(ENGLISH) / 17
    assert long > 2 * short
    assert least >= 2.5
    assert loudness(film) == pytest.approx(-14, abs=1)
    assert "Voice by" not in probe_film(Path(film.film.video.path)).metadata["comment"]
    for file in (film.film.subtitles, film.film.captions, film.film.transcript):
        assert "with the tide." in " ".join(read(file).split())


@pytest.mark.long
def test_its_scenes_are_timed_anew_when_their_words_change(make_film, tmp_path):
    film = make_film(f"{ENGLISH}\n\n{ENGLISH}\n\n{ENGLISH}", voice="none")
    before = told(film)
    Scene.objects.filter(position=1).update(narration=ENGLISH * 4)
    assert film.revise()
    from generator.pipeline import run as pipeline

    pipeline.run(Generation.objects.take(film.pk, film.lease, "test"))
    film.refresh_from_db()
    assert film.status == Generation.Status.SUCCEEDED
    after = told(film)
    assert after[1].speech_duration > 3 * before[1].speech_duration
    assert [after[n].speech_fingerprint for n in (0, 2)] == [before[n].speech_fingerprint for n in (0, 2)]


def test_a_film_without_narrator_music_and_effects_is_silent_and_whole(make_film):
    film = make_film(ENGLISH, voice="none", music="", effects=False)
    probe = probe_film(Path(film.film.video.path))
    assert (probe.audio_streams, probe.channels) == (1, 2)
    assert "mean_volume: -91" in run_ffmpeg(
        "-i", film.film.video.path, "-af", "volumedetect", "-f", "null", "-"
    )


def test_without_a_narrator_the_words_have_to_be_seen(make_film):
    with pytest.raises(CommandError, match="please choose captions"):
        make_film(ENGLISH, voice="none", captions="none")
