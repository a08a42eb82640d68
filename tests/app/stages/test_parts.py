"""One recording of the parts of a narration."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.pipeline.stages.parts import Part, join_parts
from generator.providers.calling.chain import Chain
from studio.contracts import Speech
from studio.text.marks.told import Told
from studio.text.words.runs import split_runs
from tests.support.stand_ins import QuickSpeech

WORDS = ["ship", "Лодка", "הסירה", "中国", "中国ship", "ᏣᎳᎩ", "12", "—", "end.", "«да»", "ᏣᎳᎩ.ship"]


def parts_of(text: str) -> list[Part]:
    return [
        Part(run.start, text[run.start : run.end], run.language, "", run.language == "en", Chain(()))
        for run in split_runs(text, "en")
    ]


def speak(part: Part, *, with_times: bool) -> Speech | None:
    if part.language.startswith("x-"):
        return None
    speech = QuickSpeech().speak(text=part.text, language=part.language)
    return speech if with_times else replace(speech, words=())


@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=12), with_times=st.booleans())
@settings(max_examples=40)
def test_every_word_has_its_time_in_order(words: list[str], with_times: bool):
    text = " ".join(words)
    parts = parts_of(text)
    speech = join_parts(Told(text, text), parts, [speak(part, with_times=with_times) for part in parts], 1.0)
    if not speech.data:
        assert all(part.language.startswith("x-") for part in parts)
        return
    if with_times or len(parts) > 1:
        assert [word.text for word in speech.words] == text.split()
    times = [time for word in speech.words for time in (word.start, word.end)]
    assert times == sorted(times)
    assert all(0 <= time <= speech.duration + 0.001 for time in times)


def test_a_name_that_nobody_speaks_does_not_stop_the_voice_but_a_sentence_is_shown_to_be_read():
    spans = []
    for foreign in ("ᏣᎳᎩ", "ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ ᎠᏂᏔᎵ ᎠᎹᏱ ᎤᏂᏃᎮᏔᏅ"):
        text = f"They call it {foreign} over there."
        parts = parts_of(text)
        speech = join_parts(Told(text, text), parts, [speak(part, with_times=True) for part in parts], 1.0)
        shown = speech.words[3 : 3 + len(foreign.split())]
        spans.append(shown[-1].end - shown[0].start)
    assert spans[0] < 0.3
    assert spans[1] > len(foreign) / 17
