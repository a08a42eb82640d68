"""Pasted texts are read as their writers meant them: what is spoken, shown, left out, and where scenes begin."""

from __future__ import annotations

import random
import re
import time

import pytest

from studio.contracts import MOST_SCENES, is_speakable
from studio.text.provider import EmbeddedText
from studio.text.reader.document import Document, Kind
from studio.text.reader.read import as_it_stands, read_text
from studio.text.reader.script import Script
from studio.text.reader.sections import scenes_of
from studio.text.words.language import identify
from tests.cases import one_in
from tests.studio.corpora.corpus import judge, read_corpus

# The share of texts of which every block is right.
FLOOR, UNSEEN_FLOOR = 0.98, 0.94
# Seconds of the processor for 20,000 characters; growth with the square took 10 to 90.
SLOWEST = 3.0


def told(document: Document) -> list[str]:
    """Write a document as the corpus does: a line for its title and for each block."""
    lines = [f"title | {document.title}"] if document.title else []
    for block in document.blocks:
        what = {
            Kind.PAUSE: f"{block.seconds:g}",
            Kind.LEFT_OUT: block.reason,
            Kind.SPOKEN: f"{block.speaker}: {block.text}",
        }.get(block.kind, block.text)
        lines.append(f"{block.kind} | {what}".rstrip())
    return lines


def mistake(row: tuple[str, ...]) -> str:
    text, right = row
    found = told(read_text(text))
    wanted = right.split("\n")
    return (
        ""
        if found == wanted
        else f"{[line for line in found if line not in wanted]} for {[line for line in wanted if line not in found]}"
    )


def test_the_blocks_of_known_texts_are_right():
    score = judge("pasted", mistake)
    assert score.share >= FLOOR, score


def test_the_blocks_of_texts_that_no_rule_was_written_for_are_right():
    score = judge("pasted_unseen", mistake)
    assert score.share >= UNSEEN_FLOOR, score


def mistake_in_scenes(row: tuple[str, ...]) -> str:
    text, right = row
    document = read_text(text)
    found = [scene.prompt or "-" for scene in scenes_of(document, identify(document.text))]
    return "" if found == right.split("\n") else f"{found}"


@pytest.mark.parametrize("name", ["scenes", "scenes_unseen"])
def test_a_scene_shows_what_its_writer_says_and_no_name_of_a_part(name):
    score = judge(name, mistake_in_scenes)
    assert score.share == 1, score


# A library has many drafts, and a form is read while one types.
@pytest.mark.parametrize(
    "piece",
    one_in(
        2,
        [
            "On a wrote: 10:12\n",
            "> a\n",
            "--\n",
            "Share\n",
            "Related articles\n- A b\n",
            "Tom:\n",
            "[Tom] a\n",
        ],
    ),
)
def test_mails_and_pages_are_read_in_a_moment(piece):
    started = time.process_time()
    read_text((piece * 20_000)[:20_000])
    assert time.process_time() - started < SLOWEST


# Each looks like what a mail program or a page adds, and is what somebody wrote.
@pytest.mark.parametrize(
    "text",
    [
        "On 4 March 1842 Darwin wrote:\n\nThe tortoises are large. I rode on one at 10:12.",
        "Tom wrote: I am late.\n\nAnna wrote at 10:12: So am I.\n\nThey met all the same.",
        "Best regards\n\nis how she ended every letter, even those to the tax office.",
        "Share\n\nSharing is what a village does when the winter is long and the barns are empty.",
        "We use cookies as the base of this cake. Crush them, add butter, and press them into the tin.",
        "Advertisement\n\nAn advertisement has ten seconds to be understood. Most need twelve.",
        "Photo: my father at the sea, in 1961. He could not swim. He never told us.",
        "The end was near.\n\n--\n\nThen the door opened, and nobody spoke.",
        "This message is confidential, the spy said. Nobody believed him.\n\nHe sent it by mail.",
        "Read more: it makes you wise. Sleep more: it makes you kind.",
        "Tom: flour\nLena: eggs\nTom: butter\nLena: sugar",
    ],
)
def test_no_word_is_lost_that_only_looks_like_furniture(text):
    assert read_text(text).text.split() == text.replace("--", "").split()


@pytest.mark.parametrize("seed", range(40))
def test_nothing_that_is_pasted_breaks_the_reader(seed):
    """Lines of all texts in any order, cut anywhere."""
    chance = random.Random(seed)
    lines = [line for text, _ in read_corpus("pasted") for line in text.split("\n")]
    text = "\n".join(chance.choices(lines, k=chance.randint(1, 60)))[chance.randint(0, 5) :]
    document = read_text(text)
    scenes = scenes_of(document, "en") if is_speakable(document.text) else []
    assert all(is_speakable(scene.narration) for scene in scenes)
    assert len(scenes) <= MOST_SCENES
    told = " ".join(scene.narration for scene in scenes)
    assert re.findall(r"\w+", told) == re.findall(r"\w+", document.text)


STORY = "The fox (a vixen) slept. Note: it was cold. She said: “Come!” At 9:00-17:00 nobody came.\n\nThen - at last - it rained."


def test_prose_is_not_touched():
    document = read_text(STORY)
    assert document.text == STORY
    assert not document.is_structured


# Words that scripts and plays use stand in stories, letters and forms too.
@pytest.mark.parametrize(
    "text",
    [
        "She laughed (softly), and sat down. The bridge (which turns to the sea) was open.",
        "Topic: New website\nDate: 4 March\nAction: Tom writes the texts by Friday.",
        "Problem: Das Dach ist undicht.\nLösung: Wir decken am Montag neu.",
        "Agenda: Fenster auf.\n\nZiel: Wir sind bis Mittag fertig.\n\nFrage an alle: Wer bringt Kuchen?",
        "Mira (30s) waits. The soup (20 min) is ready. Scene of the night: a dance.",
        "#travel #sunset #beach #love",
        "1\n\nIt rained.\n\n2\n\nIt snowed.",
        "Hello [your name], welcome to [name of the company].",
        "Here is the story of my grandmother.\n\nShe never left the island.\n\nDo you want me to stay?",
        "This is the new version (1.47.0) of the tools.\n\nWould you like a cup of tea?",
        "Exponent: 2, no infinity.\n\nRange: no zero.\n\nExponent: 3, no infinity.\n\nRange: no zero.",
        "Runtime: 120 minutes\nDirector: A. Kaur\n\nDocs: https://example.org\nDocs: https://example.net",
        "In 1969 12 men left.\n\nBy Monday, everybody was back. USA. Then home.",
    ],
)
def test_no_word_of_prose_is_lost(text):
    assert read_text(text).text.split() == text.split()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Narrator: MIRA (30s) lives here.\nVisual: a hut", "MIRA (30s) lives here."),
        (
            "Narrator: It (which turns to the sea) is old.\nVisual: a hut",
            "It (which turns to the sea) is old.",
        ),
        ("Narrator: Hello [your name]!\nVisual: a hut", "Hello [your name]!"),
    ],
)
def test_what_a_narrator_says_in_brackets_stays(text, said):
    assert read_text(text).text == said


# Each could take time that grows with the square of its length.
@pytest.mark.parametrize(
    "piece",
    one_in(
        2,
        [
            "-----",
            "(",
            "...",
            "[",
            "[[",
            "a\tb\n",
            "a-\nb",
            "== a ==\n",
            "**a ",
            "1\n",
            "x. VO: ",
            "AB. ab.\n",
            "<a ",
        ],
    ),
)
def test_a_long_text_of_anything_is_read_in_a_moment(piece):
    started = time.process_time()
    read_text((piece * 20_000)[:20_000])
    assert time.process_time() - started < SLOWEST


def test_exactly_as_it_stands_leaves_nothing_out():
    text = "# Title\n\n**Narrator:** Hello [pause] #bees"
    assert as_it_stands(text).text == text
    assert read_text(text).text == "Hello [pause 1s] #bees"


def test_if_nothing_would_be_spoken_all_is():
    assert read_text("[soft music]\n#bees #fox").text == "[soft music]\n#bees #fox"


def board(text: str, language: str = "en"):
    document = read_text(text)
    script = Script(document, language)
    return script.direct(
        EmbeddedText().write_storyboard(
            text=script.text, title=document.title, language=language, split=script.split
        )
    )


def test_a_heading_begins_a_scene_and_is_its_first_line():
    made = board("# Bees\n\nThey fly.\n\n## Honey\n\n- Sweet\n- Golden")
    assert made.title == "Bees"
    assert [passage.narration for passage in made.passages] == ["Bees\nThey fly.", "Honey\nSweet\nGolden"]


def test_a_note_about_the_picture_is_the_prompt_of_its_scene():
    before = board("Visual: a red barn\nNarrator: It is old.\n\nVisual: a green field\nNarrator: It is wide.")
    after = board(
        "Narrator: It is old.\n[Visual: a red barn]\n\nNarrator: It is wide.\n[Visual: a green field]"
    )
    for made in (before, after):
        assert [(passage.narration, passage.prompt) for passage in made.passages] == [
            ("It is old.", "a red barn"),
            ("It is wide.", "a green field"),
        ]


def test_a_picture_without_words_goes_to_the_words_after_it():
    made = board("Scene 1\nVisual: sunrise\n\nScene 2\nNarrator: Good morning.")
    assert [(passage.narration, passage.prompt) for passage in made.passages] == [
        ("Good morning.", "sunrise")
    ]


def test_painters_get_notes_in_english_too():
    made = board("Bild: Fischerboote im Nebel\nSprecher: Der Hafen erwacht.", "de")
    assert made.passages[0].prompt == "Fischerboote im Nebel (boat, fog)"


def test_more_sections_than_scenes_are_joined():
    text = "\n\n".join(f"## Number {index}\n\nIt is here." for index in range(MOST_SCENES + 30))
    scenes = scenes_of(read_text(text), "en")
    assert len(scenes) == MOST_SCENES
    assert " ".join(scene.narration for scene in scenes).split() == read_text(text).text.split()
