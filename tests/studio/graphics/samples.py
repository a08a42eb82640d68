# ruff: noqa: RUF001
"""Graphics of all kinds and forms, and in several scripts, as the rules would write them."""

from __future__ import annotations

import re

from studio.graphics.values import Figure, Graphic, Phrase


def said(marked: str, first: int = 0) -> Phrase:
    """Return a phrase from text in which *words* are accented; `first` is its first word in the narration."""
    text, emphasis = "", []
    for number, part in enumerate(re.split(r"\*", marked)):
        if number % 2:
            emphasis.append((len(text), len(text) + len(part)))
        text += part
    return Phrase(
        text=text, first=first, last=first + max(0, len(text.split()) - 1), emphasis=tuple(emphasis)
    )


def number(value: float, text: str, first: int, **other: object) -> Figure:
    return Figure(value=value, text=text, first=first, last=first, **other)


SAMPLES: dict[str, Graphic] = {
    "title": Graphic(kind="title", phrases={"main": said("Five habits for *better sleep*")}, palette="calm", ground="split"),
    "title-tech": Graphic(kind="title", phrases={"main": said("Version 3.2 of *Taskbird* is here")}, palette="tech"),
    "title-ghost": Graphic(kind="title", form="chapter", phrases={"main": said("Chapter 7: *the harbour*")}, palette="dramatic"),
    "title-veil": Graphic(kind="title", phrases={"main": said("The day Rome *opened the gates*")}, palette="dramatic", ground="veil"),
    "statement": Graphic(kind="statement", phrases={"main": said("Nobody can *cheat alone.*")}, palette="tech"),
    "statement-veil": Graphic(kind="statement", phrases={"main": said("Her savings *grow slowly* at first")}, palette="uplifting", ground="veil"),
    "stack": Graphic(
        kind="statement", form="stack", items=(said("Everyone", 0), said("*fails*", 1), said("before they", 2), said("*succeed*", 4)),
        palette="dramatic",
    ),
    "stack-flood": Graphic(
        kind="statement", form="stack", items=(said("If someone changes an old page,", 0), said("*everyone*", 6), said("*notices*", 7)),
        palette="tech", ground="flood",
    ),
    "drawing": Graphic(
        kind="statement", form="drawing", phrases={"main": said("Each page carries a *fingerprint* of the page before it")},
        drawings=("fingerprint",), palette="tech",
    ),
    "question": Graphic(kind="question", phrases={"main": said("What is a *blockchain?*")}, palette="tech"),
    "question-paper": Graphic(kind="question", phrases={"main": said("Why do bees *dance?*")}, palette="playful", ground="paper"),
    "number": Graphic(
        kind="number", phrases={"before": said("*Compound interest* has added more than")},
        figures=(number(9000, "9,000", 6, sign="$", is_before=True),), palette="uplifting",
    ),
    "number-split": Graphic(
        kind="number", phrases={"before": said("The school is a"), "after": said("walk away", 6)},
        figures=(number(10, "10", 4, unit="minutes"),), palette="calm", ground="split",
    ),
    "number-million": Graphic(
        kind="number", phrases={"after": said("people watched *on television*", 2)},
        figures=(number(600, "600", 0, unit="million"),), palette="neutral",
    ),
    "share": Graphic(
        kind="share", phrases={"main": said("of all bakeries *bake at night*", 1)}, figures=(number(68, "68", 0, sign="%"),), palette="neutral"
    ),
    "share-paper": Graphic(
        kind="share", phrases={"main": said("of our customers *come back*", 1)}, figures=(number(91, "91", 0, sign="%"),),
        palette="uplifting", ground="paper",
    ),
    "discs": Graphic(kind="share", form="discs", phrases={"main": said("*Two in five* adults sleep too little")}, place=(2, 5), palette="calm"),
    "change": Graphic(
        kind="change", phrases={"before": said("Search is up to"), "comparative": said("faster", 5)}, direction=1,
        figures=(number(40, "40", 4, sign="%"),), palette="tech",
    ),
    "change-down": Graphic(
        kind="change", phrases={"before": said("In one winter the hives *lost*"), "after": said("of their *bees*", 7)}, direction=-1,
        figures=(number(12, "12", 6, sign="%"),), palette="dramatic",
    ),
    "change-paper": Graphic(
        kind="change", phrases={"before": said("After four weeks they had"), "comparative": said("more rest", 6)}, direction=1,
        figures=(number(25, "25", 5, sign="%"),), palette="calm", ground="paper",
    ),
    "growth": Graphic(
        kind="growth", form="curve", phrases={"before": said("*Compound interest* has added more than"), "end": said("ten years", 7)},
        figures=(number(9000, "9,000", 6, sign="$", is_before=True),), palette="uplifting",
    ),
    "growth-line": Graphic(
        kind="growth", phrases={"before": said("We *grew* to"), "after": said("users", 5), "start": said("2019", 6), "end": said("2026", 7)},
        figures=(number(2.4, "2.4", 3, unit="million"),), palette="tech",
    ),
    "bars": Graphic(
        kind="comparison", items=(said("The old engine"), said("the *new* one", 4)),
        figures=(number(58, "58", 3, unit="ms"), number(21, "21", 7, unit="ms")), palette="tech",
    ),
    "bars-paper": Graphic(
        kind="comparison", items=(said("earns a month"), said("sets *aside*", 4)),
        figures=(number(3000, "3,000", 3, sign="$", is_before=True), number(200, "200", 7, sign="$", is_before=True)),
        palette="calm", ground="paper",
    ),
    "fromto": Graphic(
        kind="comparison", form="arrow", items=(said("by ship", 2), said("by plane", 6)),
        figures=(number(2, "2", 0, unit="weeks"), number(9, "9", 4, unit="hours")), palette="playful",
    ),
    "item": Graphic(
        kind="item", form="type", place=(1, 3), phrases={"main": said("Write down *three things* before you start", 1)},
        palette="neutral", ground="paper",
    ),
    "item-panel": Graphic(
        kind="item", form="panel", place=(2, 5), phrases={"main": said("Keep your bedroom *cool and dark*", 1)}, palette="calm"
    ),
    "item-tile": Graphic(
        kind="item", form="tile", place=(4, 5), phrases={"main": said("Leave your phone in *another room*", 1)}, drawings=("mobile-phone",),
        palette="playful",
    ),
    "item-painted": Graphic(
        kind="item", form="painted", place=(3, 5), phrases={"main": said("Walk a little every day", 1)}, palette="uplifting", ground="painted"
    ),
    "rows": Graphic(
        kind="list", items=(said("Assign a task to *several people*"), said("See all deadlines in *one calendar*", 6), said("Sync with *Google Drive*", 13)),
        palette="neutral",
    ),
    "rows-many": Graphic(
        kind="list", phrases={"main": said("What you get")},
        items=(said("a quiet room", 3), said("a good chair", 6), said("fast internet", 9), said("coffee", 11), said("*a view*", 12)),
        palette="uplifting", ground="paper",
    ),
    "tiles": Graphic(
        kind="list", form="tiles", items=(said("banks", 3), said("hospitals", 4), said("shipping companies", 6)),
        drawings=("bank", "hospital", "ship"), palette="tech",
    ),
    "tiles-paper": Graphic(
        kind="list", form="tiles", items=(said("tomatoes", 2), said("two onions", 3), said("a carrot", 5), said("a little salt", 8)),
        drawings=("tomato", "onion", "carrot", "salt"), palette="uplifting", ground="paper",
    ),
    "quote": Graphic(
        kind="quote", phrases={"main": said("I have not failed. I have just found ten thousand ways that *won’t work.*"), "name": said("Thomas Edison", 14)},
        palette="dramatic",
    ),
    "quote-veil": Graphic(
        kind="quote", phrases={"main": said("Houston, Tranquility Base here. *The Eagle has landed.*"), "name": said("Neil Armstrong", 8), "role": said("astronaut", 10)},
        palette="neutral", ground="veil",
    ),
    "date": Graphic(
        kind="date", phrases={"day": said("July 20"), "year": said("1969", 2), "after": said("the lunar module *Eagle* landed on the Moon", 3)},
        dates=(1969.0,), palette="dramatic", ground="paper",
    ),
    "date-rail": Graphic(
        kind="date", phrases={"day": said("12 October"), "year": said("1492", 2), "after": said("a sailor saw *a white beach*", 3)},
        dates=(1451.0, 1485.0, 1492.0, 1506.0), palette="uplifting",
    ),
    "date-day": Graphic(
        kind="date", phrases={"day": said("3 August"), "after": said("three small ships *left the harbour*", 2)}, dates=(3.0, 12.0), palette="calm"
    ),
    "definition": Graphic(
        kind="definition", phrases={"term": said("Blockchain"), "gloss": said("a notebook that *thousands of people* share", 2)},
        palette="tech", ground="paper",
    ),
    "definition-night": Graphic(
        kind="definition", phrases={"term": said("Magma"), "gloss": said("rock that *melts* deep under our feet", 2)}, palette="calm"
    ),
    "name": Graphic(kind="name", phrases={"main": said("Thomas Edison"), "fact": said("tried thousands of filaments", 2)}, palette="dramatic"),
    "name-split": Graphic(kind="name", phrases={"main": said("Michael Jordan"), "fact": said("was cut from his school’s basketball team", 2)}, palette="dramatic", ground="split"),
    "place": Graphic(kind="name", form="place", phrases={"main": said("Berlin"), "fact": said("Our team moved to a new office", 1)}, palette="neutral"),
    "tag": Graphic(kind="name", form="tag", phrases={"main": said("Siwa"), "fact": said("an oasis in Egypt", 1)}, palette="uplifting", ground="painted"),
    "call": Graphic(kind="call", form="link", phrases={"main": said("Update *today*"), "link": said("taskbird.app", 2)}, palette="neutral"),
    "call-price": Graphic(
        kind="call", phrases={"main": said("Order yours *today*"), "link": said("$799", 3), "condition": said("and get a helmet for free", 4)}, palette="playful"
    ),
    "call-flood": Graphic(kind="call", phrases={"main": said("Update *today*"), "condition": said("your data stays where it is", 2)}, palette="tech", ground="flood"),
}  # fmt: skip

SCRIPTS: dict[str, Graphic] = {
    "ar-question": Graphic(kind="question", language="ar", phrases={"main": said("ما هي *سلسلة الكتل؟*")}, palette="tech"),
    "ar-number": Graphic(
        kind="number", language="ar", phrases={"before": said("زار المدينة"), "after": said("سائح *هذا العام*", 4)},
        figures=(number(6, "٦", 2, unit="ملايين"),), palette="uplifting",
    ),
    "ar-item": Graphic(kind="item", form="panel", language="ar", place=(2, 5), phrases={"main": said("حافظ على غرفة نومك *باردة ومظلمة*", 1)},
                       figures=(number(2, "٢", 0),), palette="calm"),
    "ar-fromto": Graphic(kind="comparison", form="arrow", language="ar", items=(said("أسبوعان بالسفينة", 0), said("٩ ساعات بالطائرة", 4)), palette="playful"),
    "ar-quote": Graphic(kind="quote", language="ar", phrases={"main": said("اطلبوا العلم *من المهد* إلى اللحد."), "name": said("حكمة عربية", 6)}, palette="dramatic", ground="paper"),
    "ar-title": Graphic(kind="title", language="ar", phrases={"main": said("خمس عادات *لنوم أفضل*")}, palette="calm", ground="split"),
    "ar-share": Graphic(kind="share", language="ar", phrases={"main": said("من الناس *ينامون قليلا*", 1)}, figures=(number(40, "40", 0, sign="%"),), palette="neutral"),
    "ar-rows": Graphic(kind="list", language="ar", items=(said("هواء نقي"), said("ماء بارد", 2), said("*نوم عميق*", 4)), palette="tech"),
    "he-statement": Graphic(kind="statement", language="he", phrases={"main": said("אף אחד לא *מצליח לבד*")}, palette="calm"),
    "hi-item": Graphic(kind="item", form="tile", language="hi", place=(2, 5), phrases={"main": said("अपना कमरा *ठंडा और अँधेरा* रखें", 1)}, drawings=("bed",), palette="calm", ground="paper"),
    "hi-number": Graphic(
        kind="number", language="hi", phrases={"before": said("एक नर्स हर महीने"), "after": said("*कमाती है*", 5)},
        figures=(number(30000, "30,000", 4, sign="₹", is_before=True),), palette="uplifting",
    ),
    "hi-question": Graphic(kind="question", language="hi", phrases={"main": said("मधुमक्खियाँ *क्यों नाचती हैं?*")}, palette="playful", ground="paper"),
    "ru-call": Graphic(kind="call", form="link", language="ru", phrases={"main": said("Обновите *сегодня*"), "link": said("taskbird.app", 2)}, palette="playful"),
    "ru-date": Graphic(
        kind="date", language="ru", phrases={"day": said("12 апреля"), "year": said("1961", 2), "after": said("Юрий Гагарин *полетел в космос*", 4)},
        dates=(1961.0,), palette="neutral", ground="paper",
    ),
    "ru-quote": Graphic(
        kind="quote", language="ru", phrases={"main": said("Все счастливые семьи похожи друг на друга, каждая несчастливая семья несчастлива *по-своему.*"), "name": said("Лев Толстой", 12)},
        palette="dramatic",
    ),
    "th-title": Graphic(kind="title", language="th", phrases={"main": said("ห้านิสัยเพื่อการนอนหลับที่ดีขึ้น")}, palette="calm"),
    "th-question": Graphic(kind="question", language="th", phrases={"main": said("ผึ้งเต้นรำทำไม?")}, palette="playful"),
    "el-definition": Graphic(kind="definition", language="el", phrases={"term": said("Φιλοσοφία"), "gloss": said("η αγάπη *για τη σοφία*", 2)}, palette="neutral"),
    "ta-statement": Graphic(kind="statement", language="ta", phrases={"main": said("யாரும் *தனியாக வெல்வதில்லை*")}, palette="dramatic"),
    "bn-title": Graphic(kind="title", language="bn", phrases={"main": said("ভালো ঘুমের জন্য *পাঁচটি অভ্যাস*")}, palette="uplifting"),
    "vi-statement": Graphic(kind="statement", language="vi", phrases={"main": said("Tiền tiết kiệm *tăng chậm* lúc đầu")}, palette="calm", ground="flood"),
    "de-number": Graphic(
        kind="number", language="de", phrases={"before": said("Die Geschwindigkeitsbegrenzung kostet"), "after": said("im *Haushaltsjahr*", 4)},
        figures=(number(1250000.5, "1.250.000,5", 3, sign="€"),), palette="neutral",
    ),
}  # fmt: skip

# These need fonts that set-up fetches.
EAST: dict[str, Graphic] = {
    "zh-title": Graphic(kind="title", language="zh", phrases={"main": said("睡得更好的*五个习惯*")}, palette="calm", ground="split"),
    "zh-question": Graphic(kind="question", language="zh", phrases={"main": said("什么是*区块链？*")}, palette="tech"),
    "zh-number": Graphic(kind="number", language="zh", phrases={"before": said("去年有"), "after": said("游客*来到这里*")}, figures=(number(600, "600", 0, unit="万"),), palette="neutral"),
    "zh-quote": Graphic(kind="quote", language="zh", phrases={"main": said("千里之行，*始于足下。*"), "name": said("老子")}, palette="calm", ground="paper"),
    "zh-tiles": Graphic(kind="list", form="tiles", language="zh", items=(said("银行"), said("医院"), said("航运公司")), drawings=("bank", "hospital", "ship"), palette="tech"),
    "ja-statement": Graphic(kind="statement", language="ja", phrases={"main": said("ひとりでは*誰も成功しない*")}, palette="dramatic"),
    "ja-definition": Graphic(kind="definition", language="ja", phrases={"term": said("マグマ"), "gloss": said("地下深くで*溶けた岩石*")}, palette="calm"),
}  # fmt: skip
