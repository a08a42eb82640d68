"""Sentences of each script end where its readers see it, and nobody who speaks is cut from what was said."""

# ruff: noqa: RUF001 (the signs of other scripts look like those of this one)

from __future__ import annotations

import time

import pytest

from studio.contracts import MOST_SCENES
from studio.text.english.narration import tag_narration
from studio.text.provider import EmbeddedText
from studio.text.storyboard.scenes import split_scenes
from studio.text.words.sentences import sentence_ends
from tests.cases import one_in


def narrations(text, **options):
    return [passage.narration for passage in EmbeddedText().write_storyboard(text=text, **options).passages]


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ["Dr. Smith paid $3.50 at 5 p.m. on Jan. 3.", "The U.S. team left."]),
        (
            "en",
            [
                "It was approx. five p.m. then.",
                "The dog, est. 12 yrs. old, slept (see pp. 3 and no. 4).",
                "He said no.",
            ],
        ),
        (
            "en",
            [
                "We open at 9 a.m. EST on Sat. mornings near Oak Dr. and 5th St. in town.",
                "Read Matt. 5:3 and Op. 27, Apt. 4B.",
                "Apple Inc. and Acme Ltd. met King Jr. vs. Bros. Grimm, e.g. twice.",
                "He works for Apple Inc.",
                "She slept till 9 a.m.",
                "Then she left.",
            ],
        ),
        ("de", ["Am 3. Oktober war es so weit.", "Er ging z. B. nach Hause."]),
        ("es", ["¿Dónde estás?", "¡Ven aquí!", "El Sr. López pagó 3.500 pesos."]),
        ("fr", ["« Venez ! Vite ! » dit-il.", "M. Dupont a 1 234,5 euros."]),
        ("ru", ["«Стой! Куда?» — крикнул он.", "Т. е. всё хорошо.", "Цена 3,5 руб."]),
        ("el", ["Πού είσαι;", "Ο κ. Παπάς ήρθε."]),
        ("ar", ["أين أنت؟", "السعر ٣٫٥ دولار."]),
        ("ur", ["آپ کہاں ہیں؟", "موسم اچھا ہے۔"]),
        ("he", ["איפה אתה?", "אני כאן."]),
        ("hi", ["तुम कहाँ हो?", "मौसम अच्छा है।"]),
        ("hy", ["Ո՞ւր ես։", "Եղանակը լավ է։"]),
        ("am", ["የት ነህ?", "አየሩ ጥሩ ነው።"]),
        ("ka", ["სად ხარ?", "ამინდი კარგია."]),
        ("ta", ["நீ எங்கே இருக்கிறாய்?", "வானிலை நன்றாக உள்ளது."]),
        ("ko", ["어디 있니?", "가격은 3.5달러다."]),
        ("my", ["ဒီနေ့ရာသီဥတုကောင်းတယ်။", "ကလေးကျောင်းသွားတယ်။"]),
        ("km", ["ថ្ងៃនេះអាកាសធាតុល្អ។", "ក្មេងទៅសាលារៀន។"]),
    ],
)
def test_sentences_end_where_a_reader_of_the_script_sees_it(language, sentences):
    assert narrations(" ".join(sentences), language=language, split="sentence") == sentences


@pytest.mark.parametrize(
    ("language", "text", "first"),
    [
        ("zh", "“停！快走！”他喊道。我在这里。", "“停！快走！”他喊道。"),
        ("ja", "「待って！今！」と言った。ここです。", "「待って！今！」と言った。"),
    ],
)
def test_who_said_it_stays_with_what_was_said(language, text, first):
    assert narrations(text, language=language, split="sentence")[0] == first


def test_thai_is_cut_at_its_spaces_and_keeps_its_words():
    text = (
        "พ่อทำงานที่บ้าน และคุณยายนั่งอยู่ใต้ต้นไม้ใหญ่ ตอนเย็นทุกคนกลับมากินข้าวด้วยกัน แล้วเล่าเรื่องที่เกิดขึ้นในวันนี้ให้กันฟัง "
        "จนกระทั่งถึงเวลาเข้านอน เช้าวันรุ่งขึ้นเด็กๆไปโรงเรียนพร้อมกับเพื่อนบ้านทุกคน คุณครูเล่านิทานให้ฟังใต้ต้นมะม่วง และทุกคนหัวเราะกันอย่างมีความสุข"
    )
    scenes = narrations(text, language="th")
    assert len(scenes) > 1
    assert " ".join(scenes) == text


SIGNS_ALONE = [
    # What only parts is a break; other signs are shown with the words beside them.
    ("A red fox.\n\n* * *\n\nIt runs.", "paragraph", ["A red fox.", "It runs."]),
    ("A red fox.\n---\nIt runs.\n⁂", "line", ["A red fox.", "It runs."]),
    ("***\n\nA red fox.\n\n***", "auto", ["A red fox."]),
    ("Party time!\n🎉🎉🎉\nIt runs.", "line", ["Party time!\n🎉🎉🎉", "It runs."]),
    ("🦊\n\nA red fox.\n\n?!\n\n…", "paragraph", ["🦊\nA red fox.\n?!\n…"]),
    ("€€€\n&&&\nC++\n½\n①", "line", ["€€€\n&&&\nC++", "½", "①"]),
    ("A red fox. ?! 🎉. It runs.", "sentence", ["A red fox. ?! 🎉.", "It runs."]),
    ("狐。\n🎉\n走。", "line", ["狐。🎉", "走。"]),
]


def test_signs_alone_are_no_scene():
    for text, split, scenes in SIGNS_ALONE:
        made = narrations(text, split=split, language="zh" if "狐" in text else "en")
        assert [scene.replace("\n🎉", "🎉") if "狐" in text else scene for scene in made] == scenes
    [scene] = narrations("Fox" + " 🎉 !" * 800, language="en")
    assert scene.startswith("Fox 🎉")


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("de", ["Das kostet 6 Euro inkl. Steuer.", "Gut."]),
        ("de", ["Im 19. Jahrhundert lebte Karl V. in Spanien.", "Gut."]),
        ("de", ["Danach ist es so.", "Ich bin Max.", "Dann kam er."]),
        ("fr", ["Le Dr. Petit habite av. Foch.", "Il aime la mer.", "Il aime le jeu.", "Il dort."]),
        ("fr", ["Env. 3 min. de lecture, max. 5.", "Bien."]),
        ("es", ["El Sr. Gil, aprox. 40, ver pág. 12.", "Bien."]),
        (
            "it",
            ["Nel V sec. a. C. morì.", "Vedi pag. 12, cap. 4 e n. 5 del libro.", "La S.p.A. Rossi cresce."],
        ),
        ("pt", ["A Dra. Lima e D. Maria vivem na Av. Paulista.", "Ver pág. 12 e o séc. XIX antes.", "Bem."]),
    ],
)
def test_abbreviations_end_no_sentence_and_words_like_them_do(language, sentences):
    pieces = " ".join(sentences).split()
    ends = sentence_ends(pieces, [False] * len(pieces), language)
    lengths = [len(sentence.split()) for sentence in sentences]
    assert sorted(ends) == [sum(lengths[: count + 1]) - 1 for count in range(len(lengths))]


@pytest.mark.parametrize("split", ["auto", "sentence", "line", "paragraph"])
@pytest.mark.parametrize(
    ("language", "piece"),
    one_in(2, [("en", "a "), ("en", "It is wide. "), ("ja", "灯台。"), ("en", "It is wide.\n\n")]),
)
def test_a_text_of_very_short_words_is_cut_in_a_moment(language, piece, split):
    """Each cut is weighed against all that are within a scene of it: 10 s and more, where a scene holds 750 words."""
    text = piece * (30_000 // len(piece))
    begun = time.process_time()
    scenes = split_scenes(text, language, split)
    assert time.process_time() - begun < 3
    assert 2 <= len(scenes) <= MOST_SCENES
    assert "".join("".join(scenes).split()) == "".join(text.split())


def test_words_without_an_end_are_tagged_in_a_moment():
    """Each word looked at all others of its clause: a minute for a whole text of them."""
    begun = time.process_time()
    assert len(tag_narration("a dog " * 5000)) == 10_000
    assert time.process_time() - begun < 8
