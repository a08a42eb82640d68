"""Decode one untrusted file in a process that can be ended: whatever it costs or breaks, the worker goes on.

Read one line of JSON from standard input: {"work", "source", "target" for a picture or a clip, "seconds" to live,
"processor", the seconds of processor time allowed, "memory" in bytes unless it is MEMORY, "parent", the process id of
the parent}. Write one of {"value"}, {"refusal": a
sentence for the file's owner}, {"broken": the limit that the file exceeded} and {"fault": the type of an error that is
not due to the file}.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from pathlib import Path
from typing import Any

# Bytes, twice what the largest allowed picture needs: a decoder that takes more fails, and the machine does not.
MEMORY = 2 * 1024**3
# Normally the parent ends this process in time. If the parent hangs, the kernel does so this many seconds later.
GRACE = 5


def limit_resources(seconds: float, processor: int, memory: int = MEMORY) -> None:
    """Have the kernel end this process after its time, and limit its memory."""
    # The default action of both signals ends the process, even inside a decoder.
    signal.alarm(int(seconds) + GRACE)
    _limit(resource.RLIMIT_CPU, processor)
    _limit(resource.RLIMIT_DATA, memory)
    # No core dump: it would contain a user's picture.
    _limit(resource.RLIMIT_CORE, 0)


def _limit(kind: int, wanted: int) -> None:
    _, most = resource.getrlimit(kind)
    resource.setrlimit(kind, (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most))


def work(order: dict[str, Any]) -> Any:
    """Do the ordered work, importing only what it needs."""
    if order["work"] == "measure_music":
        from studio.film.sound.own_music import measure_music

        return measure_music(Path(order["source"]))
    if order["work"] in ("read_recording", "make_recording", "cut_narration", "part_recording"):
        return recording(order)
    if order["work"] == "read_facts":
        return clip_facts(Path(order["source"]), order["longest"])
    if order["work"] == "take_still":
        return clip_still(Path(order["source"]), Path(order["target"]), order["longest"])
    if order["work"] == "make_house_clip":
        return house_clip(Path(order["source"]), Path(order["target"]), order)
    if order["work"] == "clean_logo":
        from studio.film.uploads.logos import clean_logo

        return clean_logo(Path(order["source"]), Path(order["target"]))
    if order["work"] == "clean_font":
        from studio.film.uploads.font_files import clean_font

        return clean_font(Path(order["source"]), Path(order["target"]))
    if order["work"] == "make_miniatures":
        return miniatures([(Path(source), Path(target)) for source, target in order["files"]])
    if order["work"] == "read_document":
        return document(Path(order["source"]), order["most"], Path(order["pictures"]))
    from studio.film.uploads.pictures import clean_picture

    # The parent holds the turn for a large picture.
    return clean_picture(Path(order["source"]), Path(order["target"]), tick=None)


def recording(order: dict[str, Any]) -> Any:
    """Return how long a recording is, or make it ready for a film."""
    from dataclasses import asdict

    from studio.film.uploads.recordings.cutting import cut_narration
    from studio.film.uploads.recordings.making import make_recording
    from studio.film.uploads.recordings.parting import part_recording
    from studio.film.uploads.recordings.reading import read_recording

    if order["work"] == "part_recording":
        return part_recording(Path(order["source"]), order["words"], order["places"], *order["part"])
    if order["work"] == "read_recording":
        return read_recording(Path(order["source"]), order["longest"]).seconds
    if order["work"] == "cut_narration":
        spoken = [Path(name) for name in order["spoken"]]
        cuts = cut_narration(Path(order["source"]), Path(order["target"]), spoken, order["weights"])
        return asdict(cuts)
    return asdict(
        make_recording(Path(order["source"]), Path(order["target"]), order["words"], *order["part"])
    )


def document(source: Path, most: int, folder: Path) -> dict[str, Any]:
    """Return the words of a document, what its owner is told of them, and its pictures, which are put into a folder.

    Each is there as it lies in the document, under its number, or without what is cut off where it is shown.
    """
    from studio.errors import StudioError
    from studio.text.documents.read import read_document

    read = read_document(source, most)
    pictures = []
    for picture in read.pictures:
        file = folder / str(picture.number)
        file.write_bytes(picture.data)
        if any(picture.crop):
            from studio.film.uploads.cropping import crop_picture

            try:
                crop_picture(file, file.with_suffix(".jpg"), picture.crop)
            except StudioError:
                # What was cut off is nobody's to see.
                continue
            file.with_suffix(".jpg").replace(file)
        pictures.append({"number": picture.number, "name": picture.name})
    return {"text": read.text, "notes": list(read.notes), "pictures": pictures}


def miniatures(files: list[tuple[Path, Path]]) -> list[bool]:
    """Make small copies of thumbnails; return of each whether there is one."""
    from studio.errors import StudioError
    from studio.film.uploads.miniatures import write_miniature

    made = []
    for source, target in files:
        try:
            write_miniature(source, target)
            made.append(True)
        except StudioError:
            made.append(False)
    return made


def clip_facts(source: Path, longest: float) -> dict[str, Any]:
    """Return what a clip is."""
    from dataclasses import asdict

    from studio.film.uploads.clips.opening import read_facts

    return asdict(read_facts(source, longest))


def clip_still(source: Path, target: Path, longest: float) -> None:
    """Write the picture that stands for a clip."""
    from studio.film.uploads.clips.opening import read_facts
    from studio.film.uploads.clips.stills import write_still

    write_still(source, target, read_facts(source, longest).seconds)


def house_clip(source: Path, target: Path, order: dict[str, Any]) -> dict[str, Any]:
    """Make a house clip, with its poster, its sound and its filmstrip beside it."""
    from studio.film.uploads.clips.house import make_house_clip
    from studio.film.uploads.clips.sound import take_sound

    (width, height), (start, end) = order["film"], order["part"]
    poster, sound = target.with_suffix(".jpg"), target.with_suffix(".wav")
    how = {"longest": order["longest"], "fills": order["fills"]}
    made = make_house_clip(source, target, poster, (width, height), start, end, **how)
    return {
        "seconds": made.seconds,
        "is_heard": take_sound(source, sound, start, made.seconds),
        "has_filmstrip": clip_filmstrip(source, Path(order["filmstrip"]), order["longest"]),
    }


def clip_filmstrip(source: Path, target: Path, longest: float) -> bool:
    """Write the filmstrip of a clip; say whether there is one. A part of it can be shown without."""
    from studio.film.uploads.clips.kinds import ClipError
    from studio.film.uploads.clips.opening import read_facts
    from studio.film.uploads.clips.stills import write_filmstrip

    try:
        write_filmstrip(source, target, read_facts(source, longest).seconds)
    except ClipError:
        return False
    return True


def main() -> None:
    """Answer one order."""
    sys.path.insert(0, str(Path(__file__).parents[2]))
    from generator.worker.processes import die_with_parent
    from studio.errors import StudioError

    die_with_parent()
    line = sys.stdin.buffer.readline()
    order = json.loads(line or "{}")
    # The parent had ended before the kernel was asked.
    if os.getppid() != order.get("parent"):
        return
    limit_resources(order["seconds"], order["processor"], order.get("memory", MEMORY))
    try:
        answer = {"value": work(order)}
    except StudioError as error:
        answer = {"refusal": str(error)}
    except MemoryError:
        answer = {"broken": "the limit of memory"}
    # Any other error, such as a full disk, is reported for the parent to handle.
    except Exception as error:
        answer = {"fault": type(error).__name__}
    sys.stdout.write(json.dumps(answer))
    sys.stdout.flush()


if __name__ == "__main__":
    main()
    # Do not wait for threads of decoders.
    os._exit(0)
