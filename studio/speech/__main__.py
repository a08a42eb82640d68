"""Speak a text into a WAV file, and its word times beside it: `python -m studio.speech "text" --out a.wav`.

With `--words` nothing is spoken: the language, the voice and the words that it would be handed are printed.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from studio.contracts import FASTEST, SLOWEST
from studio.errors import StudioError
from studio.speech import EmbeddedSpeech
from studio.speech.handed import words_handed
from studio.speech.voices import VOICES
from studio.text.words.language import identify


def main() -> None:
    options = _options()
    try:
        if options.words:
            _print_words(options)
        else:
            _speak(options)
    except (StudioError, ValueError) as error:
        sys.exit(str(error))


def _print_words(options: argparse.Namespace) -> None:
    language = options.language or identify(options.text)
    voice, words = words_handed(options.text, language, options.voice)
    print(f"language: {language}\nvoice: {voice}\nwords: {' '.join(words)}")


def _speak(options: argparse.Namespace) -> None:
    speech = EmbeddedSpeech().speak(
        text=options.text, language=options.language or "en", voice=options.voice, pace=options.pace
    )
    options.out.write_bytes(speech.data)
    times = options.out.with_suffix(".json")
    words = [asdict(word) for word in speech.words]
    times.write_text(json.dumps({"duration": speech.duration, "words": words}, ensure_ascii=False, indent=1))
    print(f"{options.out}: {speech.duration:.2f} s by {speech.model}; word times in {times}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m studio.speech", description=__doc__)
    parser.add_argument("text", help="what is said")
    parser.add_argument(
        "--language", default="", help="ISO 639-1 code (en; with --words that of the text, which is found)"
    )
    parser.add_argument(
        "--voice", default="", metavar="VOICE", choices=["", *(voice.value for voice in VOICES)]
    )
    parser.add_argument("--pace", type=float, default=1.0, help=f"from {SLOWEST} to {FASTEST} (1.0)")
    shown = parser.add_mutually_exclusive_group(required=True)
    shown.add_argument("--out", type=Path, help="the .wav file to write")
    shown.add_argument("--words", action="store_true", help="print the words that the voice is handed")
    return parser.parse_args()


if __name__ == "__main__":
    main()
