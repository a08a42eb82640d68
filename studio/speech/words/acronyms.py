"""Which words are said letter by letter: acronyms, formulas, words without a vowel."""

# ruff: noqa: SIM905 (lists of words read best as text)

from __future__ import annotations

import re
from collections.abc import Callable

# Spelled although they have the shape of a word, or the lexicon has a word of the same letters.
SPELLED = frozenset(
    "US IT AI EU UN TV PC ID AM PM UK UAE USA UFO CEO CFO CTO COO ATM DIY FAQ LA DC NY NYC SUV UV LED CD DVD PR HR VR AR "
    "MIT IBM BBC CIA FBI DNA RNA GPS API URL HTML PDF XML SQL USB CPU GPU KM IPO PHD MRI ICU VIP RIP AD BC BCE CE WHO IS "
    "NGO IP SEO ROI EPA IRA ETA OS IDE SOP EV CT ER DOB GED DEA RAF MA BA BS MBA GPA GNP GDP IMF IRS NBA NFL WTO EA ISO "
    "UI UX IOC IOT IVF LGBT LGBTQ NAACP NYSE OMG RSVP SOS TBA TBD TNT UCLA USC NYU IQ EQ AKA ASAP FYI BMI CPR ECG EEG "
    "EMS HIV OCD ADD ADHD PTSD OECD ESA ECB EEC EFTA IAEA IEA ILO IOM ITU ICC ICJ UPS DHL USPS USDA FAA FDA FHA FCC AAA "
    "ABC CBS NBC CNN MTV HBO ESPN PBS NPR SSD RAV OLED LCD HD UHD DJ MC PE ESL PTA AC DC BMW GMO MSG EOD CRM ERP HOA APR "
    "APY ESG ETF NFT VC LLC CIO CMO CAD CNC ABS AWD UTC GMT EST PST CET UPC AAC AVI OCR GUI CLI IVR ACL AUX AV EDM RPM "
    "HDMI IBS IEEE YMCA NYPD LAPD OSI UNHCR ESOL IED UAW AFP AP IDF UDP TCP ISP ISS OJ AOC ECU EKG EPO ICE ROTC SAS AFL AFC UFC BAE BP GE GM AA VAR VAT AOL SAT SATS POW POWS AUD SEC DOE ALS LAX PLA KOH MPG LAN WAN KKK DUI GPU GPUS AIM IUD PMS STD STI STDS EMT ERA MVP RBI QB HRH PBJ BLT BYOB TMI IMO IMHO LOL BRB DM DMS SMS MMS PIP".split()
) - {"ICE", "ADD", "AA", "SAS", "IS", "VAR", "AIM", "ERA", "PIP"}
# These are ordinary words or names in lower case.
_ORDINARY = frozenset(
    "LAN WAN SEC DOE ALS LAX DUI ERA LOL US IT AM LA LED WHO ER AD MA CE UN ABS RIP CAD MIT AUX BAE IRA OS IDE ETA AR AP PE AC AV EST CET IE DOB SOP GED EA SAT".split()
)
# In a text that is all in capitals only these are words.
WORDS_TOO = frozenset("SEC DOE LAX US IT AM LA LED WHO AD MA ABS RIP CAD AUX ER PA SAT AN".split())
# Short words in capitals that are said as words, although the lexicon lacks them.
_SAID = frozenset(
    "CAPTCHA GAAP UEFA GIF YOLO FOMO NOAA CERN MOMA LEGO IKEA BIOS AWOL PISA TED HAHA HEHE UGH MEH YAY AWW OOH AAH NAH YEP WOW LIDAR "
    "UNHRC ALDI AUDI VISA ACER ASUS SONY TATE HUGO OSLO ROME LIMA BALI PERU CUBA IRAN IRAQ OMAN YALE ZARA".split()
)
# Sounds that people write without a vowel; and a rank.
_SOUNDS = frozenset("hmm hm shh sh brr psst pst tsk pfft grr mmm mm zzz zz nth hmph phew".split())
# Written without vowels, but said in full.
_ABBREVIATED = frozenset("mr mrs ms dr st vs ltd blvd nth mt ft".split())
_ONSETS = (
    "[bcdfghjklmnpqrstvwxz]?|bl|br|ch|cl|cr|dr|dw|fl|fr|gl|gr|gn|kl|kn|kr|ph|pl|pr|ps|sc|sch|scr|sh|shr|sk|sl|sm|sn|sp|spl|"
    "spr|st|str|sw|th|thr|tr|tw|wh|wr|ts|vl"
)
_SAYABLE = re.compile(rf"(?:{_ONSETS})[aeiouy].*", re.DOTALL)
# PCIe, NVMe, DDoS
_MIXED = re.compile(r"[A-Z]{3}[a-z]|[A-Z]{2}[a-z][A-Z]|[B-DF-HJ-NP-TV-XZ]{2}[A-Zb-df-hj-np-tv-xz][a-z]")
# Words of two letters; any other two in capitals are letters.
_SHORT_WORDS = frozenset(
    "ok no so go do an as at be by he hi if in is it me my of on or to up us we ah oh ha yo ma pa la ox am ex ho ow uh um hm sh mr ms dr st "
    "el al le de du di da ye re bo jo ed ty mo".split()
)
_CROWDED = re.compile(r"[^aeiouy]{4}")
_UNSAYABLE_ENDS = re.compile(r"(?:[^aeiouy](?:[bdfgjmvw]|hd|hr|cd)|[jqv])$")


def is_spelled(word: str, known: Callable[[str], bool], *, shouted: bool, beside_digit: bool = False) -> bool:
    """Return whether a word is said letter by letter: FBI, html and CO2 are, NASA and "hmm" are not.

    In a text that is `shouted`, in capitals as a whole, an ordinary word stays a word; `beside_digit` tells
    of a number that follows closely.
    """
    lower, upper = word.lower(), word.upper()
    if beside_digit and word.isupper() and len(word) <= 2:
        return True
    if word.islower() or (shouted and word.isupper()):
        return _is_spelled_anyhow(lower, upper, known, WORDS_TOO if shouted else _ORDINARY)
    if _MIXED.fullmatch(word) and not known(lower):
        return True
    if not word.isupper() or lower in _SOUNDS:
        return False
    if upper in SPELLED:
        return True
    if len(word) == 2:
        return lower not in _SHORT_WORDS
    if upper in _SAID or known(lower):
        return False
    return len(word) <= 4 or not is_sayable(lower)


def _is_spelled_anyhow(lower: str, upper: str, known: Callable[[str], bool], words: frozenset[str]) -> bool:
    """Return whether a word is an acronym even where capitals do not say so; `words` never are."""
    if lower in _SOUNDS or upper in words or len(lower) < 2:
        return False
    if upper in SPELLED:
        return True
    return len(lower) <= 5 and lower not in _ABBREVIATED and not re.search("[aeiouy]", lower)


def is_sayable(word: str) -> bool:
    """Return whether lower-case letters have the shape of a syllable or more."""
    return bool(_SAYABLE.fullmatch(word)) and not _CROWDED.search(word) and not _UNSAYABLE_ENDS.search(word)
