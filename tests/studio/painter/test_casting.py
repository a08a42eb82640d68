"""Which drawings a prompt calls for: the right ones, as many as it says, where they can be, and none where that is unsure."""

from __future__ import annotations

import functools
import zipfile
from pathlib import Path

import pytest

from studio.painter.figures.art import Art
from studio.painter.gazetteer import choose_place
from studio.painter.read.casting import Cast, cast_prompt
from studio.painter.read.likeness import find_alike
from studio.painter.read.reading import read_prompt
from studio.text.provider import EmbeddedText
from tests.studio.corpora.corpus import judge, read_corpus

# Sentences of stories, news, science, recipes, travel, advertisements, history, sport and school, each with the places,
# subjects ("-" for scenery only) and companions that are right or fair. All from the sixty-first on were judged by pictures
# before a rule was mended for them.
SENTENCES = read_corpus("castings")


@pytest.fixture(scope="module")
def art(tmp_path_factory) -> Art:
    return open_names(tmp_path_factory.mktemp("art"))


def open_names(folder: Path) -> Art:
    """Return all drawings by name; what they look like plays no part here."""
    path = folder / "fluent.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in (Path(__file__).parent / "art_names.txt").read_text().split():
            archive.writestr(name, "")
    return Art(path, None, None)


@functools.cache
def prompt_of(sentence: str) -> str:
    return EmbeddedText().write_storyboard(text=sentence, language="en").passages[0].prompt


def cast(art: Art, prompt: str, place: str = "") -> Cast:
    setting = read_prompt(prompt)
    chosen = choose_place(place or setting.place, setting.season, setting.mood, 0.3)
    return cast_prompt(prompt, art, chosen)


def drawings(found: Cast) -> list[str]:
    return [role.drawing for role in (found.subject, *found.companions) if role]


# As measured, less one point: 84.3 % and 60.2 %. Nearly all others are scenery, where a drawing was right or fair before it had
# to be surely seen.
CASTINGS, UNSEEN_CASTINGS = 0.833, 0.592


def mistake_in_casting(art: Art, row: tuple[str, ...]) -> str:
    sentence, places, subjects, companions = row
    prompt = prompt_of(sentence)
    place, found = read_prompt(prompt).place, cast(art, prompt)
    subject = found.subject.drawing if found.subject else "-"
    others = {role.drawing for role in found.companions}
    right = place in places.split() and subject in subjects.split() and others <= set(companions.split())
    return "" if right else f"{place}: {subject} {' '.join(sorted(others))}"


def test_a_sentence_becomes_a_picture_of_what_it_tells(art):
    known = judge("castings", functools.partial(mistake_in_casting, art))
    unseen = judge("castings_unseen", functools.partial(mistake_in_casting, art))
    assert known.share >= CASTINGS, known
    assert unseen.share >= UNSEEN_CASTINGS, unseen


def test_two_of_three_sentences_have_a_subject(art):
    casts = [cast(art, prompt_of(sentence)) for sentence, *_ in SENTENCES]
    assert sum(found.subject is not None for found in casts) >= 0.66 * len(casts)


@pytest.mark.parametrize(
    ("prompt", "names"),
    [
        ("A wide shot of an elderly baker placing fresh loaves into a brick oven, muted teal and amber palette", "cook bread"),
        ("A young girl in a yellow raincoat holding a red umbrella on a wet city street at night", "woman-walking umbrella"),
        ("A doctor in a white coat listens to a small child in a bright clinic room", "health-worker person-walking"),
        ("A robot with blue eyes, a robot repairing a broken clock in a cluttered workshop", "robot mantelpiece-clock"),
        ("A herd of elephants walking across the savanna with Mount Kilimanjaro behind them", "elephant"),
        ("Two friends hiking along a mountain ridge with backpacks, sunrise, majestic view", "person-walking backpack"),
        ("A steaming cup of coffee and a croissant on a wooden table in a cosy cafe", "hot-beverage croissant"),
        ("The man Neil Armstrong on the lunar surface, a man beside a flag", "astronaut"),
        ("children cycling along a road", "person-biking"),
        ("Leonardo da Vinci painting Mona Lisa", "artist"), ("roasting a chicken with lemon", "poultry-leg lemon"),
        ("She plays the violin in an orchestra", "violin musical-score"), ("a dragon closing eyes", "dragon"),
    ],
)  # fmt: skip
def test_prompts_of_services_are_cast_too(art, prompt, names):
    assert drawings(cast(art, prompt)) == names.split()


@pytest.mark.parametrize(
    "prompt",
    [
        "No dogs in the park", "He ran like a horse", "She is as brave as a lion", "A street without cars", "A good idea can change the world",
        "The key to success", "They book a table near the window", "He can open it in spring", "Growth and innovation", "Apple grew by a tenth",
        "Ein Gift auf dem Tisch und ein Hut", "El perro come pan en la cocina", "Gift stand Hut Zauberers", "quiet landscape", "a bear market", "a hot-air balloon over the hills", "", "...", "such as", "of, with", "not", "東京の夜",
    ],
)  # fmt: skip
def test_where_nothing_is_sure_there_is_scenery_only(art, prompt):
    assert cast(art, prompt) == Cast(None)


@pytest.mark.parametrize(
    ("prompt", "place", "drawing", "there"),
    [
        ("an old oak on a hill", "meadow", "deciduous-tree", True), ("an old oak", "forest", "deciduous-tree", False),
        ("a lighthouse", "coast", "lighthouse", False), ("a small church", "meadow", "church", True), ("a church", "village", "church", False),
        ("a house", "street", "house", False), ("a house", "office", "house", False), ("a cactus", "desert", "cactus", False),
        ("a ship", "sea", "ship", True), ("a ship", "meadow", "ship", False), ("a whale", "kitchen", "whale", False),
        ("a sports car, an automobile", "studio", "automobile", True), ("an automobile", "bedroom", "automobile", False),
        ("a planet with rings, Saturn", "space", "ringed-planet", False), ("a moon over the sea", "sea", "full-moon", False),
        ("a farmer", "space", "farmer", False), ("an astronaut", "space", "astronaut", True), ("a duck", "meadow", "duck", True),
    ],
)  # fmt: skip
def test_scenery_is_not_set_into_itself_and_nothing_stands_where_it_cannot_be(
    art, prompt, place, drawing, there
):
    assert (drawing in drawings(cast(art, prompt, place))) is there


@pytest.mark.parametrize(
    ("prompt", "count"),
    [
        ("three cats", 3), ("a cat", 1), ("a flock of geese", 4), ("hundreds of penguins", 5), ("a pair of owls", 2), ("cats", 3), ("horses", 3),
        ("tractors", 2), ("grapes", 1), ("12 bees", 5), ("a polar bear mother with two cubs", 1),
    ],
)  # fmt: skip
def test_as_many_are_seen_as_the_words_say(art, prompt, count):
    found = cast(art, prompt, "meadow")
    assert found.subject is not None
    assert found.subject.count == count


@pytest.mark.parametrize(
    ("prompt", "drawing"),
    [
        ("a polar bear", "polar-bear"), ("a fire truck", "fire-engine"), ("a light bulb", "light-bulb"), ("a teddy bear", "teddy-bear"),
        ("an alarm clock", "alarm-clock"), ("chicken soup", "pot-of-food"), ("a school bus", "bus"), ("a football match", "soccer-ball"),
        ("a rocket launch", "rocket"), ("the mouse clicked on a computer screen", "computer-mouse"), ("a mouse ate cheese", "mouse"),
        ("bats flying out of the cave", "bat"), ("share prices fell in the stock market", "chart-decreasing"),
        ("Instead of a car she bought a bicycle", "bicycle"), ("a brave knight without a sword stands before a dragon", "crossed-swords"),
    ],
)  # fmt: skip
def test_words_mean_what_those_beside_them_say(art, prompt, drawing):
    assert drawings(cast(art, prompt))[0] == drawing


@pytest.mark.parametrize(
    ("word", "drawing"),
    [
        ("elefant", "elephant"), ("girafe", "giraffe"), ("strawbery", "strawberry"), ("umbrela", "umbrella"), ("dolhpin", "dolphin"),
        ("penguinn", "penguin"), ("handle", ""), ("marble", ""), ("plaster", ""), ("dolpin", "dolphin"), ("cat", ""), ("ct", ""), ("", ""), ("éléphant", ""),
    ],
)  # fmt: skip
def test_a_misspelt_word_is_known_by_the_one_that_it_is_like(word, drawing):
    assert find_alike(word) == drawing


def test_a_misspelt_subject_is_shown(art):
    assert drawings(cast(art, prompt_of("An elefant and a girafe walk through the desert.")))[:2] == [
        "elephant",
        "giraffe",
    ]


def test_sizes_and_stages_go_with_the_place(art):
    swan, child = cast(art, "a swan", "lake").subject, cast(art, "a girl with a horse", "meadow")
    assert swan is not None
    assert (swan.stage, swan.faces) == ("water", "left")
    ashore, afloat = cast(art, "a swan", "meadow").subject, cast(art, "an astronaut", "space").subject
    assert ashore is not None
    assert afloat is not None
    assert (ashore.stage, afloat.stage) == ("ground", "air")
    assert {role.drawing: role.height for role in (child.subject, *child.companions) if role} == {
        "woman-walking": 1.15,
        "horse": 1.7,
    }


@pytest.mark.parametrize(
    ("prompt", "place", "drawing", "stage"),
    [
        ("an owl flying over the treetops", "forest", "owl-flying", "air"), ("a blackbird circling above the tower", "city", "blackbird-flying", "air"),
        ("geese migrating over the hills", "lake", "goose-flying", "air"), ("birds circling over masts", "sea", "bird-flying", "air"), ("seagulls over the harbour", "harbour", "gull", "air"), ("flying swans", "lake", "swan-flying", "air"), ("parrots in the sky", "jungle", "parrot-flying", "air"),
        ("a swarm of locusts", "field", "cricket-flying", "air"), ("a dragon soaring", "mountains", "dragon", "air"), ("a small owl spreading wings, a small owl flying", "forest", "owl-flying", "air"),
        ("an owl sleeping", "forest", "owl", "ground"), ("a dragon guarding gold", "mountains", "dragon", "ground"), ("a penguin flying", "snow", "penguin", "ground"),
        ("an owl watching a plane flying", "forest", "owl", "ground"),
    ],
)  # fmt: skip
def test_who_flies_is_in_the_air_and_who_sits_is_not(art, prompt, place, drawing, stage):
    subject = cast(art, prompt, place).subject
    assert subject is not None
    assert (subject.drawing, subject.stage) == (drawing, stage)


def test_each_drawing_is_cast_once(art):
    assert drawings(cast(art, "a man and a woman on the surface of Mars", "mars")) == ["astronaut"]


def test_a_drawing_that_is_not_there_is_not_cast(tmp_path):
    path = tmp_path / "few.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("dog", "")
    assert drawings(cast(Art(path, None, None), "a fox and a dog")) == ["dog"]
