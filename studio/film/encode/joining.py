"""Encode the film's sound, and join it with the encoded segments into one MP4 file without re-encoding."""

from __future__ import annotations

import heapq
import unicodedata
import wave
from collections.abc import Iterator, Sequence
from contextlib import closing
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.packet import Packet
from av.stream import Stream

from studio.errors import RenderError
from studio.film.encode.encoder import Encoder
from studio.film.encode.packets import read_packets
from studio.film.plan import FRAME_RATE
from studio.film.progress import Tick
from studio.film.sound.loudness import SAMPLE_RATE
from studio.film.text.languages import mp4_language

MADE_BY = "Made by AI with Video Generator"
# Some programs show it in one line.
LONGEST_COPYRIGHT = 4000

_BIT_RATE = 160_000
# At this bit rate noise substitution and intensity stereo are not needed: without them encoding is cheaper and closer
# to the mix. Mid/side coding is off too: choosing it for each band takes a fifth of the encoder's time, and without
# it the coding error stays 50 dB below the sound.
_AAC = {"aac_coder": "fast", "aac_pns": "0", "aac_is": "0", "aac_tns": "0", "aac_ms": "0"}
# Seconds by which encoded sound may be longer than the film: the encoder pads its last frame.
_MOST_DIFFERENCE = 0.05
# Samples read at a time.
_BLOCK = SAMPLE_RATE


def encode_sound(sound: Path, target: Path, tick: Tick) -> None:
    """Encode a 48 kHz stereo 16-bit WAV as AAC in an MP4 file. Raises RenderError, and whatever the tick raises."""
    try:
        with wave.open(str(sound), "rb") as source, av.open(str(target), "w", format="mp4") as container:
            stream = container.add_stream("aac", rate=SAMPLE_RATE, layout="stereo", options=_AAC)
            stream.bit_rate = _BIT_RATE
            place = 0
            while data := source.readframes(_BLOCK):
                tick()
                samples = np.frombuffer(data, "<i2")[None]
                frame = av.AudioFrame.from_ndarray(samples, format="s16", layout="stereo")
                frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, place, Fraction(1, SAMPLE_RATE)
                place += samples.size // 2
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
    except av.FFmpegError as error:
        raise RenderError("The sound of the film could not be encoded.") from error


def is_whole_sound(file: Path, seconds: float) -> bool:
    """Return whether a file holds encoded sound of this length in seconds, within _MOST_DIFFERENCE."""
    try:
        with av.open(str(file)) as container:
            stream = container.streams.audio[0]
            length = float((stream.duration or 0) * (stream.time_base or 0))
    except (av.FFmpegError, OSError, IndexError):
        return False
    return abs(length - seconds) < _MOST_DIFFERENCE


def join_film(
    segments: Sequence[tuple[Path, int]],
    sound: Path,
    video: Path,
    *,
    size: tuple[int, int],
    title: str,
    language: str,
    tick: Tick,
    description: str = "",
    provenance: str = "",
    credits: str = "",
) -> None:
    """Write (segment, number of frames) pairs and encoded sound into one MP4 with its index at the front.

    The comment in its metadata says that the film was made by AI, followed by the sentences in `provenance` on what
    made it; `credits` stand there as its copyright. Raises RenderError if the parts do not fit together, and whatever the tick raises.
    """
    try:
        with (
            closing(Encoder(size, threads=1)) as encoder,
            av.open(str(sound)) as heard,
            av.open(str(video), "w", format="mp4", container_options={"movflags": "+faststart"}) as film,
        ):
            # An encoder that codes nothing here gives the stream description that the segments were made with.
            pictures = film.add_stream_from_template(encoder.stream)
            voice = film.add_stream_from_template(heard.streams.audio[0])
            voice.metadata["language"] = mp4_language(language)
            film.metadata.update(
                title=_one_line(title),
                comment=f"{MADE_BY}. {_one_line(provenance)}" if provenance else MADE_BY,
                description=_one_line(description) or MADE_BY,
                **({"copyright": _one_line(credits)[:LONGEST_COPYRIGHT]} if credits else {}),
            )
            moving = _moving(segments, pictures, tick)
            for packet in heapq.merge(moving, _retargeted(heard, voice), key=_decoded_at):
                film.mux_one(packet)
    except (av.FFmpegError, IndexError) as error:
        raise RenderError("The pieces of the film could not be joined.") from error


def _moving(segments: Sequence[tuple[Path, int]], target: Stream, tick: Tick) -> Iterator[Packet[Any]]:
    """Yield the packets of all segments, their time stamps moved to their places in the film."""
    start = 0
    for file, frame_count in segments:
        tick()
        for frame in read_packets(file):
            packet: Packet[Any] = Packet(frame.data)
            packet.pts, packet.dts = start + frame.shown, start + frame.decoded
            packet.duration, packet.time_base = 1, Fraction(1, FRAME_RATE)
            packet.is_keyframe, packet.stream = frame.is_key, target
            yield packet
        start += frame_count


def _retargeted(container: InputContainer, target: AudioStream) -> Iterator[Packet[Any]]:
    for packet in container.demux(container.streams.audio[0]):
        # The demuxer ends with an empty packet, which is only for decoders.
        if packet.size:
            packet.stream = target
            yield packet


def _decoded_at(packet: Packet[Any]) -> Fraction:
    return (packet.dts or 0) * packet.time_base


def _one_line(title: str) -> str:
    """Return a title without control characters, which would end it early."""
    return "".join(
        " " if unicodedata.category(character) == "Cc" else character for character in title
    ).strip()
