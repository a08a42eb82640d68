"""Files of plain text are read in whatever encoding they were written."""

# ruff: noqa: RUF001 (the letters of writing look alike)

from __future__ import annotations

from pathlib import Path

import pytest

from studio.text.documents.letters import decode, is_text

GERMAN = "„Größe ist für uns nicht alles“, sagte sie – und ging über die Straße. Der Käse war gut."
JAPANESE = "川は静かに流れていた。夜になると、町の人々は橋のたもとに集まり、昔の話をした。"
RUSSIAN = "Река тихо текла. Ночью жители города собирались у моста и рассказывали старые истории."
TEXTS = {
    "utf-8": GERMAN,
    "utf-8-sig": GERMAN,
    "utf-16": JAPANESE,
    "utf-16-le": GERMAN,
    "utf-16-be": GERMAN,
    "utf-32": RUSSIAN,
    "cp1252": GERMAN,
    "latin_1": "El niño comió la piña en la mañana, y después se fue a dormir.",
    "shift_jis": JAPANESE,
    "euc_jp": JAPANESE,
    "gb18030": "河水静静地流着。到了晚上，镇上的人们聚集在桥边，讲述古老的故事。",
    "big5": "河水靜靜地流著。到了晚上，鎮上的人們聚集在橋邊，講述古老的故事。",
    "euc_kr": "강은 조용히 흘렀다. 밤이 되면 마을 사람들은 다리 옆에 모여 옛날 이야기를 했다.",
    "cp1251": RUSSIAN,
    "koi8_r": RUSSIAN,
    "cp866": RUSSIAN,
    "cp1250": "Řeka tiše tekla. Večer se obyvatelé města scházeli u mostu a vyprávěli staré příběhy o životě.",
    "cp1253": "Το ποτάμι κυλούσε ήσυχα. Το βράδυ οι κάτοικοι μαζεύονταν στη γέφυρα.",
    "cp1254": "Nehir sessizce akıyordu. Akşam olunca kasaba halkı köprünün yanında toplanır, eski günleri anlatırdı.",
    "cp1255": "הנהר זרם בשקט. בלילה התאספו תושבי העיר ליד הגשר.",
    "cp1256": "كان النهر يجري بهدوء. وفي الليل يجتمع سكان المدينة قرب الجسر.",
}


@pytest.mark.parametrize("encoding", TEXTS)
def test_a_text_is_read_in_its_encoding(encoding: str) -> None:
    content = TEXTS[encoding].encode(encoding)
    assert is_text(content)
    assert decode(content) == TEXTS[encoding]


def test_one_broken_letter_does_not_make_a_text_another_encoding() -> None:
    assert decode(GERMAN.encode()[:-1] + b"\xff.") == f"{GERMAN[:-1]}."


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), b"abc\0def\0" * 50]
)
def test_a_picture_is_no_text(content: bytes) -> None:
    assert not is_text(content)


def test_a_program_is_no_text() -> None:
    assert not is_text(Path("/bin/sh").read_bytes())
