"""What the painter reads from a prompt: place, time of day, weather, season, mood, elements of scenery."""

from __future__ import annotations

import pytest

from studio.painter.core.light import HOURS
from studio.painter.gazetteer import ANYWHERE, PLACES
from studio.painter.read.reading import BEFORE, HOME_PLACES, PLAYED_OUTSIDE, read_prompt
from studio.painter.read.words.moments import TIMES


@pytest.mark.parametrize(
    ("prompt", "place"),
    [
        ("A lighthouse on a rocky coast at sunset", "coast"),
        ("How photosynthesis works in plants: sunlight, water and leaves", "meadow"),
        ("Our bakery sells fresh bread every morning", "table"),
        ("A robot exploring Mars, with its rocket in the distance", "mars"),
        ("Robots learn to walk", "technology"),
        ("Solar panels turn light into electricity", "field"),
        ("A penguin in Antarctica", "snow"),
        ("Learning to play the guitar", "stage"),
        ("The heart pumps blood through the body", "studio"),
        ("The astronaut floats above the Earth", "space"),
        ("A whale and a tropical fish swim over the coral reef", "underwater"),
        ("Ancient Rome and its emperors", "ruins"),
        ("Mountains rise above the quiet lake", "lake"),
        ("A red fox", "forest"),
        ("Two foxes", "forest"),
        ("It rained all night in the city", "city"),
        ("The economy grew by three percent", "city"),
        ("Children play in the park in autumn", "garden"),
        ("The first man on the Moon", "moon"),
        ("Thunder rolls over the wheat fields", "field"),
        ("The king lived in a castle on a hill", "castle"),
        ("In the morning the fishermen leave the harbour", "harbour"),
        ("She reads a book in the library", "library"),
        ("The teacher writes on the blackboard", "classroom"),
        ("My grandmother's kitchen smelled of soup", "kitchen"),
        ("Dinosaurs ruled the earth", "jungle"),
        ("Lions hunt at dusk", "savanna"),
        ("The pyramids of Egypt", "desert"),
        ("A galaxy holds a hundred billion stars", "space"),
        ("The volcano erupts", "volcano"),
        ("We fly above the clouds", "clouds"),
        ("Scientists tested the new vaccine", "laboratory"),
        ("The meeting starts at nine in the office", "office"),
        ("She fell asleep in her bed", "bedroom"),
        ("A train journey along the highway", "road"),
        ("Waves break on the beach under the palms", "beach"),
    ],
)
def test_words_choose_the_place(prompt, place):
    assert read_prompt(prompt).place == place


@pytest.mark.parametrize(
    ("prompt", "place"),
    [
        ("Eine Burg am Sonnenuntergang", "castle"),
        ("Der Fuchs im Wald", "forest"),
        ("Das Brot in der Bäckerei", "table"),
        ("El bosque en otoño", "forest"),
        ("Los barcos en el mar", "sea"),
        ("Un château dans la nuit", "castle"),
        ("La forêt en hiver", "forest"),
    ],
)
def test_german_spanish_and_french_places_are_known(prompt, place):
    assert read_prompt(prompt).place == place


@pytest.mark.parametrize(
    ("prompt", "time"),
    [
        ("the sea at sunrise", "dawn"),
        ("breakfast by the window", "morning"),
        ("a market at noon", "day"),
        ("the golden hour", "golden"),
        ("at sunset", "sunset"),
        ("twilight falls", "dusk"),
        ("a moonlit road", "night"),
        ("nachts am Meer", "night"),
        ("al atardecer", "sunset"),
        ("à l'aube", "dawn"),
        ("a knight", ""),
    ],
)
def test_words_choose_the_time_of_day(prompt, time):
    assert read_prompt(prompt).time == time


@pytest.mark.parametrize(
    ("prompt", "weather"),
    [
        ("it was raining", "rain"),
        ("a foggy harbour", "fog"),
        ("thunder and lightning", "storm"),
        ("snowflakes are falling", "snow"),
        ("an overcast day", "overcast"),
        ("a cloudless sky", "clear"),
        ("a quiet street", ""),
        ("regen in der Stadt", "rain"),
    ],
)
def test_words_choose_the_weather(prompt, weather):
    assert read_prompt(prompt).weather == weather


def test_snow_belongs_to_the_place_that_is_named_and_else_to_the_far_north():
    village = read_prompt("A village in the snow")
    assert (village.place, village.season) == ("village", "winter")
    assert read_prompt("Deep snow and ice").place == "snow"


@pytest.mark.parametrize(
    ("prompt", "detail"),
    [
        ("an old windmill", "mill"),
        ("two sailboats", "boat"),
        ("northern lights", "aurora"),
        ("a hot air balloon", "balloon"),
        ("a double rainbow", "rainbow"),
    ],
)
def test_words_ask_for_elements_of_scenery(prompt, detail):
    assert detail in read_prompt(prompt).details


def test_words_carry_a_mood():
    assert read_prompt("They cried at the funeral").mood == "sad"
    assert read_prompt("A haunted house").mood == "dark"
    assert read_prompt("What a happy birthday").mood == "happy"


def test_a_named_place_outweighs_things_that_live_elsewhere():
    assert read_prompt("A penguin, a lion and a whale visit the library").place == "library"


def test_a_text_without_known_words_stays_open():
    setting = read_prompt("Lorem ipsum dolor consectetur 12345")
    assert (setting.place, setting.time, setting.weather, setting.season, setting.mood) == (
        "",
        "",
        "",
        "",
        "",
    )
    assert not setting.details


def test_all_places_that_are_spoken_of_can_be_painted():
    spoken_of = {place for choice in ANYWHERE.values() for place in choice} | set(HOME_PLACES.values())
    assert spoken_of | set(PLAYED_OUTSIDE.values()) | {place for pair in BEFORE for place in pair} <= set(
        PLACES
    )
    assert all(place.named for place in PLACES.values())
    assert set(TIMES) == set(HOURS)


def test_the_vocabulary_has_many_hundred_words():
    words = {
        word for place in PLACES.values() for word in (place.named + place.typical + place.vague).split()
    }
    assert len(words) > 1_000
