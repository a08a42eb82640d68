"""One fetched voice: from written words, by way of phonemes and the network, to samples and word times."""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Sequence

import numpy as np

from studio.errors import ProviderError, ProviderFailure
from studio.speech.languages.aloud import read_aloud
from studio.speech.narrator import split_utterances
from studio.speech.network import Network
from studio.speech.piper.installed import FetchedVoice
from studio.speech.piper.phonemes import Sounds, as_spoken, pronounce
from studio.speech.sound import Samples, Span
from studio.speech.voices import espeak_voice, is_english
from studio.speech.words.reading import PAUSES, Spoken, read_words

# Seconds of silence after an utterance, on top of what the network leaves there.
_PAUSE_SECONDS = {".": 0.3, "!": 0.3, "?": 0.3, ":": 0.15, ";": 0.12, ",": 0.06}
# Loaded voices that a process keeps: each takes 100 to 300 MB.
_MOST_LOADED = 2

_lock = threading.Lock()
_loaded: OrderedDict[tuple[str, int, int], VoiceNarrator] = OrderedDict()


class VoiceNarrator:
    """A loaded voice, shared by all threads of a process. Raises ProviderError, kind CONFIG, if it is of an unknown kind."""

    def __init__(self, voice: FetchedVoice, *, speaker: int, threads: int) -> None:
        settings = json.loads(voice.configuration.read_text(encoding="utf-8"))
        self._by_letters = settings.get("phoneme_type", "espeak") == "text"
        if settings.get("phoneme_type", "espeak") not in ("espeak", "text"):
            message = f"The voice {voice.name} reads in a way that this site does not know."
            raise ProviderError(message, ProviderFailure.CONFIG)
        self._language = voice.language
        self._voice = str(settings.get("espeak", {}).get("voice") or espeak_voice(voice.language))
        self._network = Network(voice.model, voice.configuration, threads=threads, speaker=speaker)
        self.rate = self._network.rate

    def narrate(
        self, written: Sequence[str], *, pace: float, seconds: int
    ) -> tuple[Samples, dict[int, Span]]:
        """Return samples at `rate`, and start and end in seconds of each written word that is spoken.

        Both are empty if nothing can be said. `seconds` is what the search for phonemes may take. Raises ProviderError.
        """
        utterances = list(split_utterances(self._read(written)))
        clauses = [clause for utterance in utterances for clause in _clauses(utterance)]
        known = iter(self._sounds([[item.text for item in clause] for clause in clauses], seconds))
        pieces: list[Samples] = []
        spans: dict[int, Span] = {}
        clock = 0.0
        for utterance in utterances:
            sound, times = self._say(utterance, [next(known) for _ in _clauses(utterance)], 1 / pace)
            for owner, (start, end) in times.items():
                spans[owner] = (spans[owner][0] if owner in spans else clock + start, clock + end)
            pause = int(_PAUSE_SECONDS.get(utterance[-1].text, 0.0) / pace * self.rate)
            pieces += [sound, np.zeros(pause, np.float32)]
            clock += (len(sound) + pause) / self.rate
        return (np.concatenate(pieces) if pieces else np.zeros(0, np.float32)), spans

    def _read(self, written: Sequence[str]) -> list[Spoken]:
        if is_english(self._language):
            return read_words(written, lambda word: True)
        return as_spoken(read_aloud(written, espeak_voice(self._language) or self._language))

    def _sounds(self, clauses: Sequence[Sequence[str]], seconds: int) -> list[Sounds]:
        if not self._by_letters:
            return pronounce(clauses, self._voice, seconds=seconds)
        return [_spelled(words) for words in clauses]

    def _say(
        self, utterance: Sequence[Spoken], sounds: Sequence[Sounds], slowness: float
    ) -> tuple[Samples, dict[int, Span]]:
        phonemes, places = "", list[tuple[int, int, int]]()
        clauses = iter(zip(_clauses(utterance), sounds, strict=True))
        is_within = False
        for item in utterance:
            if item.text in PAUSES:
                phonemes += item.text
                is_within = False
            elif not is_within:
                clause, found = next(clauses)
                phonemes += " " if phonemes else ""
                begin = len(phonemes)
                phonemes += found.phonemes
                places += [
                    (one.owner, begin + first, begin + last)
                    for one, (first, last) in zip(clause, found.places, strict=True)
                ]
                is_within = True
        samples, begins = self._network.say(phonemes, slowness=slowness)
        spans: dict[int, Span] = {}
        for owner, first, last in places:
            spans[owner] = (spans[owner][0] if owner in spans else float(begins[first]), float(begins[last]))
        return samples, spans


def _clauses(utterance: Sequence[Spoken]) -> list[list[Spoken]]:
    """Return the words of an utterance between its pauses."""
    found: list[list[Spoken]] = [[]]
    for item in utterance:
        if item.text in PAUSES:
            found.append([])
        else:
            found[-1].append(item)
    return [clause for clause in found if clause]


def _spelled(words: Sequence[str]) -> Sounds:
    """Return the sounds of words for a voice that reads letters."""
    text, places = "", list[tuple[int, int]]()
    for word in words:
        text += " " if text else ""
        places.append((len(text), len(text) + len(word)))
        text += word.lower()
    return Sounds(text, tuple(places))


def load_voice(voice: FetchedVoice, *, speaker: int, threads: int) -> VoiceNarrator:
    """Return the narrator of a voice, made at the first call; the two used last are kept."""
    key = (str(voice.model), speaker, threads)
    with _lock:
        if key not in _loaded:
            _loaded[key] = VoiceNarrator(voice, speaker=speaker, threads=threads)
        _loaded.move_to_end(key)
        while len(_loaded) > _MOST_LOADED:
            _loaded.popitem(last=False)
        return _loaded[key]
