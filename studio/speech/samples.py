"""One sentence in each language, by which its voices are heard before one is chosen."""

# ruff: noqa: RUF001 (the letters of scripts look alike)

from __future__ import annotations

from datetime import UTC, datetime

from studio.speech.voices import name_language

# "This is how your story sounds."
_SENTENCES = {
    "af": "So klink jou storie met hierdie stem.",
    "ar": "هكذا تبدو قصتك بهذا الصوت.",
    "be": "Так гучыць ваша гісторыя гэтым голасам.",
    "bg": "Така звучи вашата история с този глас.",
    "bn": "এই কণ্ঠে আপনার গল্পটি এমন শোনায়।",
    "bs": "Ovako zvuči vaša priča s ovim glasom.",
    "ca": "Així sona la teva història amb aquesta veu.",
    "cs": "Takto zní váš příběh s tímto hlasem.",
    "da": "Sådan lyder din historie med denne stemme.",
    "de": "So klingt Ihre Geschichte mit dieser Stimme.",
    "el": "Έτσι ακούγεται η ιστορία σας με αυτή τη φωνή.",
    "en": "This is how your story sounds with this voice.",
    "eo": "Tiel sonas via rakonto per ĉi tiu voĉo.",
    "es": "Así suena tu historia con esta voz.",
    "et": "Nii kõlab teie lugu selle häälega.",
    "fa": "داستان شما با این صدا چنین شنیده می‌شود.",
    "fi": "Tältä tarinasi kuulostaa tällä äänellä.",
    "fr": "Voici comment sonne votre histoire avec cette voix.",
    "hi": "इस आवाज़ में आपकी कहानी ऐसी सुनाई देती है।",
    "hr": "Ovako zvuči vaša priča s ovim glasom.",
    "hu": "Így hangzik a története ezen a hangon.",
    "id": "Beginilah cerita Anda terdengar dengan suara ini.",
    "is": "Svona hljómar sagan þín með þessari rödd.",
    "it": "Ecco come suona la tua storia con questa voce.",
    "ko": "이 목소리로 들으면 당신의 이야기는 이렇습니다.",
    "la": "Sic sonat fabula tua hac voce.",
    "lt": "Taip jūsų istorija skamba šiuo balsu.",
    "lv": "Tā jūsu stāsts skan šajā balsī.",
    "mk": "Вака звучи вашата приказна со овој глас.",
    "ms": "Beginilah bunyi cerita anda dengan suara ini.",
    "nb": "Slik høres historien din ut med denne stemmen.",
    "nl": "Zo klinkt je verhaal met deze stem.",
    "pl": "Tak brzmi twoja historia tym głosem.",
    "pt": "É assim que a sua história soa com esta voz.",
    "ro": "Așa sună povestea ta cu această voce.",
    "ru": "Так звучит ваша история этим голосом.",
    "sk": "Takto znie váš príbeh s týmto hlasom.",
    "sl": "Tako zveni vaša zgodba s tem glasom.",
    "sq": "Kështu tingëllon historia juaj me këtë zë.",
    "sr": "Овако звучи ваша прича овим гласом.",
    "sv": "Så här låter din berättelse med den här rösten.",
    "sw": "Hivi ndivyo hadithi yako inavyosikika kwa sauti hii.",
    "tr": "Hikâyeniz bu sesle böyle duyuluyor.",
    "uk": "Так звучить ваша історія цим голосом.",
    "ur": "اس آواز میں آپ کی کہانی یوں سنائی دیتی ہے۔",
    "vi": "Câu chuyện của bạn nghe như thế này với giọng đọc này.",
    "zh": "用这个声音，您的故事听起来是这样的。",
    "ja": "この声では、あなたの物語はこのように聞こえます。",
}  # fmt: skip
# A day whose name, number and month are heard where nobody has written a sentence.
_DAY = datetime(2026, 11, 30, 12, tzinfo=UTC)


def sample_of(language: str) -> str:
    """Return the sentence of a language; where there is none, a date in it, and where ICU has no words of it, its name."""
    code = language.lower().replace("_", "-").partition("-")[0]
    return _SENTENCES.get(code) or _date_in(code) or name_language(code)


def _date_in(code: str) -> str:
    from icu4py.messageformat import MessageFormat

    written, unknown = (
        str(MessageFormat("{day, date, full}", locale).format({"day": _DAY})) for locale in (code, "und")
    )
    # Where a language is unknown ICU takes the words of none, or of the machine's own.
    english = str(MessageFormat("{day, date, full}", "en").format({"day": _DAY}))
    return "" if written in (unknown, english) else written
