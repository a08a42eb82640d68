"""A minute in eleven scenes: their words, paintings in layers, clips and graphics, and the film's plan in each look."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from studio.film.layers.values import Clip, Fall
from studio.film.living.archive import pack_picture, unpack_picture
from studio.film.living.tableau import bring_to_life, write_parts
from studio.film.picture.easel import Easel
from studio.film.plan import FRAME_RATE, FilmPlan, Narration, Shot
from studio.film.production import compose
from studio.film.schedule import BREATH, schedule_film
from studio.graphics.lay_out import lay_out
from studio.graphics.values import Graphic
from studio.painter.provider import EmbeddedIllustrator
from tests.bench.material import MUSIC, make_sound, make_speech, timed_words
from tests.studio.graphics.samples import SAMPLES

# What a film of this item can be made of; "mix" is what the default settings make of a text of this kind.
LOOKS = ("stills", "living", "graphics", "clips", "mix")
EDITED = 4
# Pictures have so many times the pixels of the film across, as the product asks for them.
_LARGER = 1.2


@dataclass(frozen=True, slots=True)
class Scene:
    """One scene: its words and seconds, what is painted, and the graphic that may stand for it."""

    words: str
    seconds: float
    prompt: str
    graphic: str
    is_graphic: bool = False


SCENES = (
    Scene("Every evening the keeper climbs two hundred steps to the lamp of the lighthouse.", 5.2,
          "a lighthouse on the coast at dusk, a boat on the sea", "title"),
    Scene("A red fox comes out of the forest, and looks for mice in the fresh snow.", 5.0,
          "a red fox in a snowy forest, it is snowing", "statement"),
    Scene("Nine thousand people live on the island, and most of them fish.", 4.3,
          "a fishing village with boats in a harbour", "number", is_graphic=True),
    Scene("The bees leave the meadow when the sun is low, and every flower is warm.", 5.0,
          "a bee above a meadow of flowers in the sun", "drawing"),
    Scene("Three things keep the harbour alive: its boats, its school and its songs.", 5.1,
          "a sailing boat on the sea at noon", "stack", is_graphic=True),
    Scene("An old dog sleeps by the door, and does not mind the rain that drums on the roof.", 5.4,
          "a dog in a village street in the rain", "question-paper"),
    Scene("The village grew slowly at first, and then all at once.", 4.1,
          "a village in the mountains in summer", "statement-veil", is_graphic=True),
    Scene("High above the valley an eagle draws its circles, and the whole range lies in the sun.", 5.6,
          "an eagle above mountains at noon", "title-veil"),
    Scene("A woman with a lantern walks home along the beach, while the tide comes in.", 4.9,
          "a woman with a lantern on a beach at sunset", "number-split"),
    Scene("Six hundred million people have heard the song on the radio by now.", 4.4,
          "a radio on a table in a living room", "number-million", is_graphic=True),
    Scene("They still tell the story to their children, and a cat listens from the window sill.", 5.3,
          "a cat on a window sill in a living room, evening", "title-ghost"),
)  # fmt: skip


def make_eleven(folder: Path, film: tuple[int, int]) -> None:
    """Write all that the looks are made of into a folder, for a film of (width, height) pixels."""
    painter = EmbeddedIllustrator()
    size = (round(film[0] * _LARGER / 2) * 2, round(film[1] * _LARGER / 2) * 2)
    for number, scene in enumerate(SCENES):
        made = painter.illustrate_in_layers(
            prompt=scene.prompt, style="plain", width=size[0], height=size[1], seed=7, variant=0
        )
        (folder / f"picture{number}.jpg").write_bytes(made.data)
        if made.layers:
            (folder / f"layers{number}.zip").write_bytes(pack_picture(made.layers))
        make_speech(folder / f"speech{number}.wav", scene.seconds, pitch=110 + 7 * number)
    other = painter.illustrate_in_layers(
        prompt="a horse on a meadow by a lake",
        style="plain",
        width=size[0],
        height=size[1],
        seed=8,
        variant=0,
    )
    (folder / "other.jpg").write_bytes(other.data)
    if other.layers:
        (folder / "layers-other.zip").write_bytes(pack_picture(other.layers))
    make_speech(folder / "other.wav", SCENES[EDITED - 1].seconds + 0.7, pitch=130)
    make_sound(folder / MUSIC, 60)
    _make_clips(folder, film)


def load_eleven(folder: Path, size: tuple[int, int], look: str, edit: str = "") -> FilmPlan:
    """Return the plan of the film in one of LOOKS over the files that `make_eleven` wrote.

    With the edit "picture" its fourth scene has another picture, with "words" other words and other speech.
    """
    shots = []
    for number, scene in enumerate(SCENES):
        is_edited = number == EDITED - 1
        shot = _spoken(folder, number, scene, edit if is_edited else "")
        has_other = is_edited and edit == "picture"
        shows_graphic = look == "graphics" or (look == "mix" and scene.is_graphic)
        if shows_graphic:
            shot = _with_graphic(folder, shot, scene, size)
        elif look == "clips":
            shot = replace(shot, clip=Clip(file=folder / f"clip{number % 3}.mp4", ending="swing"))
        elif look in ("living", "mix"):
            shot = _alive(folder, shot, "-other" if has_other else str(number), number)
        shots.append(shot)
    return FilmPlan(
        shots=tuple(shots), size=size, music="calm", is_scored=True, seed=1, title="The lighthouse",
        cutting="calm" if look == "mix" else "",
    )  # fmt: skip


def has_falls(shot: Shot) -> bool:
    return any(isinstance(layer, Fall) for layer in shot.layers)


def _spoken(folder: Path, number: int, scene: Scene, edit: str) -> Shot:
    words, seconds, speech = scene.words.split(), scene.seconds, folder / f"speech{number}.wav"
    picture = folder / ("other.jpg" if edit == "picture" else f"picture{number}.jpg")
    if edit == "words":
        words, seconds, speech = words[::-1], seconds + 0.7, folder / "other.wav"
    narration = Narration(
        file=speech, duration=seconds, text=" ".join(words), words=tuple(timed_words(words, seconds))
    )
    return Shot(picture=picture, narration=narration)


def _alive(folder: Path, shot: Shot, name: str, seed: int) -> Shot:
    archive = folder / f"layers{name}.zip"
    if not archive.exists() or shot.narration is None:
        return shot
    picture, parts = unpack_picture(archive), folder / f"parts{name}"
    parts.mkdir(exist_ok=True)
    files = write_parts(picture, parts, "part")
    tableau = bring_to_life(picture, files, seconds=shot.narration.duration, seed=seed)
    return replace(
        shot, picture=tableau.picture, ground=tableau.ground, layers=tableau.layers, focus=tableau.focus
    )


def _with_graphic(folder: Path, shot: Shot, scene: Scene, size: tuple[int, int]) -> Shot:
    assert shot.narration is not None
    files = folder / "graphics"
    files.mkdir(exist_ok=True)
    graphic: Graphic = SAMPLES[scene.graphic]
    laid = lay_out(
        graphic, size=size, words=shot.narration.words, duration=shot.narration.duration + BREATH + 0.6,
        is_captioned=True, picture=shot.picture, drawing=_drawing, folder=files,
    )  # fmt: skip
    assert laid is not None
    return replace(
        shot, picture=laid.picture, layers=laid.layers, over=laid.over, move=laid.move, words_shown=laid.words_shown
    )  # fmt: skip


def _drawing(name: str) -> np.ndarray | None:
    """Return a drawing: a disc in two tones."""
    if not name:
        return None
    rows, columns = np.mgrid[:256, :256] / 128 - 1
    inside = (rows**2 + columns**2 < 0.9).astype(np.uint8) * 255
    tone = np.where(columns > rows, 200, 120).astype(np.uint8)
    return np.dstack([tone, tone // 2, 255 - tone, inside])


def _make_clips(folder: Path, size: tuple[int, int]) -> None:
    """Code three clips of 7 seconds as the house codes clips, each of a camera over a painting."""
    options = {
        "preset": "superfast",
        "tune": "fastdecode",
        "crf": "18",
        "x264-params": "keyint=8:min-keyint=8:scenecut=0:bframes=0:ref=1",
    }
    for number in range(3):
        narration = Narration(file=None, duration=6.0, text="A clip.")
        plan = FilmPlan(
            shots=(Shot(picture=folder / f"picture{3 * number}.jpg", narration=narration),),
            size=size, music="", camera="dramatic", seed=number,
        )  # fmt: skip
        schedule = schedule_film(plan)
        composition, easel = compose(plan, schedule, ()), Easel(size)
        with av.open(str(folder / f"clip{number}.mp4"), "w", format="mp4") as container:
            stream = container.add_stream("libx264", rate=FRAME_RATE, options=options)
            stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
            for place in range(schedule.frame_count):
                composition.paint(place, easel)
                frame = av.VideoFrame.from_ndarray(easel.frame.buffer.reshape(-1, size[0]), "yuv420p")
                frame.pts, frame.time_base = place, Fraction(1, FRAME_RATE)
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
