"""The built-in storyboard: scenes, title, language, keywords and prompts, with the words as they are."""

# ruff: noqa: RUF001

from __future__ import annotations

import random
import time

import pytest

from studio.errors import ProviderError, ProviderFailure
from studio.text.provider import EmbeddedText
from studio.text.storyboard.scenes import split_scenes
from studio.text.storyboard.tokens import tokenize
from studio.text.words.language import identify

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
    # A long text is calmer than a short one.
    long = [seconds(scene) for scene in narrations(STORY * 3)]
    assert 7 < sum(long) / len(long) < 9.5


def test_a_short_text_still_has_four_scenes():
    text = (
        "Anna wound the clockwork of the old lighthouse just before the light went out of the sky. She rang the bell twice and waited in "
        "the dark and the snow. Far out at sea a small ship turned its bow towards her. At dawn the storm was over, and the sailors came "
        "ashore with bread, salt and a letter from her brother."
    )
    scenes = narrations(text)
    assert len(scenes) == 4
    assert all(scene.endswith(".") for scene in scenes)


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


def test_each_sentence_is_a_scene_where_the_owner_wants_it():
    scenes = narrations("Wait. Stop, please! Dr. Smith paid $3.50. Go now?", split="sentence")
    assert scenes == ["Wait.", "Stop, please!", "Dr. Smith paid $3.50.", "Go now?"]


def test_each_line_is_a_scene_where_the_owner_wants_it():
    poem = "The moon climbs up\nover the hill,\n\nThe river sings.\r\nThe trees stand still."
    assert narrations(poem, split="line") == [
        "The moon climbs up",
        "over the hill,",
        "The river sings.",
        "The trees stand still.",
    ]


def test_each_paragraph_is_a_scene_where_the_owner_wants_it():
    text = "One line\nand its next. And more.\n\n\nA second paragraph. Short.\n \nThird"
    assert narrations(text, split="paragraph") == [
        "One line and its next. And more.",
        "A second paragraph. Short.",
        "Third",
    ]


@pytest.mark.parametrize("split", ["sentence", "line", "paragraph"])
@pytest.mark.parametrize("seed", range(6))
def test_no_way_to_split_changes_the_words(split, seed):
    text = random_text(seed)
    scenes = narrations(text, split=split)
    assert " ".join(scenes).split() == text.split()
    assert 1 <= len(scenes) <= 40


@pytest.mark.parametrize("split", ["sentence", "line", "paragraph"])
def test_no_scene_takes_long_however_a_text_is_split(split):
    sentence = "The dog ran home, and then the cat went to the quiet house on the hill, while all of the birds sang in the trees, "
    lengths = [seconds(scene) for scene in narrations(sentence * 9 + "and slept.", split=split)]
    assert all(8 < length <= 20 for length in lengths)


@pytest.mark.parametrize(("split", "end"), [("sentence", " "), ("line", "\n"), ("paragraph", "\n\n")])
def test_too_many_units_are_joined_evenly(split, end):
    units = [f"Sentence number {index} is here." for index in range(100)]
    scenes = narrations(end.join(units), split=split)
    assert all(scene in " ".join(units) for scene in scenes)
    assert 30 <= len(scenes) <= 40
    assert max(map(len, scenes)) < 2.1 * min(map(len, scenes))


def test_an_unknown_way_to_split_is_refused():
    with pytest.raises(ProviderError) as caught:
        board("A red fox.", split="page")
    assert caught.value.kind is ProviderFailure.CONFIG


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("A red fox", "A red fox"),
        (STORY, "The lighthouse at the edge of the world"),
        (
            "how to bake bread: mix 500 g of flour with 10 g of salt, add yeast, and knead the dough for ten minutes.",
            "How to bake bread",
        ),
        ("MY TOP 5 TIPS\n- Drink water", "My top 5 tips"),
        ("The last ship\n\nIt was dark when the boat came in.", "The last ship"),
        ("The first winter storm came early that year. It buried the fences.", "The first winter storm"),
        (
            "Anna wound the clockwork of the old lighthouse just before the light went out of the sky.",
            "Anna and the clockwork of the old lighthouse",
        ),
        (
            "Just before the light went out of the sky, Anna wound the clockwork of the lighthouse.",
            "Anna and the clockwork of the lighthouse",
        ),
        ("Photosynthesis is how plants turn light into food.", "How plants turn light into food"),
        ("Mars is the fourth planet from the Sun. It is cold.", "Mars, the fourth planet from the Sun"),
        ("In the deep forest lived a small fox named Rusty. He loved to run.", "A small fox named Rusty"),
        (
            "Once upon a time a dragon guarded a cave full of gold in the mountains. Every knight ran away.",
            "The dragon and the cave full of gold",
        ),
        (
            "Meet BrewMate, the coffee machine that wakes up before you do. Set the time on your phone.",
            "BrewMate, the coffee machine",
        ),
        (
            "Firefighters rescued 14 people from a burning apartment building in Chicago on Tuesday night.",
            "Firefighters rescued 14 people",
        ),
        (
            "To fix a flat tyre, first turn your bike upside down and take off the wheel.",
            "How to fix a flat tyre",
        ),
        (
            "For a quick tomato soup, peel two onions and a clove of garlic. Fry them in oil.",
            "A quick tomato soup",
        ),
        ("Sit down and close your eyes. Breathe in slowly.", "Sit down and close your eyes"),
        ("Since 1900 the temperature of the Earth has risen by one degree.", "The temperature of the Earth"),
        ("The moon climbs over the silent hill,\nthe river sings.", "The moon over the silent hill"),
        ("Pip was a little robot who cleaned the windows of a space station.", "Pip, the little robot"),
        ("Why do we sleep? While we rest, the brain sorts the memories of the day.", "Why do we sleep?"),
        ("It was a dark and stormy night. A dog howled.", "A dark and stormy night"),
        (
            "Every morning at six my cat Momo jumps on my bed and sits on my face.",
            "My cat Momo jumping on my bed",
        ),
        (
            "Every minute a truckload of plastic enters the ocean. Turtles die.",
            "A truckload of plastic enters the ocean",
        ),
        ("When the water becomes too warm, corals lose their colours and die.", "Corals lose their colours"),
        (
            "In 1848 James Marshall found gold in a river in California.",
            "James Marshall found gold in a river",
        ),
        ("“Where are you going?” asked the owl. “To the river,” said the duck.", "Where are you going?"),
        (
            "Good evening. A storm struck the coast of Chile early on Monday.",
            "A storm struck the coast of Chile",
        ),
        (
            "Icarus and his father escaped from the tower on wings.",
            "Icarus and his father escaping from the tower",
        ),
        ("Just landed in Tokyo 🇯🇵✈️!! Neon lights everywhere 😍", "Just landed in Tokyo"),
        ("Here, the tomato soup is served with fresh basil. It takes half an hour.", "The tomato soup"),
        ("Suddenly the lights went out. Nobody moved.", "The lights went out"),
        ("In this video, we explain how vaccines work. They train the immune system.", "How vaccines work"),
        ("Let me tell you about my grandmother. She crossed the ocean alone.", "My grandmother"),
        ("Welcome to our channel! Today we bake a lemon cake.", "A lemon cake"),
        (
            "Welcome to the wonderful world of mushrooms. They are no plants.",
            "The wonderful world of mushrooms",
        ),
        ("Did you know that octopuses have three hearts? Two pump blood.", "Octopuses have three hearts"),
        ("Have you ever wondered why the sky is blue? Light scatters.", "Why the sky is blue"),
        (
            "There was once a tailor who had three sons. The youngest was Jack.",
            "The tailor who had three sons",
        ),
        (
            "Long ago, in a village by the sea, lived a girl who could talk to fish.",
            "The girl who could talk to fish",
        ),
        (
            "There are many reasons to visit Iceland in winter. One is the light.",
            "Many reasons to visit Iceland in winter",
        ),
        ("Then came the winter of 1946. It was the coldest in a century.", "The winter of 1946"),
        ("Breaking news: the president has resigned.", "The president has resigned"),
        ("In conclusion, cities need more trees. They cool the air.", "Cities need more trees"),
        ("Unfortunately, our oceans are full of plastic.", "Our oceans are full of plastic"),
        ("Meanwhile, the pirates had found the map.", "The pirates had found the map"),
        (
            "Perhaps the most famous painting in the world hangs in Paris.",
            "The most famous painting in the world",
        ),
        ("Two sisters from Mumbai have built a robot that cleans beaches.", "Two sisters from Mumbai"),
        ("A picture of a building, mostly white and grey, with strong contrast.", "A building"),
        ("A dog, a cat and a mouse.", "A dog, a cat and a mouse"),
        ("The river rose by two metres on Tuesday night.", "The river rose by two metres"),
        ("Deep under our feet, rock melts into glowing magma.", "Rock melts into glowing magma"),
        (CHINESE, "灯塔矗立在世界的边缘"),
        (
            "En el bosque vivía un zorro pequeño que amaba la nieve y la noche.",
            "En el bosque vivía un zorro pequeño",
        ),
    ],
)
def test_a_title_names_what_the_text_tells_of(text, title):
    assert board(text).title == title


@pytest.mark.parametrize("seed", range(10))
def test_every_text_has_a_title(seed):
    assert 1 <= len(board(random_text(seed)).title) <= 60


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
    assert storyboard.keywords[:2] == ("Dog", "beach")
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
    assert set(board(STORY).keywords) >= {"lighthouse", "keeper", "sea", "New York Harbor"}
    plants = board(
        "Leaves catch sunlight. Roots drink water, and carbon dioxide drifts in. Carbon dioxide becomes sugar."
    ).keywords
    assert set(plants) >= {"leaf", "carbon dioxide", "water", "sugar"}
    assert not {"carbon", "catch", "drink", "drift"} & set(plants)
    assert all(word == word.lower() for word in plants)
    assert len(board(STORY * 3).keywords) <= 10
    assert "butter" in board("Pancakes for four. Melt butter in a hot pan and pour in the batter.").keywords


def test_names_among_the_keywords_have_their_capitals():
    text = "Anna met James Marshall in Paris on a Monday in June. James gave Anna a rose."
    keywords = board(text, keywords=("anna",)).keywords
    assert keywords[0] == "anna"
    assert set(keywords[1:]) == {"James Marshall", "Paris", "rose"}


def test_keywords_of_other_languages_are_their_nouns():
    german = board(
        "Der alte Wärter stieg jeden Abend die Stufen zum Leuchtturm hinauf, weil die Schiffe sein Licht brauchten."
    ).keywords
    assert set(german) >= {"Wärter", "Leuchtturm", "Schiffe", "Licht"}
    assert not {"alte", "stieg", "jeden", "hinauf", "Abend"} & set(german)
    assert {"navires", "phare"} <= set(
        board("Pendant l'été, le phare éclairait la mer et les navires du port.").keywords
    )
    assert {"灯塔", "海"} <= set(board(CHINESE).keywords)


@pytest.mark.parametrize(
    ("mood", "text"),
    [
        ("calm", "Breathe in slowly. Let the quiet of the evening garden come to you, and rest."),
        ("uplifting", "Our team won the cup! Join us and celebrate a new future together."),
        ("dramatic", "The army attacked at midnight. Fire and smoke rose over the battle."),
        ("playful", "The silly puppy jumped into the birthday cake, and all the kids laughed."),
        ("tech", "The satellite carries a new sensor, a battery and two computers into orbit."),
        ("", "It is what it is."),
        ("dramatic", "Der Krieg war eine große Gefahr für das Dorf, und ein Sturm kam."),
    ],
)
def test_the_mood_of_the_music_follows_the_words(mood, text):
    assert board(text).mood == mood


def test_moods_are_those_that_can_be_played():
    from studio.film.sound import music
    from studio.text.storyboard.moods import MOODS

    assert set(MOODS) == set(music.MOODS)


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
