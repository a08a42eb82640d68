"""Speak a text into a WAV file, and its word times beside it: `python -m studio.speech "text" --out a.wav`."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from studio.contracts import FASTEST, SLOWEST
from studio.errors import StudioError
from studio.speech import EmbeddedSpeech
from studio.speech.voices import VOICES


def main() -> None:
    options = _options()
    try:
        speech = EmbeddedSpeech().speak(
            text=options.text, language=options.language, voice=options.voice, pace=options.pace
        )
    except (StudioError, ValueError) as error:
        sys.exit(str(error))
    options.out.write_bytes(speech.data)
    times = options.out.with_suffix(".json")
    words = [asdict(word) for word in speech.words]
    times.write_text(json.dumps({"duration": speech.duration, "words": words}, ensure_ascii=False, indent=1))
    print(f"{options.out}: {speech.duration:.2f} s by {speech.model}; word times in {times}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m studio.speech", description=__doc__)
    parser.add_argument("text", help="what is said")
    parser.add_argument("--language", default="en", help="ISO 639-1 code (en)")
    parser.add_argument(
        "--voice", default="", metavar="VOICE", choices=["", *(voice.value for voice in VOICES)]
    )
    parser.add_argument("--pace", type=float, default=1.0, help=f"from {SLOWEST} to {FASTEST} (1.0)")
    parser.add_argument("--out", type=Path, required=True, help="the .wav file to write")
    return parser.parse_args()


if __name__ == "__main__":
    main()
