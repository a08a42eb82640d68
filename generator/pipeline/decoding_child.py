"""One stranger's file decoded, in a process that can be ended: whatever it costs or breaks, the worker goes on.

Reads one line of JSON from standard input: {"work", "source", "target" for a picture, "seconds" to live, "processor",
the seconds that it may work, "parent", the number of the process that waits}. Writes one of
{"value"}, {"refusal": a sentence for the file's owner}, {"broken": what the decoder could not bear} and {"fault": the
kind of an error that is not the file's}.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from pathlib import Path
from typing import Any

# Of the largest picture allowed twice; a decoder that takes more ends, and not the machine.
MEMORY = 2 * 1024**3
# The one that waits ends this process in time. Where that one stands still, the kernel does, so many seconds later.
GRACE = 5


def be_bounded(seconds: float, processor: int) -> None:
    """Have the kernel end this process when its time is over, and refuse it memory beyond the limit."""
    # The default action of both signals ends the process, even from within a decoder.
    signal.alarm(int(seconds) + GRACE)
    _limit(resource.RLIMIT_CPU, processor)
    _limit(resource.RLIMIT_DATA, MEMORY)
    # A decoder that crashes leaves no picture of a stranger's behind.
    _limit(resource.RLIMIT_CORE, 0)


def _limit(kind: int, wanted: int) -> None:
    _, most = resource.getrlimit(kind)
    resource.setrlimit(kind, (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most))


def work(order: dict[str, Any]) -> Any:
    """Do what is asked for; only what is needed for it is loaded."""
    if order["work"] == "measure_music":
        from studio.film.sound.own_music import measure_music

        return measure_music(Path(order["source"]))
    from studio.film.uploads.pictures import clean_picture

    # The one that waits has taken the turn of a large picture.
    return clean_picture(Path(order["source"]), Path(order["target"]), tick=None)


def main() -> None:
    """Answer one order."""
    sys.path.insert(0, str(Path(__file__).parents[2]))
    from generator.worker.processes import die_with_parent
    from studio.errors import StudioError

    die_with_parent()
    line = sys.stdin.buffer.readline()
    order = json.loads(line or "{}")
    # The one that waits was gone before the kernel was asked.
    if os.getppid() != order.get("parent"):
        return
    be_bounded(order["seconds"], order["processor"])
    try:
        answer = {"value": work(order)}
    except StudioError as error:
        answer = {"refusal": str(error)}
    except MemoryError:
        answer = {"broken": "the limit of memory"}
    # Whatever else it is, such as a full disk: who waits decides what becomes of it.
    except Exception as error:
        answer = {"fault": type(error).__name__}
    sys.stdout.write(json.dumps(answer))
    sys.stdout.flush()


if __name__ == "__main__":
    main()
    # Threads of decoders do not hold up the end.
    os._exit(0)
