"""The built-in voices, for forms; nothing heavy is imported here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One choice of voice: its value for `speak`, a label for people, its ISO 639-1 language."""

    value: str
    label: str
    language: str


# Pitch of the three variants of the one English speaker. Beyond these a recogniser understands clearly less.
ENGLISH_PITCH = {"joe": 1.0, "joe-deep": 0.88, "joe-bright": 1.12}

_ENGLISH = (
    Voice(value="joe", label="Joe", language="en"),
    Voice(value="joe-deep", label="Joe, deeper", language="en"),
    Voice(value="joe-bright", label="Joe, brighter", language="en"),
)

# The languages of espeak-ng that have a two-letter code: by code the name, and the name of espeak-ng's voice
# if it is not the code. Japanese is left out: espeak-ng names each Chinese character instead of reading it.
_ROBOTIC = {
    "af": ("Afrikaans", ""), "am": ("Amharic", ""), "an": ("Aragonese", ""), "ar": ("Arabic", ""), "as": ("Assamese", ""),
    "az": ("Azerbaijani", ""), "ba": ("Bashkir", ""), "be": ("Belarusian", ""), "bg": ("Bulgarian", ""), "bn": ("Bengali", ""),
    "bs": ("Bosnian", ""), "ca": ("Catalan", ""), "cs": ("Czech", ""), "cv": ("Chuvash", ""), "cy": ("Welsh", ""),
    "da": ("Danish", ""), "de": ("German", ""), "el": ("Greek", ""), "eo": ("Esperanto", ""), "es": ("Spanish", ""),
    "et": ("Estonian", ""), "eu": ("Basque", ""), "fa": ("Persian", ""), "fi": ("Finnish", ""), "fr": ("French", ""), "ga": ("Irish", ""), "gd": ("Scottish Gaelic", ""), "gn": ("Guarani", ""), "gu": ("Gujarati", ""),
    "he": ("Hebrew", ""), "hi": ("Hindi", ""), "hr": ("Croatian", ""), "ht": ("Haitian Creole", ""), "hu": ("Hungarian", ""),
    "hy": ("Armenian", ""), "ia": ("Interlingua", ""), "id": ("Indonesian", ""), "io": ("Ido", ""), "is": ("Icelandic", ""),
    "it": ("Italian", ""), "ka": ("Georgian", ""), "kk": ("Kazakh", ""), "kl": ("Greenlandic", ""), "kn": ("Kannada", ""),
    "ko": ("Korean", ""), "ku": ("Kurdish", ""), "ky": ("Kyrgyz", ""), "la": ("Latin", ""), "lb": ("Luxembourgish", ""),
    "lt": ("Lithuanian", ""), "lv": ("Latvian", ""), "mi": ("Māori", ""), "mk": ("Macedonian", ""), "ml": ("Malayalam", ""),
    "mr": ("Marathi", ""), "ms": ("Malay", ""), "mt": ("Maltese", ""), "my": ("Burmese", ""), "nb": ("Norwegian", ""),
    "ne": ("Nepali", ""), "nl": ("Dutch", ""), "om": ("Oromo", ""), "or": ("Oriya", ""), "pa": ("Punjabi", ""),
    "pl": ("Polish", ""), "pt": ("Portuguese", "pt-br"), "qu": ("Quechua", ""), "ro": ("Romanian", ""), "ru": ("Russian", ""),
    "sd": ("Sindhi", ""), "si": ("Sinhala", ""), "sk": ("Slovak", ""), "sl": ("Slovenian", ""), "sq": ("Albanian", ""),
    "sr": ("Serbian", ""), "sv": ("Swedish", ""), "sw": ("Swahili", ""), "ta": ("Tamil", ""), "te": ("Telugu", ""),
    "th": ("Thai", ""), "ti": ("Tigrinya", ""), "tk": ("Turkmen", ""), "tn": ("Setswana", ""), "tr": ("Turkish", ""),
    "tt": ("Tatar", ""), "ug": ("Uyghur", ""), "uk": ("Ukrainian", ""), "ur": ("Urdu", ""), "uz": ("Uzbek", ""),
    "vi": ("Vietnamese", ""), "zh": ("Chinese", "cmn"),
}  # fmt: skip
_SAME_LANGUAGE = {"no": "nb", "nn": "nb", "iw": "he", "in": "id"}

# Languages that no built-in voice speaks, for messages that say so.
_UNSPOKEN = {
    "bo": "Tibetan", "dv": "Dhivehi", "ii": "Yi", "ja": "Japanese", "km": "Khmer", "lo": "Lao", "sa": "Sanskrit", "tl": "Tagalog",
    "fil": "Filipino", "x-canadian": "a language in Canadian syllabics", "x-unknown": "a language of its own",
}  # fmt: skip

# Those of them that a text may be in, with a code of two letters.
UNSPOKEN_CODES = tuple(code for code in _UNSPOKEN if len(code) == 2)

VOICES: tuple[Voice, ...] = (
    *_ENGLISH,
    *(
        Voice(value=f"robot-{code}", label=f"{name} (robotic)", language=code)
        for code, (name, _) in sorted(_ROBOTIC.items(), key=lambda entry: entry[1])
    ),
)


def espeak_voice(language: str) -> str:
    """Return espeak-ng's voice for a language, with or without a region ("pt-BR"); "" if it has none."""
    if language == "en-us":
        # Of no list: another voice speaks English better, but none as quickly.
        return language
    code = language.lower().replace("_", "-").partition("-")[0]
    code = _SAME_LANGUAGE.get(code, code)
    return _ROBOTIC[code][1] or code if code in _ROBOTIC else ""


def is_unreadable(language: str) -> bool:
    """Return whether no built-in voice speaks a language, and none could read its letters either."""
    code = language.lower().replace("_", "-")
    return code.startswith("x-") or code.partition("-")[0] in _UNSPOKEN.keys() - {"tl", "fil"}


def name_language(language: str) -> str:
    """Return the English name of a language by its code, or that of a script for a code such as "x-cherokee"."""
    code = language.lower().replace("_", "-").partition("-")[0] if language[:2] != "x-" else language
    code = _SAME_LANGUAGE.get(code, code)
    if is_english(code):
        return "English"
    if code in _ROBOTIC:
        return _ROBOTIC[code][0]
    named = code.removeprefix("x-").replace("-", " ").title() if code.startswith("x-") else ""
    return _UNSPOKEN.get(code, named or "this language")


def is_english(language: str) -> bool:
    """Return whether a language, with or without a region, is English."""
    return language.lower().replace("_", "-").partition("-")[0] == "en"
