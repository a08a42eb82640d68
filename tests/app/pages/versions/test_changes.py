"""What is different in a version is found from the two snapshots, and told in people's words."""

from __future__ import annotations

from typing import Any

import pytest

from generator.models import Film
from generator.models.versions.changes import Kind, changes
from generator.views.versions.comparing import compare_words
from generator.views.versions.wording import in_words, told_changes

SETTINGS = {
    **{"title": "The sea", "language": "en", "seed": 7, "style": "plain", "size": "16:9", "quality": "720p"},
    **{"voice": "", "pace": 1.0, "music": "calm", "mood": "calm", "music_file": "", "music_seconds": None},
    **{"caption_style": "box", "caption_capitals": False, "end_card_text": "", "transition": "fade"},
}


def scene(number: int, **fields: Any) -> dict[str, Any]:
    """Return what a film notes of a scene; its row is one hundred more than its number."""
    told = {
        "position": number - 1,
        "row": 100 + number,
        "narration": f"Words of number {number}.",
        "prompt": f"Picture {number}",
        **{"style": "", "variant": None, "image_origin": "painted", "is_own_picture": False},
        **{"is_painted": False, "clip_upload": "", "sentences": [], "cutaways": [], "wishes": {}},
        "image": f"picture-{number}.jpg",
        "image_fingerprint": f"picture {number}",
        "speech": f"speech-{number}.wav",
        **{"start": 2.0 * number, "end": 2.0 * number + 2.0},
    }
    return {**told, **fields}


def film(*scenes: dict[str, Any], brand: Any = None, **settings: Any) -> Film:
    placed = [{**told, "position": place} for place, told in enumerate(scenes)]
    return Film(scenes=placed, settings={**SETTINGS, **settings}, brand_id=brand)


def four(**changed: dict[str, Any]) -> list[dict[str, Any]]:
    """Return four scenes; `s2` has the fields in which the second one is different."""
    return [scene(number, **changed.get(f"s{number}", {})) for number in (1, 2, 3, 4)]


GRAPHIC = [{"text": "Words", "graphic": {"kind": "statement"}}]
CASES: dict[str, tuple[Film, Film, list[str]]] = {
    "nothing": (film(*four()), film(*four()), []),
    "words": (
        film(*four()),
        film(*four(s2={"narration": "Other.", "speech": "b.wav"}, s4={"narration": "More.", "speech": "d"})),
        ["Words of scenes 2 and 4"],
    ),
    "a picture": (
        film(*four()),
        film(*four(s3={"prompt": "A ship", "image": "b.jpg", "image_fingerprint": "b"})),
        ["Picture of scene 3"],
    ),
    "another picture of the same": (
        film(*four()),
        film(*four(s1={"variant": 5, "image": "b", "image_fingerprint": "b"}, s2={"image": "c"})),
        ["Pictures of scenes 1 and 2"],
    ),
    "the part of a clip": (
        film(*four(s1={"clip_upload": "c", "clip_start": 0.0})),
        film(*four(s1={"clip_upload": "c", "clip_start": 3.0})),
        ["Picture of scene 1"],
    ),
    "a scene more": (film(*four()[:3]), film(*four()), ["Added: scene 4"]),
    "a scene less": (film(*four()), film(*four()[:1], *four()[2:]), ["Left out: scene 2 of before"]),
    "the order": (film(*four()), film(four()[3], *four()[:3]), ["Moved: scene 1"]),
    "the order and a scene less": (
        film(*four()),
        film(four()[1], four()[0], four()[3]),
        ["Left out: scene 3 of before", "Moved: scene 1"],
    ),
    "shape": (
        film(*four()),
        film(*[{**told, "image": "n", "image_fingerprint": "n"} for told in four()], size="9:16"),
        ["Shape: Portrait 9:16 instead of Landscape 16:9"],
    ),
    "style and one picture": (
        film(*four()),
        film(
            *[{**told, "image": "n", "image_fingerprint": "n"} for told in four(s2={"prompt": "A ship"})],
            style="oil",
        ),
        ["Picture of scene 2", "Style: oil painting instead of natural"],
    ),
    "voice and pace": (
        film(*four()),
        film(*[{**told, "speech": "n"} for told in four()], voice="none", pace=1.15),
        ["Voice: no narrator instead of automatic", "Pace: brisk instead of normal"],
    ),
    "how a name is said": (film(*four()), film(*four(s2={"speech": "n"})), ["How scene 2 is read"]),
    "what sentences show": (
        film(*four()),
        film(*four(s1={"sentences": GRAPHIC})),
        ["What the sentences of scene 1 show"],
    ),
    "music": (film(*four()), film(*four(), music=""), ["Music: no music instead of calm"]),
    "own music": (
        film(*four(), music="own", music_file="a"),
        film(*four(), music="own", music_file="b"),
        ["Your own music: another file"],
    ),
    "captions": (
        film(*four()),
        film(*four(), caption_style="karaoke", caption_capitals=True),
        ["Captions: word by word instead of on a box", "Captions in capitals: on instead of off"],
    ),
    "title": (film(*four()), film(*four(), title="The lake"), ["Title: “The lake” instead of “The sea”"]),
    "end card": (film(*four()), film(*four(), end_card_text="Bye"), ["End card: “Bye” instead of none"]),
    "brand": (
        film(*four()),
        film(*four(), brand="5d0e6f3c-0000-4000-8000-000000000000"),
        ["Logo, colours or font"],
    ),
    # The seed, the mood without music that follows it, and how long music lasts say nothing to people.
    "what nobody sees": (
        film(*four()),
        film(*four(), seed=8, mood="dramatic", music_seconds=4.0),
        [],
    ),
    "rows that were made anew": (
        film(*four()),
        film(*[{**told, "row": told["row"] + 50} for told in four(s3={"narration": "New.", "speech": "n"})]),
        ["Words of scene 3"],
    ),
    "many": (
        film(*[scene(number) for number in range(1, 13)]),
        film(*[scene(number, narration="N.", speech="n") for number in range(1, 13)]),
        ["Words of 12 scenes"],
    ),
}


@pytest.mark.parametrize(("before", "after", "told"), CASES.values(), ids=CASES)
def test_what_changed_is_told_by_kind(before: Film, after: Film, told: list[str]):
    assert told_changes(before, after) == told


def test_films_of_before_that_noted_less_can_be_compared():
    names = ("position", "narration", "prompt", "image_fingerprint", "image_origin", "start", "end")
    old = [{name: told[name] for name in names} for told in four()]
    assert told_changes(film(*old), film(*four(s2={"narration": "Other."}))) == ["Words of scene 2"]


def test_a_choice_for_one_scene_is_told_by_the_name_of_its_column():
    found = changes(film(*four(s1={"fell_silent": 1})), film(*four(s1={"fell_silent": 2})))
    assert [(change.kind, change.name, change.scenes) for change in found] == [
        (Kind.SCENE, "fell_silent", (1,))
    ]
    assert "of scene 1" in in_words(changes(film(scene(1)), film(scene(1, narration="N.")))[0])


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("The sea was calm.", "The sea was calm.", "The sea was calm."),
        ("The sea was calm.", "The sea was wild.", "The sea was [-calm][+wild]."),
        ("", "New words.", "[+New words.]"),
        ("Old words.", "", "[-Old words.]"),
        ("Das Meer war ruhig.", "Das Meer war sehr ruhig.", "Das Meer war [+sehr ]ruhig."),
        ("海は静かだった。", "海は荒れていた。", "海は[-静かだっ][+荒れてい]た。"),
        ("A grey cat sat there.", "A great dog lay there.", "A [-grey cat sat][+great dog lay] there."),
    ],
)
def test_words_are_compared_word_by_word(before: str, after: str, told: str):
    signs = {"same": "{}", "gone": "[-{}]", "new": "[+{}]"}
    assert "".join(signs[piece.how].format(piece.text) for piece in compare_words(before, after)) == told
