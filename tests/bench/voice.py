"""How well a recogniser understands the built-in English voice, and how fast it speaks: `python -m tests.bench.voice FOLDER`.

FOLDER holds what `npm pack @moonshine-ai/moonshine-js@0.1.29` and `pip download --no-deps useful-moonshine-onnx` fetch:
the recogniser Moonshine (tiny), and its vocabulary. Nothing of them is installed, and no network is needed then.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import tarfile
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import av
import numpy as np
import numpy.typing as npt
import onnxruntime

from studio.speech import EmbeddedSpeech
from studio.speech.voices import ENGLISH_PITCH

Samples = npt.NDArray[np.float32]

# Sentences of all kinds, in the spelling of the recogniser. Numbers are left out: it may write them in digits.
SENTENCES = (
    "The lighthouse stood at the edge of the world, and nobody knew who had built it.",
    "Every morning the baker opens her shop before the sun is up.",
    "Plants turn sunlight, water and air into sugar.",
    "Our new bicycle folds in ten seconds and fits under your desk.",
    "Three ships left the harbor that night, and only one came back.",
    "Add a spoon of butter to the pan and let it melt slowly.",
    "The volcano slept for a thousand years before it woke again.",
    "Children learn best when they are allowed to ask questions.",
    "A gentle rain fell on the garden while the old man read his letters.",
    "The company sold more phones this year than ever before.",
    "Without the moon there would be no tides on our beaches.",
    "She climbed the mountain alone and planted a small red flag.",
    "Please book your tickets early, because the concert will be full.",
    "In winter the fox hunts mice under the deep snow.",
)
RATE = 16_000
_START, _END = 1, 2
# The recogniser's own limit: nobody speaks more tokens in a second.
_TOKENS_A_SECOND = 6.5


class Recogniser:
    """Moonshine (tiny), which turns 16 kHz samples into words."""

    def __init__(self, folder: Path) -> None:
        with tarfile.open(_one(folder, "*moonshine-js-*.tgz")) as package:
            encoder, decoder = (
                _read(package, f"package/dist/model/tiny/quantized/{name}.onnx")
                for name in ("encoder_model", "decoder_model_merged")
            )
        self._encoder = onnxruntime.InferenceSession(encoder, providers=["CPUExecutionProvider"])
        self._decoder = onnxruntime.InferenceSession(decoder, providers=["CPUExecutionProvider"])
        with zipfile.ZipFile(_one(folder, "useful_moonshine_onnx-*.whl")) as wheel:
            tokens = json.loads(wheel.read("moonshine_onnx/assets/tokenizer.json"))["model"]["vocab"]
        self._tokens = {number: token for token, number in tokens.items()}

    def hear(self, samples: Samples) -> str:
        """Return the words in samples at RATE, taking the likeliest token each time."""
        silence = np.zeros(RATE // 5, np.float32)
        sound = np.concatenate([silence, samples / (np.abs(samples).max() + 1e-9) * 0.6, silence])
        (heard,) = self._encoder.run(None, {"input_values": sound[None].astype(np.float32)})
        names = [entry.name for entry in self._decoder.get_outputs()[1:]]
        state: dict[str, Any] = {
            name.replace("present", "past_key_values"): np.zeros((0, 8, 1, 36), np.float32) for name in names
        }
        written = [_START]
        for step in range(int(len(sound) / RATE * _TOKENS_A_SECOND) + 6):
            asked = {
                "input_ids": np.array([written[-1:]], np.int64),
                "encoder_hidden_states": heard,
                "use_cache_branch": np.array([step > 0]),
            }
            likely, *present = self._decoder.run(None, asked | state)
            for name, value in zip(names, present, strict=True):
                # What was heard is worked out once, in the first step.
                if step == 0 or ".decoder." in name:
                    state[name.replace("present", "past_key_values")] = value
            following = int(likely[0, -1].argmax())
            if following == _END:
                break
            written.append(following)
        return "".join(self._tokens.get(number, "") for number in written[1:]).replace("▁", " ").strip()


def _one(folder: Path, pattern: str) -> Path:
    found = sorted(folder.glob(pattern))
    if not found:
        raise SystemExit(f"{folder} has no {pattern}.")
    return found[-1]


def _read(package: tarfile.TarFile, name: str) -> bytes:
    file = package.extractfile(name)
    assert file is not None
    return file.read()


def samples_of(recording: bytes) -> Samples:
    """Return a recording as samples from -1 to 1 at RATE."""
    resampler = av.AudioResampler(format="flt", layout="mono", rate=RATE)
    with av.open(io.BytesIO(recording)) as container:
        frames = [piece for frame in container.decode(audio=0) for piece in resampler.resample(frame)]
    return np.concatenate([frame.to_ndarray()[0] for frame in [*frames, *resampler.resample(None)]])


def words_of(text: str) -> list[str]:
    return re.sub(r"[^a-z' ]", " ", text.lower()).split()


def count_errors(said: Sequence[str], heard: Sequence[str]) -> int:
    """Return how many words must be changed, added or left out to make one of the other (Levenshtein's distance)."""
    row = list(range(len(heard) + 1))
    for number, word in enumerate(said, 1):
        last, row[0] = row[0], number
        for place, other in enumerate(heard, 1):
            last, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, last + (word != other))
    return row[-1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    recogniser, voice = Recogniser(parser.parse_args().folder), EmbeddedSpeech()
    voice.speak(text="Ready.", language="en")
    print("| voice | word error rate | words | times real time per CPU second |\n|---|---|---|---|")
    for name in ENGLISH_PITCH:
        errors = words = 0
        spoken = spent = 0.0
        for sentence in SENTENCES:
            began = time.process_time()
            speech = voice.speak(text=sentence, language="en", voice=name)
            spent += time.process_time() - began
            spoken += speech.duration
            heard = recogniser.hear(samples_of(speech.data))
            if wrong := count_errors(words_of(sentence), words_of(heard)):
                print(f"<!-- {wrong}: {sentence} / {heard} -->")
            errors, words = errors + wrong, words + len(words_of(sentence))
        print(f"| {name} | {errors / words:.3f} | {words} | {spoken / spent:.1f} |")


if __name__ == "__main__":
    main()
