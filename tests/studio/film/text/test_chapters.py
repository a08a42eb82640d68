from __future__ import annotations

import re
from pathlib import Path

from studio.film.plan import FilmPlan, Narration, Shot
from studio.film.schedule import Schedule, schedule_film
from studio.film.text.chapters import write_chapters, write_transcript


def schedule_of(*passages: tuple[str, float] | None) -> Schedule:
    shots = tuple(
        Shot(
            picture=Path("picture.png"),
            narration=passage and Narration(file=Path("speech.wav"), duration=passage[1], text=passage[0]),
        )
        for passage in passages
    )
    return schedule_film(FilmPlan(shots=shots, size=(160, 90)))


def titles(schedule: Schedule) -> list[str]:
    return re.findall(r"--> .*\n(.*)\n", write_chapters(schedule))


def test_a_transcript_has_the_title_and_a_paragraph_for_each_passage():
    schedule = schedule_of(("A  fox walks\n by night.", 2.0), None, ("It rains.", 1.0))

    assert write_transcript("The fox", schedule) == "The fox\n\nA fox walks\nby night.\n\nIt rains.\n"


def test_chapters_follow_each_other_from_start_to_end():
    schedule = schedule_of(("A fox walks.", 4.0), ("It rains.", 3.0))
    times = re.findall(r"([\d:.]+) --> ([\d:.]+)", write_chapters(schedule))

    assert times == [("00:00:00.000", "00:00:04.500"), ("00:00:04.500", "00:00:08.700")]


def test_a_chapter_has_the_first_words_of_its_scene_for_a_title():
    long = "One stormy night, a small boat appeared between the waves and the rocks."
    schedule = schedule_of(("Foxes & hens. They meet.", 3.0), (long, 5.0), ("在一个暴风雨的夜晚。", 4.0))

    assert titles(schedule) == [
        "Foxes &amp; hens",
        "One stormy night, a small boat appeared…",
        "在一个暴风雨的夜晚",
    ]


def test_a_title_that_is_cut_off_ends_with_no_comma():
    assert titles(schedule_of(("When all the boats of us came home, everybody slept.", 5.0))) == [
        "When all the boats of us came home…"
    ]


def test_initials_end_no_title():
    for title in ("The U.S. sent ships", "Dr. Fox and Mrs. Hen meet"):
        assert titles(schedule_of((f"{title}. They came.", 4.0))) == [title]


def test_the_words_of_a_long_card_are_cut_between_signs():
    card = Shot(picture=Path("picture.png"), card="🇩🇪" * 30)
    scene = Shot(
        picture=Path("picture.png"), narration=Narration(file=Path("speech.wav"), duration=2.0, text="So.")
    )

    first, _ = titles(schedule_film(FilmPlan(shots=(card, scene), size=(160, 90))))

    assert first == "🇩🇪" * 19 + "…"


def test_scenes_that_share_a_narration_are_called_by_what_is_heard_in_each():
    assert titles(schedule_of(("One two three four five six seven eight.", 8.0), None)) == [
        "One two three four five",
        "six seven eight",
    ]


def test_a_scene_in_which_no_word_begins_has_its_number():
    assert titles(schedule_of(("Fox.", 0.5), None)) == ["Fox", "Scene 2"]


def test_a_title_ends_with_its_line():
    assert titles(schedule_of(("Learning goals\nYou can say no.", 4.0))) == ["Learning goals"]
