"""What a picture shows is in its text: names, figures of speech, groups, absent and distant things do not appear in it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from studio.painter.figures.art import Art
from studio.painter.gazetteer import PLACES, choose_place
from studio.painter.read.casting import cast_prompt
from studio.painter.read.reading import read_prompt
from studio.painter.read.scenery import as_scenery
from studio.text.provider import EmbeddedText
from tests.studio.corpora.corpus import read_corpus
from tests.studio.painter.test_casting import open_names


@dataclass(frozen=True, slots=True)
class Honesty:
    """How many texts show what they say, and what the others show: nothing, or something that they do not say."""

    count: int
    empty: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def right(self) -> float:
        return 1 - (len(self.empty) + len(self.wrong)) / self.count

    @property
    def share_of_wrong(self) -> float:
        return len(self.wrong) / self.count

    def __str__(self) -> str:
        head = f"{self.right:.1%} of {self.count} right, {self.share_of_wrong:.1%} wrong; wrong, then empty:"
        return "\n  ".join([head, *self.wrong, "--", *self.empty])


def shown(art: Art, text: str, language: str) -> list[tuple[str, str, list[str]]]:
    """Return the prompt of each sentence of a text, its place, and the drawings in it, the subject first."""
    found = []
    for passage in EmbeddedText().write_storyboard(text=text, language=language, split="sentence").passages:
        setting = read_prompt(passage.prompt)
        cast = cast_prompt(
            passage.prompt, art, choose_place(setting.place, setting.season, setting.mood, 0.3)
        )
        roles = [role for role in (cast.subject, *cast.companions) if role]
        found.append(
            (passage.prompt, setting.place, [role.drawing.removesuffix("-flying") for role in roles])
        )
    return found


def judge_honesty(art: Art, name: str) -> Honesty:
    """Judge a corpus of texts, their languages, what they may show ("-" for scenery), and where they are not.

    Where what may be shown is told sentence by sentence, each of them counts.
    """
    count, empty, wrong = 0, [], []
    for text, language, rights, barred in read_corpus(name):
        pictures, told = shown(art, text, language), rights.split(" | ")
        assert len(told) in {1, len(pictures)}, text
        parts = [[picture] for picture in pictures] if len(told) > 1 else [pictures]
        for allowed, part in zip(told, parts, strict=True):
            count += 1
            said = f"{text[:90]} -> " + " / ".join(
                f"{place}: {' '.join(drawn)} [{prompt}]" for prompt, place, drawn in part
            )
            names = allowed.split()
            if any(set(drawn) - set(names) or place in barred.split() for _, place, drawn in part):
                wrong.append(said)
            elif "-" not in names and not any(drawn for *_, drawn in part):
                empty.append(said)
    return Honesty(count, tuple(empty), tuple(wrong))


@pytest.fixture(scope="module")
def art(tmp_path_factory) -> Art:
    return open_names(tmp_path_factory.mktemp("art"))


# As measured, with a scene or two to spare: 96.3 % and 91.1 % right, 3.0 % and 7.4 % wrong. Where a scene is neither, there is
# scenery. The whole texts among the unseen ones, of which each scene counts, were 11 % wrong at first sight.
RIGHT, UNSEEN_RIGHT, MOST_WRONG, MOST_UNSEEN_WRONG = 0.955, 0.9, 0.035, 0.08


def test_a_picture_shows_what_its_text_says_or_nothing(art):
    known, unseen = judge_honesty(art, "honesty"), judge_honesty(art, "honesty_unseen")
    assert known.right >= RIGHT, known
    assert known.share_of_wrong <= MOST_WRONG, known
    assert unseen.right >= UNSEEN_RIGHT, unseen
    assert unseen.share_of_wrong <= MOST_UNSEEN_WRONG, unseen


def test_texts_of_honesty_name_places_and_drawings_that_there_are(art):
    for _, language, allowed, barred in read_corpus("honesty") + read_corpus("honesty_unseen"):
        assert language in {"en", "de", "fr", "es", "it", "pt"}
        assert set(allowed.replace("|", " ").split()) <= art.names | {"-"}
        assert set(barred.split()) <= PLACES.keys()


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("The worker bee is a worker.", ["honeybee"]),
        ("A grey whale lives in the sea. The grey whale's calf drinks for seven months.", ["whale"]),
        ("Some people have walked on the Moon. They planted a flag.", ["astronaut"]),
        ("A fox lived in the wood. A child opens the door and smiles.", ["person-walking", "door"]),
        ("A fox lived in the wood. Nobody should be alone.", []),
        ("Every scar is a medal.", []),
        ("The price fell like a stone.", []),
        ("She wanted a horse and a pair of boots.", []),
        ("Her voice opened doors that had been closed for years.", []),
        ("An octopus has three hearts.", ["octopus"]),
        ("Josephine Baker crossed the street.", []),
        ('"The wolf is coming," said the girl.', ["woman-walking"]),
        ("The reindeer is gone.", []),
    ],
)
def test_only_what_is_there_is_seen(art, text, last):
    """A figure of speech, a wish, an owner, a name and somebody who is gone are not; nobody stands in for them."""
    assert shown(art, text, "en")[-1][2] == last


@pytest.mark.parametrize(
    ("text", "barred"),
    [
        ("Sharks United have done it again.", "underwater"),
        ("Bulls sign a new goalkeeper.", "meadow farm"),
        ("The Lions lost at home.", "savanna room"),
        ("The butterfly valve controls the flow.", ""),
        ("The pilot study ran for six weeks.", ""),
        ("Captain Leo Marsh hit the bar.", "lake swamp"),
    ],
)
def test_teams_compounds_and_surnames_show_no_animals_people_or_waters(art, text, barred):
    _, place, drawn = shown(art, text, "en")[-1]
    assert not drawn
    assert place not in barred.split()


def test_scenery_has_nobody_in_it(art):
    place = choose_place("forest", "", "", 0.3)
    assert cast_prompt("a fox in the forest", art, place).subject
    assert cast_prompt(as_scenery("a fox in the forest"), art, place).subject is None


def test_people_on_another_world_wear_suits(art):
    text = "Apollo 11 landed on the Moon. They collected rock and planted a flag."
    *_, last = shown(art, text, "en")
    assert last[1:] == ("moon", ["astronaut"])


def test_a_thing_that_was_seen_once_is_not_seen_beside_other_matters(art):
    first, second = shown(art, "Tie your shoes. Nobody will clap for you.", "en")
    assert first[2] == ["mans-shoe"]
    assert second[2] == []
