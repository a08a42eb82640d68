"""The voices of Google's service by name, for forms and for the provider."""

from __future__ import annotations

from dataclasses import dataclass

from gtts.lang import tts_langs

# The domain selects the accent. A closed list, because it becomes part of an address and must not be user input.
ACCENTS = {
    ("en", "us"): "English (United States)",
    ("en", "co.uk"): "English (United Kingdom)",
    ("en", "com.au"): "English (Australia)",
    ("en", "ca"): "English (Canada)",
    ("en", "co.in"): "English (India)",
    ("en", "ie"): "English (Ireland)",
    ("en", "co.za"): "English (South Africa)",
    ("en", "com.ng"): "English (Nigeria)",
    ("es", "es"): "Spanish (Spain)",
    ("es", "com.mx"): "Spanish (Mexico)",
    ("es", "us"): "Spanish (United States)",
    ("fr", "fr"): "French (France)",
}
DOMAINS = ("com", *dict.fromkeys(domain for _, domain in ACCENTS))
# ISO codes for which the service uses another code; and the other way round.
_SERVICE_CODES = {"he": "iw", "jv": "jw", "nb": "no", "nn": "no", "fil": "tl", "zh": "zh-CN"}
_COMMON_CODES = {"iw": "he", "jw": "jv"}
PREFIX = "google-"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoogleVoice:
    """One voice: its value for `speak`, a label for people, its ISO 639 language, and the service's code and domain.

    `domain` is empty if the language has only one accent: any address will do.
    """

    value: str
    label: str
    language: str
    code: str
    domain: str = ""


def google_voices() -> tuple[GoogleVoice, ...]:
    """Return a voice for each language and accent, by name."""
    # The service also takes "zh", for the same voice as "zh-CN".
    names = {(code, ""): name for code, name in tts_langs().items() if code != "zh"} | ACCENTS
    return tuple(
        GoogleVoice(
            value=PREFIX + "-".join(filter(None, (code, domain))),
            label=f"{name} (Google)",
            language=_COMMON_CODES.get(code, code.partition("-")[0]),
            code=code,
            domain=domain,
        )
        for (code, domain), name in sorted(names.items(), key=lambda one: one[1])
    )


def find_voice(language: str, voice: str = "") -> GoogleVoice | None:
    """Return the named voice if it speaks the language, else the language's own, or None if there is none."""
    wanted = language.replace("_", "-")
    common = wanted.lower().partition("-")[0]
    known = google_voices()
    for one in known:
        if one.value == voice and one.language == _COMMON_CODES.get(common, common):
            return one
    codes = (wanted, _SERVICE_CODES.get(common, common))
    return next(
        (one for code in codes for one in known if one.code.lower() == code.lower() and not one.domain), None
    )
