"""All other languages: their voice reads the numbers, ICU names units, money, months and minus, a table the signs."""

# ruff: noqa: SIM905, RUF001 (lists of words read best as text; letters of other scripts look alike)

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import ClassVar

from studio.speech.languages import figures
from studio.speech.languages.figures import Figure
from studio.speech.languages.language import Language
from studio.speech.languages.scanning import Place, Rule, rule

# What the signs "." of addresses, "@", "&", "+", "=", a dash between numbers and "#" are called. In a language without a
# row, and where nothing stands, they are left out: the voice would say them in English.
_SIGNS = """
af punt|by|en|plus|is gelyk aan|tot|hashtag
ar نقطة|آت|و|زائد|يساوي|إلى|هاشتاغ
an punto|arroba|y|más|igual a|a|hashtag
az nöqtə|et|və|üstəgəl|bərabərdir||heşteq
be кропка|сабака|і|плюс|роўна||хэштэг
bg точка|кльомба|и|плюс|равно на|до|хаштаг
bn ডট|অ্যাট|এবং|যোগ|সমান|থেকে|হ্যাশট্যাগ
bs tačka|et|i|plus|jednako|do|hashtag
ca punt|arrova|i|més|igual a|a|etiqueta
cmn 点|艾特|和|加|等于|到|话题
cs tečka|zavináč|a|plus|rovná se|až|hashtag
cy dot|at|a|plws|yn hafal i|i|hashnod
da punktum|snabel a|og|plus|er lig med|til|hashtag
el τελεία|παπάκι|και|συν|ίσον|έως|χάσταγκ
eo punkto|ĉe|kaj|plus|egalas|ĝis|kradvorto
et punkt|ätt|ja|pluss|võrdub|kuni|hashtag
eu puntu|a bildua|eta|gehi|berdin||traola
fa نقطه|ات|و|به علاوه|مساوی|تا|هشتگ
fi piste|ät|ja|plus|on yhtä kuin|viiva|hashtag
ga ponc|ag|agus|móide|cothrom le|go|haischlib
gu ડોટ|એટ|અને|વત્તા|બરાબર|થી|હેશટેગ
he נקודה|שטרודל|ו|פלוס|שווה|עד|האשטאג
hi डॉट|ऐट|और|प्लस|बराबर|से|हैशटैग
hr točka|et|i|plus|jednako|do|hashtag
ht pwen|arobas|ak|plis|egal|a|hashtag
hu pont|kukac|és|plusz|egyenlő||hashtag
hy կետ|շնիկ|և|գումարած|հավասար է||հեշթեգ
id titik|et|dan|tambah|sama dengan|sampai|tagar
is punktur|hjá|og|plús|jafnt og|til|myllumerki
ka წერტილი|ეტ|და|პლუს|უდრის||ჰეშთეგი
kk нүкте|ит|және|қосу|тең||хэштег
kn ಡಾಟ್|ಅಟ್|ಮತ್ತು|ಪ್ಲಸ್|ಸಮ|ರಿಂದ|ಹ್ಯಾಶ್ ಟ್ಯಾಗ್
ko 점|골뱅이|그리고|더하기|은|에서|해시태그
ky чекит|эт|жана|плюс|барабар||хештег
lb Punkt|at|an|plus|ass gläich|bis|hashtag
lt taškas|eta|ir|plius|lygu|iki|grotažymė
lv punkts|et|un|plus|ir vienāds ar|līdz|tēmturis
mk точка|ет|и|плус|еднакво|до|хаштаг
ml ഡോട്ട്|അറ്റ്|ഉം|പ്ലസ്|സമം|മുതൽ|ഹാഷ് ടാഗ്
mr डॉट|ॲट|आणि|अधिक|बरोबर|ते|हॅशटॅग
ms titik|et|dan|tambah|sama dengan|hingga|tanda pagar
my ဒေါ့|အက်|နှင့်|အပေါင်း|ညီမျှ|မှ|ဟက်ရှ်တက်
nb punktum|krøllalfa|og|pluss|er lik|til|emneknagg
ne डट|एट|र|जोड|बराबर|देखि|ह्यासट्याग
nl punt|apenstaartje|en|plus|is|tot|hashtag
pa ਡਾਟ|ਐਟ|ਅਤੇ|ਪਲੱਸ|ਬਰਾਬਰ|ਤੋਂ|ਹੈਸ਼ਟੈਗ
pl kropka|małpa|i|plus|równa się|do|hasztag
ro punct|arond|și|plus|egal|până la|hashtag
ru точка|собака|и|плюс|равно||хештег
sk bodka|zavináč|a|plus|rovná sa|až|hashtag
sl pika|afna|in|plus|je enako|do|ključnik
sq pikë|et|dhe|plus|baras|deri|hashtag
sr tačka|et|i|plus|jednako|do|heštag
sv punkt|snabel a|och|plus|är lika med|till|hashtag
sw nukta|kwenye|na|jumlisha|sawa na|hadi|alama ya reli
ta புள்ளி|அட்|மற்றும்|கூட்டல்|சமம்|முதல்|ஹேஷ்டேக்
te డాట్|ఎట్|మరియు|ప్లస్|సమానం|నుండి|హ్యాష్ ట్యాగ్
th จุด|แอท|และ|บวก|เท่ากับ|ถึง|แฮชแท็ก
tr nokta|et|ve|artı|eşittir|ila|etiket
tt нокта|эт|һәм|плюс|тигез||хэштег
uk крапка|собачка|і|плюс|дорівнює||хештег
ur ڈاٹ|ایٹ|اور|جمع|برابر|سے|ہیش ٹیگ
uz nuqta|kuchukcha|va|plyus|teng||heshteg
vi chấm|a còng|và|cộng|bằng|đến|thẻ
"""
_KEYS = ("dot", "at", "and", "plus", "equals", "to", "hashtag")
_SILENT = (
    "hyphen underscore minus plusminus times divided about less more atmost atleast paragraph percent ratio comma point number per "
    "squared cubed power by fold"
).split()
# What ICU abbreviates: said before or behind the number.
# Below zero, where ICU has no word for it.
_MINUS = {
    "as": "মাইনাছ", "ba": "минус", "bn": "মাইনাস", "cv": "минус", "kn": "ಮೈನಸ್", "mi": "tango", "ml": "മൈനസ്", "mr": "उणे", "or": "ମାଇନସ",
    "pa": "ਮਾਈਨਸ", "sd": "منفي", "si": "ඍණ", "te": "మైనస్", "ti": "ትሕቲ", "tt": "минус", "ur": "منفی",
}  # fmt: skip
# How the day is named before its month, where the voice would read a plain number ("третьего октября").
_DAYS = {
    "fi": "%spellout-ordinal", "pl": "%spellout-ordinal-masculine-genitive", "ru": "%spellout-ordinal-masculine-genitive",
    "sv": "%spellout-ordinal-neuter",
}  # fmt: skip
_YEARS = {" г.": " года", " р.": " року", " ж. ": " жылғы "}
_PERCENT = {
    "cmn": ("百分之", ""),
    "ko": ("", "퍼센트"),
    "vi": ("", "phần trăm"),
    "ar": ("", "بالمئة"),
    "cy": ("", "y cant"),
}
# What ICU only abbreviates, or names by a word that the voice takes for English.
_UNITS = {
    ("vi", "celsius"): ("", "độ xê"), ("vi", "kilometer-per-hour"): ("", "ki lô mét trên giờ"), ("vi", "EUR"): ("", "ơ rô"), ("ms", "EUR"): ("", "yuro"),
    ("kl", "celsius"): ("", "gradi Celsius"), ("ku", "celsius"): ("", "pile Celsius"), ("mt", "celsius"): ("", "gradi Celsius"),
    ("om", "celsius"): ("", "digrii Celsius"), ("qu", "celsius"): ("", "grados Celsius"), ("tn", "celsius"): ("", "digrii Celsius"),
    ("mi", "celsius"): ("", ""), ("mi", "degree"): ("", ""), ("tr", "kilometer-per-hour"): ("saatte", "kilometre"), ("kk", "kilometer-per-hour"): ("сағатына", "километр"), ("cv", "celsius"): ("", "градус"),
    ("tt", "celsius"): ("", "градус"), ("cv", "degree"): ("", "градус"), ("tt", "degree"): ("", "градус"),
}  # fmt: skip
# Voices that say numbers in English, or that numbers must not stand apart for.
_SPELLED = frozenset({"cmn", "ne"})
_CYRILLIC_UNITS = {
    "км/ч": "kilometer-per-hour", "км/год": "kilometer-per-hour", "км/ц": "kilometer-per-hour", "км": "kilometer", "кг": "kilogram", "см": "centimeter",
    "мм": "millimeter", "м²": "square-meter", "км²": "square-kilometer", "м³": "cubic-meter", "°С": "celsius", "мл": "milliliter", "м/с": "meter-per-second",
    "кВт·ч": "kilowatt-hour", "кВт": "kilowatt", "ГБ": "gigabyte", "МБ": "megabyte", "га": "hectare", "ккал": "kilocalorie",
}  # fmt: skip
_CYRILLIC = frozenset("ba be bg cv kk ky mk ru sr tt uk".split())
_LOCALES = {"cmn": "zh", "nb": "nb"}
_ABBREVIATED = re.compile(r"[%°/\d]|\b[A-Z]\b|[a-z]\.")


def _table() -> dict[str, dict[str, str]]:
    rows = (line.split(" ", 1) for line in _SIGNS.strip().splitlines())
    return {voice: dict(zip(_KEYS, called.split("|"), strict=True)) for voice, called in rows}


_TABLE = _table()


class Other(Language):
    """A language that has no file of its own; the words of its numbers are left to its voice."""

    days: ClassVar[Mapping[str, str]] = {}
    money: ClassVar = {}
    scales: ClassVar[Mapping[str, tuple[str, str]]] = {}
    per: ClassVar[Mapping[str, str]] = {}
    short: ClassVar[Mapping[str, str]] = {}
    months: ClassVar = ()
    clock_marks = "(?!)"
    writes_h = False

    def __init__(self, voice: str) -> None:
        self.voice = voice
        self.locale = _LOCALES.get(voice, voice)  # type: ignore[misc]
        minus = _MINUS.get(voice) or figures.minus(self.locale)
        self.words = {**dict.fromkeys((*_SILENT, *_KEYS), ""), **_TABLE.get(voice, {}), "minus": minus}  # type: ignore[misc]
        self.units = _CYRILLIC_UNITS if voice in _CYRILLIC else {}  # type: ignore[misc]
        # The voice knows which sign stands before decimals in its language.
        self.point = figures.decimal_point(self.locale)

    def cardinal(self, number: int, noun: str = "") -> str:
        return figures.spell(self.locale, number) if self.voice in _SPELLED else str(number)

    def figure(self, figure: Figure, noun: str = "") -> str:
        if figure.code:
            return figure.code
        if not figure.separator:
            return self.cardinal(figure.whole)
        if self.voice == "cmn":
            return f"{self.cardinal(figure.whole)}点{self.digits(figure.decimals).replace(' ', '')}"
        return f"{self.cardinal(figure.whole)}{self.point}{figure.decimals}"

    def digits(self, code: str) -> str:
        if self.voice == "cmn":
            return " ".join("零一二三四五六七八九"[int(sign)] for sign in code if sign.isdecimal())
        return " ".join(sign for sign in code if sign.isdecimal())

    def span(self, first: str, second: str) -> str:
        return f"{first} {self.words['to']} {second}" if self.words["to"] else f"{first}, {second}"

    def date(self, day: int, month: int, year: int | None, place: Place) -> str:
        said = figures.long_date(self.locale, datetime.date(year or 2000, month, day))
        for short, full in _YEARS.items():
            said = said.replace(short, full)
        if self.voice in _DAYS:
            said = re.sub(r"^\d+\.?", self._day(day), said)
        if self.voice in _SPELLED:
            said = re.sub(r"\d+", lambda match: self.cardinal(int(match[0])), said)
        if self.voice == "ru":
            said = said.replace(str(year), figures.spell("ru", year or 2000, "%spellout-numbering-year"))
        if self.voice == "cmn":
            return (
                f"{self.digits(str(year)).replace(' ', '')}年{self.cardinal(month)}月{self.cardinal(day)}日"
            )
        return said

    def _day(self, day: int) -> str:
        return figures.spell(self.locale, day, _DAYS[self.voice])

    def rules(self) -> list[Rule]:
        if self.voice == "cmn":
            return [rule(r"(?P<year>\d{4})(?=年)", lambda place: self.digits(place["year"]).replace(" ", ""))]
        if self.voice not in _DAYS:
            return []
        months = {
            figures.long_date(self.locale, datetime.date(2000, month, 1)).split()[1] for month in range(1, 13)
        }
        return [
            rule(
                rf"(?P<day>[12]?\d|3[01])\.?(?= (?:{'|'.join(months)})\b)",
                lambda place: self._day(int(place["day"])),
            )
        ]

    def clock(self, hour: int, minute: int, second: int, mark: str) -> str:
        if self.voice == "cmn":
            return f"{self.cardinal(hour)}点{self.cardinal(minute) + '分' if minute else ''}"
        return (
            f"{self.cardinal(hour)} {f'{minute:02}' if self.voice not in _SPELLED else self.cardinal(minute)}"
            if minute
            else self.cardinal(hour)
        )

    def fraction(self, above: int, below: int, place: Place, unit: str) -> str | None:
        return (
            f"{above}/{below} {unit}"
            if self.voice != "cmn"
            else f"{self.cardinal(below)}分之{self.cardinal(above)}"
        )

    def mixed(self, whole: int, above: int, below: int, place: Place, unit: str) -> str | None:
        return f"{self.cardinal(whole)} {self.fraction(above, below, place, unit)}"

    def power(self, exponent: str) -> str:
        return exponent

    def unit(self, figure: Figure, unit: str) -> tuple[str, str]:
        if unit == "percent" and self.voice in _PERCENT:
            return _PERCENT[self.voice]
        if (self.voice, unit) in _UNITS:
            return _UNITS[self.voice, unit]
        return figures.measure(self.locale, figure.value, f"unit/{unit}")

    def knows_unit(self, unit: str) -> bool:
        """Return whether a unit has a name here, and not only a sign."""
        return not _ABBREVIATED.search(" ".join(self.unit(Figure(5), unit)))

    def coin(self, code: str) -> str:
        return ""

    def price(self, figure: Figure, code: str) -> str:
        # The voice would read the zeros of "12,00".
        if figure.separator and not figure.decimals.strip("0"):
            figure = Figure(figure.whole)
        named = _UNITS.get((self.voice, code))
        before, behind = named or figures.measure(self.locale, figure.value, f"currency/{code}")
        return f"{before} {self.figure(figure)} {behind}".strip()
