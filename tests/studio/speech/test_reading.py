"""How written English is read: numbers, money, dates, abbreviations, signs."""

# ruff: noqa: RUF001

from __future__ import annotations

import sys
import time
import unicodedata

import gruut_lang_en
import pytest

from studio.speech.pronunciation import Pronunciation
from studio.speech.words.counting import cardinal
from studio.speech.words.reading import PAUSES, read_words
from studio.speech.words.simplified import simplify


@pytest.fixture(scope="module")
def pronunciation():
    return Pronunciation(gruut_lang_en.get_lang_dir())


@pytest.fixture
def read(pronunciation):
    def read_text(text: str) -> str:
        return " ".join(
            item.text for item in read_words(text.split(), pronunciation.knows) if item.text not in PAUSES
        )

    return read_text


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("it cost $3.50", "it cost three dollars fifty cents"),
        ("$1,234.56", "one thousand two hundred thirty four dollars fifty six cents"),
        ("$1 and $0.99", "one dollar and ninety nine cents"),
        ("£1.5 million was paid", "one point five million pounds was paid"),
        ("a $2.5bn deal", "a two point five billion dollar deal"),
        ("20 € or 20€", "twenty euros or twenty euros"),
        ("in 1912 and in 1905", "in nineteen twelve and in nineteen oh five"),
        ("in 2007, in 2024", "in two thousand seven in twenty twenty four"),
        ("1905 houses stood", "one thousand nine hundred five houses stood"),
        ("1,250 km away", "one thousand two hundred fifty kilometers away"),
        ("the 1990s and the '80s", "the nineteen nineties and the eighties"),
        ("March 3, 2021", "march third twenty twenty one"),
        ("the 3rd of May", "the third of may"),
        ("on 2021-03-04", "on march fourth twenty twenty one"),
        ("on 25/12/2021", "on december twenty fifth twenty twenty one"),
        ("at 5:30 p.m. today", "at five thirty P M today"),
        ("at 17:05", "at seventeen oh five"),
        ("at 6:00", "at six o'clock"),
        ("25% of 3.14", "twenty five percent of three point one four"),
        ("-5°C at 60mph", "minus five degrees celsius at sixty miles per hour"),
        ("3/4 of 2 1/2", "three quarters of two and one half"),
        ("2½ cups", "two and a half cups"),
        ("10–12 people", "ten to twelve people"),
        ("the 21st", "the twenty first"),
        ("call 555-123-4567", "call five five five one two three four five six seven"),
        ("room 007", "room zero zero seven"),
        ("#1, No. 5 and no.", "number one number five and no"),
        ("v2.0.1", "V two point zero point one"),
    ],
)
def test_numbers_are_read_as_people_say_them(read, written, spoken):
    assert read(written) == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Dr. Smith met Mrs. O'Neil", "doctor smith met missus o'neil"),
        ("St. John lives on Main St. now", "saint john lives on main street now"),
        ("e.g. tea, i.e. a drink, etc.", "for example tea that is a drink et cetera"),
        ("the U.S. Army and J. K. Rowling", "the U S army and J K rowling"),
        ("the FBI, NASA and UNESCO", "the F B I nasa and unesco"),
        ("the IT team told us", "the I T team told us"),
        ("THIS IS ABOUT US", "this is about us"),
        ("Henry VIII and World War II", "henry the eighth and world war two"),
        ("he said I think", "he said i think"),
        ("AT&T, R&D and C++", "A T and T R and D and C plus plus"),
        ("MP3, B2B, 4K", "M P three B two B four K"),
        ("https://www.example.com/a?b=1", "example dot com"),
        ("bob@example.org", "bob at example dot org"),
        ("Zürich café naïve", "zurich cafe naive"),
        ("#GoldenHour and/or @bob", "hashtag golden hour and or at bob"),
        ("well-known word—word", "well known word word"),
        (
            "Oak Dr. is near Dr. Lee's, at 12 N. Main St. now",
            "oak drive is near doctor lee's at twelve north main street now",
        ),
        ("the résumé of U2's Exposé", "the résumé of U two's exposé"),
        ("TELL US WHO WINS. The US, UK and WHO agree.", "tell us who wins the U S U K and W H O agree"),
        ("“Don’t,” she said", "don't she said"),
        ("rock 'n' roll & more", "rock and roll and more"),
    ],
)
def test_words_and_abbreviations_are_read_as_people_say_them(read, written, spoken):
    assert read(written) == spoken


def test_what_no_one_can_say_is_left_out(read):
    assert read("😀 — … • 東京 привет ™") == ""


def test_each_spoken_word_belongs_to_the_word_that_was_written(pronunciation):
    written = ["Dr.", "No", "paid", "$3.50", "😀", "for", "2", "films."]
    owners: dict[int, list[str]] = {}
    for item in read_words(written, pronunciation.knows):
        owners.setdefault(item.owner, []).append(item.text)
    assert owners == {
        0: ["doctor"],
        1: ["no"],
        2: ["paid"],
        3: ["three", "dollars", "fifty", "cents"],
        5: ["for"],
        6: ["two"],
        7: ["films", "."],
    }


@pytest.mark.parametrize("text", ["9" * 5000, "a" * 5000, "$9,999,999.99!" * 300, "A.B." * 1000, "x-" * 2000])
def test_a_monstrous_word_does_not_become_endless_speech(pronunciation, text):
    assert len(read_words([text], pronunciation.knows)) <= 42


# Each of them fits a pattern up to its last sign.
@pytest.mark.parametrize(
    "text",
    [
        "H11" * 39 + "!?x",
        "(H1)2" * 23 + "_",
        "a/" * 59 + ".x",
        "a." * 59 + "!x",
        "a-b." * 29 + "pdg",
        "x+" * 59 + "_",
        "(a)" * 39 + "1(x",
        "1:" * 59 + "x",
        "I-" * 59 + "J",
        "1,23" * 29 + "x",
        "-million" * 14 + "1",
        "A&" * 59 + "1",
        "1/2" * 39 + '"',
    ],
)
def test_a_word_made_to_be_slow_is_read_as_fast_as_others(pronunciation, text):
    begun = time.process_time()
    read_words(["$1", "=", *[text] * 20, "5"], pronunciation.knows)
    assert time.process_time() - begun < 1


def test_an_abbreviation_ends_no_sentence_but_a_sentence_may_end_with_one(pronunciation):
    items = read_words(
        ["Dr.", "Smith", "left", "the", "U.S.", "He", "came", "at", "6", "a.m.", "Then", "he", "slept."],
        pronunciation.knows,
    )
    assert [items[index - 1].text for index, item in enumerate(items) if item.text == "."] == [
        "S",
        "M",
        "slept",
    ]


@pytest.mark.parametrize(
    ("sentence", "word", "sound"),
    [
        ("people who live here", "live", "lˈɪv"),
        ("they play live music", "live", "lˈaɪv"),
        ("she will record it", "record", "ɹᵻkˈoːɹd"),
        ("she broke the record", "record", "ɹˈɛkɚd"),
        ("we have read it", "read", "ɹˈɛd"),
        ("we want to read it", "read", "ɹˈiːd"),
        ("the apple fell", "the", "ðɪ"),
        ("the pear fell", "the", "ðə"),
        ("it can go", "it", "ɪt"),
    ],
)
def test_a_word_of_two_sounds_is_read_by_its_neighbours(pronunciation, sentence, word, sound):
    words = sentence.split()
    assert pronunciation.pronounce(words)[words.index(word)] == sound


def test_unknown_words_and_possessives_get_a_sound(pronunciation):
    assert pronunciation.pronounce(["schwarzenegger", "nasa's", "CEO's".lower(), "iphone's"])[1:2] == [
        "nˈæsɐz"
    ]
    assert all(pronunciation.pronounce(["schwarzenegger", "blorptastic", "x'y"]))


SIGNS = {
    # Above the line.
    "A cube of 10³ pieces.": "a cube of ten cubed pieces",
    "2² = 4": "two squared equals four",
    "x⁵, x⁻¹ and 2ⁿ": "X to the fifth X to the minus one and two to the N",
    "10²³": "ten to the twenty third",
    "5×10⁻³": "five times ten to the minus three",
    "E=mc²": "E equals M C squared",
    "x²+y²=z²": "X squared plus Y squared equals Z squared",
    "πr²": "pi R squared",
    "(a+b)²": "A plus B squared",
    "3^2 and 10^6": "three squared and ten to the sixth",
    "50 m², 5cm³, 20㎡ and cm²": "fifty square meters five cubic centimeters twenty square meters and square centimeters",
    "9.8 m/s²": "nine point eight meters per second squared",
    "¹ See the end.²": "one see the end",
    # Below the line.
    "H₂O, CO₂ and C₆H₁₂O₆": "H two O C O two and C six H twelve O six",
    "x₁ + log₂ 8": "X one plus log two eight",
    # Steps of a list.
    "❶ Mix ❷Bake": "one mix two bake",
    "①②③": "one two three",
    "⑴ Mix, ⒈ Bake, ㉑ Eat": "one mix one bake twenty one eat",
    "1️⃣2️⃣": "one two",
    # Fractions.
    "½ cup, 1½ cups, 1 ½ cups": "a half cup one and a half cups one and a half cups",
    "2⅓ cups, ⅞ inch": "two and a third cups seven eighths inch",
    "²⁄₃ of it": "two thirds of it",
    # Other scripts.
    "१२३ dogs, ٣٫٥ days, ๓ cats": "one hundred twenty three dogs three point five days three cats",
    "１２ and 𝟏𝟎": "twelve and ten",
    "三十五, 二〇二四 and ፲፪": "thirty five twenty twenty four and twelve",
    "Chapter Ⅻ": "chapter twelve",
    "№5 and № 6": "number five and number six",
    "1º": "first",
}


def test_numbers_in_every_sign_are_read_as_people_say_them(read):
    assert {text: read(text) for text in SIGNS} == SIGNS


def test_each_sign_that_is_a_number_is_read_as_that_number(read):
    wrong = {}
    for sign in map(chr, range(sys.maxunicode + 1)):
        if sign.isnumeric():
            said, value = read(sign), unicodedata.numeric(sign)
            if said != " ".join(cardinal(int(value))) if value == int(value) else not said:
                wrong[sign] = said
    assert wrong == {}


def test_robots_get_the_numbers_of_all_scripts_in_plain_digits():
    words = ["❸", "①②", "१२", "٣٫٥", "Ⅻ", "⅞", "½", "2½", "10³", "三十五", "𝐇𝐢", "ⓗ", "ﬁn", "می\u200cروم"]
    plain = [
        "3",
        "1 2",
        "12",
        "3.5",
        "12",
        "7⁄8",
        "medio",
        "2 medio",
        "10³",
        "35",
        "Hi",
        "h",
        "fin",
        "می\u200cروم",
    ]
    assert [simplify(word, "es") for word in words] == plain
    # These know the sign, and Chinese its own numerals.
    assert [simplify("2½", "de"), simplify("三十五", "cmn")] == ["2½", "三十五"]


def test_robots_read_wishes_that_are_one_sign():
    assert simplify("\ufdfd", "ar").split() == ["بسم", "الله", "الرحمن", "الرحيم"]
