"""The built-in storyboard: scenes, title, language, keywords and prompts, with the words as they are."""

# ruff: noqa: RUF001

from __future__ import annotations

import random
import time

import pytest

from generator.exceptions import ProviderError, ProviderFailure
from generator.providers.embedded.text import EmbeddedText
from generator.providers.embedded.text.language import identify
from generator.providers.embedded.text.scenes import split_scenes
from generator.providers.embedded.text.tokens import tokenize

STORY = (
    "The lighthouse stood at the edge of the world. Every evening the old keeper, Mr. O'Neil, climbed the 212 steps to light "
    "the lamp. In 1912 a visit cost $3.50; Dr. Smith paid for two. “Don't go,” she said. “The sea is calm. I need you.” He "
    "stayed.\n\nOne night a storm came from the north, and the waves, which had been sleeping for weeks, rose as high as the "
    "tower and broke against the rocks with a noise that the keeper had never heard before in all the forty years that he had "
    "lived there. In the morning the sea was quiet again. New York Harbor lay far away."
)
CHINESE = "灯塔矗立在世界的边缘。守塔人每天晚上爬上楼梯，点亮灯光。有一天晚上，暴风雨从北方袭来，海浪像塔一样高，拍打着岩石。早上大海又恢复了平静。"
THAI = "ประภาคารตั้งอยู่ที่ขอบโลก ทุกเย็นผู้ดูแลเก่าจะปีนบันไดเพื่อจุดตะเกียง คืนหนึ่งพายุมาจากทางเหนือและคลื่นสูงเท่าหอคอย"
JAPANESE = "灯台は世界の果てに立っていた。毎晩、老人は階段を登って明かりを灯した。ある夜、嵐が北からやって来て、波は塔のように高くなった。"


def board(text, **options):
    return EmbeddedText().write_storyboard(text=text, **options)


def narrations(text, **options):
    return [passage.narration for passage in board(text, **options).passages]


def prompts(text, **options):
    return [passage.prompt for passage in board(text, **options).passages]


def seconds(narration, language="en"):
    return sum(token.seconds for token in tokenize(narration, language))


def random_text(seed):
    """Words, numbers, names, quotations and odd signs in any order, with any white space between them."""
    chance = random.Random(seed)
    words = [
        "the",
        "a",
        "of",
        "and",
        "because",
        "river",
        "stone",
        "Anna",
        "Berg",
        "New",
        "York",
        "3.14",
        "$5",
        "million",
        "1,250",
        "km",
        "“quiet",
        "words”",
        '"said',
        'he"',
        "(inside)",
        "end.",
        "Why?",
        "No!",
        "e.g.",
        "Dr.",
        "—",
        "-",
        "...",
        "😀",
        "don't",
        "well-known",
        "https://example.com/a?b=1",
        "@bob",
        "#sun",
        "Überraschung",
        "été",
        "naïve",
        "5%",
        ";",
        ":",
        ",",
        "“",
        '"',
        "(",
        ")",
        "x",
    ]
    return (
        "".join(
            chance.choice(words) + chance.choice([" "] * 9 + ["\n", "\n\n", "  \t"])
            for _ in range(chance.randint(1, 400))
        )
        + "end"
    )


@pytest.mark.parametrize("seed", range(25))
def test_the_words_are_those_of_the_text_in_their_order(seed):
    text = random_text(seed)
    scenes = narrations(text)
    assert " ".join(scenes).split() == text.split()
    assert 1 <= len(scenes) <= 40
    assert all(scene == " ".join(scene.split()) for scene in scenes)


@pytest.mark.parametrize(
    "text", [STORY, "A red fox", "3 x", "word " * 1000, "a " * 2500, "x" * 5000, "One. " * 900]
)
def test_texts_of_any_length_become_one_to_forty_scenes(text):
    begun = time.process_time()
    scenes = narrations(text)
    assert time.process_time() - begun < 3
    assert " ".join(scenes).split() == text.split()
    assert 1 <= len(scenes) <= 40


@pytest.mark.parametrize(
    ("text", "language"), [(CHINESE, "zh"), (THAI, "th"), (JAPANESE, "ja"), ("字" * 5000, "zh")]
)
def test_scripts_without_spaces_lose_no_character(text, language):
    storyboard = board(text)
    assert storyboard.language == language
    scenes = [passage.narration for passage in storyboard.passages]
    assert "".join("".join(scenes).split()) == "".join(text.split())
    assert 1 <= len(scenes) <= 40


def test_chinese_is_cut_at_the_ends_of_its_sentences():
    assert all(scene.endswith("。") for scene in narrations(CHINESE))
    assert len(narrations(CHINESE)) >= 2


def test_scenes_are_good_to_watch():
    lengths = [seconds(scene) for scene in narrations(STORY)]
    assert len(lengths) == 5
    assert all(4.5 < length < 12.5 for length in lengths)


def test_scenes_begin_and_end_with_sentences_where_that_can_be():
    scenes = narrations(
        "The cat slept in the sun all day long. The dog barked at the gate of the old garden. " * 4
    )
    assert all(scene.endswith(".") for scene in scenes)


def test_a_short_text_is_one_scene():
    assert narrations("A red fox") == ["A red fox"]
    assert narrations("Wait. Stop. Go.") == ["Wait. Stop. Go."]


def test_a_long_sentence_is_cut_at_a_clause():
    sentence = (
        "The caravan crossed the desert for forty days and forty nights under a merciless sun, and the camels grew thin, because "
        "there was hardly any water left in the skins that the traders had filled at the last well before the mountains."
    )
    scenes = narrations(sentence)
    assert len(scenes) == 2
    assert scenes[0].endswith((",", "thin,"))


@pytest.mark.parametrize(
    "kept",
    ["5 million", "New York", "Dr. Smith", "No. 7", "March 3", "10 km", "“we will never leave this place”"],
)
def test_numbers_names_and_quotations_stay_whole(kept):
    for before in range(8, 40, 3):
        text = "word " * before + kept + " word" * 30
        assert any(kept in scene for scene in narrations(text, language="en")), before


def test_paragraphs_and_lists_end_scenes():
    scenes = narrations("My tips for a better day\n\n- Drink enough water every morning before work starts, two glasses at least\n"
                        "- Walk for half an hour in the park with a friend, in any weather\n")  # fmt: skip
    assert [scene.split()[0] for scene in scenes[1:]] == ["-"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("A red fox", "A red fox"),
        (STORY, "The lighthouse stood at the edge of the world"),
        (
            "how to bake bread: mix 500 g of flour with 10 g of salt, add yeast, and knead the dough for ten minutes.",
            "How to bake bread",
        ),
        ("MY TOP 5 TIPS\n- Drink water", "My top 5 tips"),
        (CHINESE, "灯塔矗立在世界的边缘"),
    ],
)
def test_a_title_is_taken_from_the_text(text, title):
    assert board(text).title == title


def test_a_title_is_short_and_ends_with_a_word():
    sentence = "In the year of the great flood, the people of the valley carried everything that they had up to the caves in the hills."
    title = board(sentence).title
    assert len(title) <= 60
    assert title.startswith("The people of the valley")
    assert title.split()[-1] in sentence.split()
    assert title.split()[-1] not in {"the", "that", "of", "to"}


def test_what_is_given_is_kept():
    storyboard = board(
        "Guten Tag und auf Wiedersehen", title="  My\n film ", language="de-AT", keywords=("Dog", "beach")
    )
    assert storyboard.title == "My film"
    assert storyboard.language == "de"
    assert storyboard.keywords[:2] == ("dog", "beach")
    assert len(board("A fox.", title="word " * 40).title) <= 80


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Hund läuft im Park.", "de"),
        ("El perro corre en el parque.", "es"),
        ("Le chien court dans le parc.", "fr"),
        ("Il cane corre nel parco.", "it"),
        ("O cachorro corre no parque.", "pt"),
        ("De hond loopt in het park.", "nl"),
        ("Pies biegnie w parku.", "pl"),
        ("Собака бежит в парке.", "ru"),
        ("Собака біжить у парку.", "uk"),
        ("الكلب يجري في الحديقة", "ar"),
        ("सुबह कुत्ता पार्क में दौड़ता है", "hi"),
        ("개가 공원에서 달린다", "ko"),
        ("Ο σκύλος τρέχει", "el"),
        ("Köpek parkta koşuyor.", "tr"),
        ("A dog runs in the park.", "en"),
        ("Ein Fuchs", "en"),
        ("42", "en"),
    ],
)
def test_the_language_is_found(text, language):
    assert identify(text) == language


def test_keywords_are_nouns():
    assert set(board(STORY).keywords) >= {"lighthouse", "keeper", "sea", "new york harbor"}
    plants = board(
        "Leaves catch sunlight. Roots drink water, and carbon dioxide drifts in. Carbon dioxide becomes sugar."
    ).keywords
    assert set(plants) >= {"leaf", "carbon dioxide", "water", "sugar"}
    assert "carbon" not in plants
    assert all(word == word.lower() for word in plants)
    assert len(board(STORY * 3).keywords) <= 10


def test_keywords_of_other_languages_are_their_nouns():
    german = board(
        "Der alte Wärter stieg jeden Abend die Stufen zum Leuchtturm hinauf, weil die Schiffe sein Licht brauchten."
    ).keywords
    assert set(german) >= {"wärter", "leuchtturm", "schiffe", "licht"}
    assert not {"alte", "stieg", "jeden", "hinauf"} & set(german)
    assert {"été", "phare"} & set(
        board("Pendant l'été, le phare éclairait la mer et les navires du port.").keywords
    )


def test_a_prompt_says_who_does_what_where_and_when():
    first, *_ = prompts(STORY)
    assert (
        first == "lighthouse standing at edge of world, old keeper climbing steps, coast, evening, warm light"
    )


def test_place_and_time_last_until_they_change():
    scenes = prompts(STORY)
    assert all("coast" in scene or "sea" in scene for scene in scenes)
    assert ["night" in scene or "moonlight" in scene for scene in scenes] == [False, False, True, True, False]
    assert "morning" in scenes[-1]
    assert "storm" in scenes[2]
    assert "storm" not in scenes[-1]


def test_a_pronoun_stands_for_who_was_named_before():
    text = (
        "In the deep forest lived a small fox named Rusty. He loved to run through the snow on cold winter mornings. One day, he "
        "met an owl who could not fly any more. Rusty carried the owl all the way home."
    )
    scenes = prompts(text)
    assert all("small fox" in scene for scene in scenes)
    assert all("forest" in scene for scene in scenes)


def test_another_world_is_not_left_for_its_deserts():
    text = (
        "Mars is the fourth planet from the Sun, and a very cold and dry one. "
        + "Robots explore its red deserts today. " * 3
    )
    assert all("mars" in scene.lower() for scene in prompts(text))


def test_figures_of_speech_are_no_places():
    assert "coast" not in prompts("There was a sea of people in the street.")[0]
    assert "forest" in prompts("A red fox")[0]


def test_prompts_of_other_languages_carry_english_cues():
    text = (
        "Der Leuchtturm stand am Rand der Welt. Jeden Abend stieg der alte Wärter die Stufen hinauf, um die Lampe anzuzünden, denn "
        "die Schiffe, die in der Dunkelheit vorbeifuhren, brauchten sein Licht. „Geh nicht“, sagte sie. Er blieb bei ihr."
    )
    scenes = prompts(text)
    assert "Leuchtturm" in scenes[0]
    assert len(scenes) == 2
    assert all("coast, evening" in scene for scene in scenes)
    assert "coast, evening" in prompts(CHINESE)[0]


def test_known_keywords_are_the_subject_where_the_words_name_none():
    assert prompts("It is late.", keywords=("dog", "beach")) == ["dog, beach"]


@pytest.mark.parametrize("text", [STORY, CHINESE, "What?", "12345", "😀 1", "word " * 1000])
def test_each_passage_has_a_prompt_of_moderate_length(text):
    assert all(0 < len(scene) <= 200 for scene in prompts(text))


@pytest.mark.parametrize("text", ["...", "😀😀😀", "?! — …"])
def test_a_text_without_a_word_is_refused(text):
    with pytest.raises(ProviderError) as caught:
        board(text)
    assert caught.value.kind is ProviderFailure.REFUSED


def test_the_same_text_gives_the_same_storyboard():
    assert board(STORY) == board(STORY)
    assert split_scenes(STORY, "en") == narrations(STORY)


def test_an_unknown_option_is_an_error():
    with pytest.raises(TypeError):
        EmbeddedText(colour="red")
