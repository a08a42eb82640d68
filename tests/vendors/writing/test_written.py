"""What a language model writes for an owner, by Gemini on the wire: asked for exactly, and checked before it is shown."""

# ruff: noqa: RUF001 (the letters of scripts look alike)

from __future__ import annotations

import json

import pytest

from generator.providers.language.model import MOST_TRANSLATED
from generator.providers.vendors.gemini.client import PACKAGES, GeminiText
from studio.contracts.wishes import SceneWish, ScriptWish
from studio.errors import ProviderError, ProviderFailure
from studio.text.provider import EmbeddedText
from tests.vendors.protocols import KEY, says
from tests.vendors.server import GEMINI, Answer, Services, in_json, page
from tests.vendors.test_gemini import with_names as with_names_of_reasons
from tests.vendors.written import GERMAN, SENTENCES

WISH = ScriptWish(topic="the deep sea", seconds=30, letters=450)
SCENE = SceneWish(narration="The sea was calm. [pause] {Nguyen|win} slept.", language="en", before="Night.")
TOLD = (
    "The sea was very calm today.",
    "[pause 2s] A small boat came in with {Nguyen|win}. [pause]",
    "Nobody else.",
)


@pytest.fixture(params=PACKAGES)
def writer(request, services: Services) -> GeminiText:
    if request.param == "google-genai":
        services.rewrite = with_names_of_reasons
    return GeminiText(key=KEY, model="gemini-test", base_url=services.url, package=request.param)


@pytest.fixture
def one(services: Services) -> GeminiText:
    return GeminiText(key=KEY, model="gemini-test", base_url=services.url)


def answers(services: Services, **answer) -> None:
    services.on(GEMINI, says(json.dumps(answer)))


def translated(*told: str, into: str = "de"):
    return [{"number": number, "narration": words} for number, words in enumerate(told, 1)]


def asked(services: Services) -> tuple[str, str]:
    call = services.last().json()
    return call["systemInstruction"]["parts"][0]["text"], call["contents"][-1]["parts"][0]["text"]


def test_each_kind_of_writing_goes_over_the_wire(writer):
    script = writer.write_script(WISH)
    assert (script.title, script.language) == ("The deep sea", "en")
    assert 400 < len(script.text) < 500
    assert set(script.text.replace("\n\n", " ").split()) <= set(" ".join(SENTENCES).split())
    assert writer.reword(SCENE) == "Today the sea lay perfectly still."
    told = writer.write_publication(narration="The sea.", title="Sea", language="en")
    assert (told.title, told.description) == ("A calm sea", "One boat.\n\nNobody on it.")
    assert told.hashtags == ("DeepSea", "QuietHarbour", "boat")
    made = writer.translate(narrations=TOLD, title="Sea", language="en", into="de")
    assert made.title == "Das Meer"
    assert [words.startswith(GERMAN) or words.startswith("[pause 2s]") for words in made.narrations] == [
        True
    ] * 3
    assert "{Nguyen|win}" in made.narrations[1]


def test_a_script_is_asked_for_with_all_that_its_owner_wants(one, services):
    one.write_script(
        ScriptWish(topic="Bees", seconds=60, letters=900, tone="serious", audience="children", language="en")
    )
    instruction, question = asked(services)
    assert "900 characters" in instruction
    assert "60 seconds" in instruction
    assert "'en'" in instruction
    assert question.splitlines() == ["Topic: Bees", "Tone: serious", "Audience: children"]
    one.write_script(ScriptWish(topic="Bees", seconds=60, letters=900, draft="Bees are small. " * 80))
    assert "Shorten this draft of 1,280 characters to about 900" in asked(services)[1]


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("# The sea", ""),
        ("**The sea**", ""),
        ("The Deep Sea", ""),
        ("[soft music]", ""),
        ("(Cut to the harbour)", ""),
        ("Narrator: The sea is deep.", "The sea is deep."),
        ("Scene 2 – The sea is deep.", "The sea is deep."),
        ("[waves] The sea is deep. [music ends]", "The sea is deep."),
        ("- The sea is **deep**.", "The sea is deep."),
        ("The sea [pause 2s] is deep.", "The sea is deep."),
        ("The sea is deep (some 4,000 metres).", "The sea is deep (some 4,000 metres)."),
        ("What lives there?", "What lives there?"),
        ("“Who lives there?”", "“Who lives there?”"),
    ],
)
def test_a_script_has_only_what_is_spoken(one, services, told, kept):
    answers(
        services,
        title="T",
        language="en",
        paragraphs=["It is cold there.", told, "Nobody has seen all of it."],
    )
    paragraphs = one.write_script(WISH).text.split("\n\n")
    assert paragraphs == [
        words for words in ("It is cold there.", kept, "Nobody has seen all of it.") if words
    ]


def test_a_language_without_full_stops_has_no_headings(one, services):
    told = ["ทะเลลึกนั้นมืดและหนาวเย็น", "ไม่มีใครเคยเห็นทั้งหมด"]
    answers(services, title="ทะเล", language="th", paragraphs=told)
    assert one.write_script(WISH).text == "\n\n".join(told)


BAD_SCRIPTS = {
    "nothing": {},
    "no paragraphs": {"title": "T", "language": "en", "paragraphs": []},
    "a text for a list": {"title": "T", "language": "en", "paragraphs": "The sea."},
    "numbers": {"title": "T", "language": "en", "paragraphs": [1, None, {}]},
    "signs alone": {"title": "T", "language": "en", "paragraphs": ["…", "***"]},
    "headings alone": {"title": "T", "language": "en", "paragraphs": ["# The sea", "[music]"]},
    "far too long": {"title": "T", "language": "en", "paragraphs": ["The sea is deep. " * 150]},
    "no language": {"title": "T", "paragraphs": ["The sea is deep and cold there."]},
    "an unknown language": {
        "title": "T",
        "language": "xx",
        "paragraphs": ["The sea is deep and cold there."],
    },
    "another script than said": {
        "title": "T",
        "language": "ru",
        "paragraphs": ["The sea is deep and cold there."],
    },
    "thousands": {"title": "T", "language": "en", "paragraphs": ["A."] * 5000},
}


@pytest.mark.parametrize("answer", BAD_SCRIPTS.values(), ids=BAD_SCRIPTS)
def test_a_script_that_cannot_be_used_is_a_bad_answer(one, services, answer):
    answers(services, **answer)
    with pytest.raises(ProviderError) as caught:
        one.write_script(WISH)
    assert caught.value.kind == ProviderFailure.BAD_ANSWER


@pytest.mark.parametrize(
    ("answer", "kept"),
    [
        ("The sea lay still. [pause] {Nguyen|win} slept.", "The sea lay still. [pause] {Nguyen|win} slept."),
        ("The sea lay still. Nguyen slept.", "The sea lay still. {Nguyen|win} slept."),
        ("[pause 3s] The sea lay still.", "The sea lay still."),
        ("The sea {lay|lie} still.", "The sea lay still."),
        ("The {Nguyen|win} and {Nguyen|win}.", "The {Nguyen|win} and Nguyen."),
    ],
)
def test_a_scene_keeps_its_marks_and_gets_none(one, services, answer, kept):
    answers(services, narration=answer)
    assert one.reword(SCENE) == kept


def test_a_scene_is_brought_to_a_length(one, services):
    one.reword(SceneWish(narration="x" * 100, language="de", letters=60, title="Sea", after="Dawn."))
    instruction, question = asked(services)
    assert "Shorten it to about 60 characters (it has 100)" in instruction
    assert "'de'" in instruction
    assert question == "The film: Sea\n\nThe scene: " + "x" * 100 + "\n\nAfter it: Dawn."
    one.reword(SceneWish(narration="x" * 100, language="de", letters=200))
    assert "Lengthen it to about 200 characters" in asked(services)[0]


@pytest.mark.parametrize(
    "answer", [{}, {"narration": ""}, {"narration": "…"}, {"narration": 3}, {"narration": "a " * 900}]
)
def test_words_of_a_scene_that_cannot_be_used_are_a_bad_answer(one, services, answer):
    answers(services, **answer)
    with pytest.raises(ProviderError) as caught:
        one.reword(SCENE)
    assert caught.value.kind == ProviderFailure.BAD_ANSWER


@pytest.mark.parametrize(
    ("listed", "kept"),
    [
        (["#sea", "Sea", "SEA!"], ("sea",)),
        (["new york city"], ("NewYorkCity",)),
        (["C++", "3D", "100"], ("C", "3D")),
        (["Müllabfuhr", "наука", "海", "हिन्दी"], ("Müllabfuhr", "наука", "海", "हिन्दी")),
        ([f"tag{number}" for number in range(40)], tuple(f"tag{number}" for number in range(12))),
        (["x" * 60, "sea", 5, None], ("sea",)),
    ],
)
def test_hashtags_are_what_services_take(one, services, listed, kept):
    answers(services, title="T", description="D.", hashtags=listed)
    assert one.write_publication(narration="N.", title="", language="en").hashtags == kept


@pytest.mark.parametrize(
    "changed",
    [
        {"title": ""},
        {"title": "…"},
        {"description": None},
        {"hashtags": []},
        {"hashtags": "#sea"},
        {"hashtags": ["#"]},
    ],
)
def test_half_a_publication_is_a_bad_answer(one, services, changed):
    answers(services, **{"title": "T", "description": "D.", "hashtags": ["sea"], **changed})
    with pytest.raises(ProviderError):
        one.write_publication(narration="N.", title="", language="en")


def told_in(language: str, *words: str) -> dict:
    return {"title": "T", "scenes": translated(*words)}


SOURCE = ("The sea was calm that morning.", "[pause 2s] {Nguyen|win} came in, slowly. [pause]")
MENDED = {
    "as they stand": (
        ("Das Meer war ruhig an diesem Morgen.", "[pause 2s] {Nguyen|win} kam langsam herein. [pause]"),
        "[pause 2s] {Nguyen|win} kam langsam herein. [pause]",
    ),
    "a name without its mark": (
        ("Das Meer war ruhig an diesem Morgen.", "[pause 2s] Nguyen kam langsam herein. [pause]"),
        "[pause 2s] {Nguyen|win} kam langsam herein. [pause]",
    ),
    "pauses at the edges left out": (
        ("Das Meer war ruhig an diesem Morgen.", "{Nguyen|win} kam langsam herein."),
        "[pause 2s] {Nguyen|win} kam langsam herein. [pause]",
    ),
}


@pytest.mark.parametrize(("told", "second"), MENDED.values(), ids=MENDED)
def test_marks_come_back_in_a_translation(one, services, told, second):
    answers(services, title="Meer", scenes=translated(*told))
    made = one.translate(narrations=SOURCE, title="Sea", language="en", into="de")
    assert made.narrations == (told[0], second)


GOOD = "Das Meer war ruhig an diesem Morgen."
MARKED = "[pause 2s] {Nguyen|win} kam langsam herein. [pause]"
BAD_TRANSLATIONS = {
    "nothing": [],
    "one left out": translated(GOOD),
    "one too many": translated(GOOD, MARKED, "Und noch eine."),
    "one twice": [{"number": 1, "narration": GOOD}, {"number": 1, "narration": MARKED}],
    "from nought": [{"number": 0, "narration": GOOD}, {"number": 1, "narration": MARKED}],
    "numbers as words": [{"number": "one", "narration": GOOD}, {"number": "two", "narration": MARKED}],
    "true for one": [{"number": True, "narration": GOOD}, {"number": 2, "narration": MARKED}],
    "an empty scene": translated(GOOD, ""),
    "no words": translated(GOOD, "[pause 2s] … [pause]"),
    "a name translated": translated(GOOD, "[pause 2s] Herr Sieg kam langsam herein. [pause]"),
    "a mark translated": translated(GOOD, "[pause 2s] {Nguyen|Sieg} kam langsam herein. [pause]"),
    "a further pause": translated(GOOD, MARKED + " [pause 3s]"),
    "not translated": translated(*SOURCE),
    "another language": translated(
        "La mer était calme ce matin-là, sous le soleil.",
        "[pause 2s] {Nguyen|win} est entré lentement. [pause]",
    ),
    "another script": translated("Море было спокойно этим утром.", "[pause 2s] {Nguyen|win} вошёл. [pause]"),
    "a novel": translated(GOOD, MARKED + " Es war einmal." * 200),
}


@pytest.mark.parametrize("scenes", BAD_TRANSLATIONS.values(), ids=BAD_TRANSLATIONS)
def test_a_translation_is_whole_or_a_bad_answer(one, services, scenes):
    answers(services, title="Meer", scenes=scenes)
    with pytest.raises(ProviderError) as caught:
        one.translate(narrations=SOURCE, title="Sea", language="en", into="de")
    assert caught.value.kind == ProviderFailure.BAD_ANSWER


NEAR = {
    "nb": ("Havet var stille den morgenen, og ingen var om bord.", "En liten båt kom sakte inn."),
    "da": ("Havet var roligt den morgen, og ingen var om bord.", "En lille båd kom langsomt ind."),
    "hr": ("More je tog jutra bilo mirno i nikoga nije bilo na brodu.", "Polako je ušao mali brod."),
    "sr": ("Море је тог јутра било мирно и никога није било на броду.", "Полако је ушао мали брод."),
    "id": ("Laut tenang pagi itu, dan tidak ada orang di kapal.", "Sebuah perahu kecil masuk perlahan."),
    "ms": (
        "Laut tenang pagi itu, dan tiada sesiapa di atas kapal.",
        "Sebuah bot kecil masuk perlahan-lahan.",
    ),
    "sk": ("More bolo v to ráno pokojné a na palube nebol nikto.", "Pomaly priplávala malá loď."),
    "uk": ("Того ранку море було спокійне, і на борту нікого не було.", "Повільно зайшов маленький човен."),
    "ja": ("その朝、海は穏やかで、船には誰もいませんでした。", "小さな船がゆっくりと入ってきました。"),
    "ar": ("كان البحر هادئًا ذلك الصباح ولم يكن أحد على متن القارب.", "دخل قارب صغير ببطء."),
}


@pytest.mark.parametrize("into", NEAR)
def test_near_languages_are_not_taken_for_each_other(one, services, into):
    answers(services, title="T", scenes=translated(*NEAR[into]))
    told = ("The sea was calm that morning and nobody was on board.", "A small boat came in slowly.")
    assert one.translate(narrations=told, title="Sea", language="en", into=into).narrations == NEAR[into]


def test_a_long_film_is_translated_section_by_section(one, services):
    narrations = tuple(f"Part {number}. " + "The sea was calm. " * 40 for number in range(12))
    made = one.translate(narrations=narrations, title="Sea", language="en", into="de")
    assert len(made.narrations) == 12
    assert services.count(GEMINI) == 3
    assert all(
        len(call.json()["contents"][-1]["parts"][0]["text"]) < MOST_TRANSLATED + 200
        for call in services.calls
    )


FAULTS = {
    "busy": (Answer(b"", 503), ProviderFailure.BUSY),
    "a page": (page(), ProviderFailure.BAD_ANSWER),
    "cut": (says('{"narration": "The sea').being("cut"), ProviderFailure.RETRY),
    "no JSON": (says("The sea lay still."), ProviderFailure.BAD_ANSWER),
    "a list": (says('["The sea"]'), ProviderFailure.BAD_ANSWER),
    "refused": (in_json({"promptFeedback": {"blockReason": 1}}), ProviderFailure.REFUSED),
}


@pytest.mark.parametrize(("answer", "kind"), FAULTS.values(), ids=FAULTS)
def test_faults_of_the_service_are_its_own_kind(one, services, answer, kind):
    services.on(GEMINI, answer)
    with pytest.raises(ProviderError) as caught:
        one.reword(SCENE)
    assert caught.value.kind == kind


def test_the_built_in_provider_says_that_it_does_not_write():
    provider = EmbeddedText()
    assert not provider.writes
    for ask in (
        lambda: provider.write_script(WISH),
        lambda: provider.reword(SCENE),
        lambda: provider.write_publication(narration="N.", title="", language="en"),
        lambda: provider.translate(narrations=("N.",), title="", language="en", into="de"),
    ):
        with pytest.raises(NotImplementedError, match="takes a text service"):
            ask()
