"""German: cases of ordinals, years by hundreds, and its abbreviations."""

# ruff: noqa: SIM905, RUF001 (lists of words read best as text; the signs that writers use look alike)

from __future__ import annotations

import re
from typing import ClassVar

from studio.speech.languages import figures
from studio.speech.languages.figures import Figure
from studio.speech.languages.german_cases import (
    ACCUSATIVE,
    BARE,
    BENDING,
    DATIVE,
    INDEFINITE,
    ORDERED,
    ending_of,
    gender_of,
    ruler_case,
)
from studio.speech.languages.language import Language, Money
from studio.speech.languages.rules.moments import is_day
from studio.speech.languages.scanning import Place, Rule, rule

_MONTHS = tuple("Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split())
_SHORT_MONTHS = {
    "jan": 0, "jän": 0, "feb": 1, "mrz": 2, "apr": 3, "jun": 5, "jul": 6, "aug": 7, "sept": 8, "sep": 8, "okt": 9, "nov": 10, "dez": 11,
}  # fmt: skip
_BECOMING = frozenset("wurde wird werden als wurden belegte".split())
_YEARLY = frozenset(
    "in im seit von bis um anno ab vor nach jahr jahre jahres sommer winter herbst frühjahr frühling ende anfang mitte baujahr zwischen und".split()
)
_HYPHENED = {
    "m": "Meter", "km": "Kilometer", "cm": "Zentimeter", "mm": "Millimeter", "kg": "Kilo", "g": "Gramm", "h": "Stunden", "l": "Liter", "€": "Euro",
}  # fmt: skip
_ROMAN_NAME = re.compile(r"[A-ZÄÖÜ][a-zäöüß]+")


class German(Language):
    locale = "de"
    thousand = "tausend"
    words: ClassVar = {
        "and": "und", "at": "at", "dot": "Punkt", "hyphen": "minus", "underscore": "Unterstrich", "plus": "plus", "minus": "minus",
        "plusminus": "plus minus", "equals": "gleich", "fold": "mal", "by": "mal", "times": "mal", "divided": "geteilt durch", "about": "ungefähr", "less": "kleiner als",
        "more": "größer als", "atmost": "höchstens", "atleast": "mindestens", "paragraph": "Paragraf", "percent": "Prozent", "to": "bis",
        "ratio": "zu", "comma": "Komma", "point": "Punkt", "number": "Nummer", "hashtag": "Hashtag", "per": "pro", "squared": "Quadrat",
        "cubed": "hoch drei", "power": "hoch",
    }  # fmt: skip
    months = _MONTHS
    days: ClassVar = {
        "mo": "Montag", "di": "Dienstag", "mi": "Mittwoch", "do": "Donnerstag", "fr": "Freitag", "sa": "Samstag", "so": "Sonntag",
        "montag": "Montag", "dienstag": "Dienstag", "mittwoch": "Mittwoch", "donnerstag": "Donnerstag", "freitag": "Freitag", "samstag": "Samstag",
        "sonnabend": "Sonnabend", "sonntag": "Sonntag", "mon": "Montag", "die": "Dienstag", "mit": "Mittwoch", "don": "Donnerstag",
    }  # fmt: skip
    money: ClassVar = {
        "EUR": ("Euro", "Euro", "Cent", "Cent"), "USD": ("Dollar", "Dollar", "Cent", "Cent"), "GBP": ("Pfund", "Pfund", "Penny", "Pence"),
        "CHF": ("Franken", "Franken", "Rappen", "Rappen"), "JPY": ("Yen", "Yen", "", ""), "BRL": ("Real", "Reais", "Centavo", "Centavos"),
        "INR": ("Rupie", "Rupien", "Paisa", "Paise"), "RUB": ("Rubel", "Rubel", "Kopeke", "Kopeken"), "TRY": ("Lira", "Lira", "Kuruş", "Kuruş"),
        "PLN": ("Zloty", "Zloty", "Groszy", "Groszy"), "CZK": ("Krone", "Kronen", "Heller", "Heller"), "KRW": ("Won", "Won", "", ""),
        "UAH": ("Hrywnja", "Hrywnja", "Kopeke", "Kopeken"), "SEK": ("Krone", "Kronen", "Öre", "Öre"), "NOK": ("Krone", "Kronen", "Öre", "Öre"),
        "DKK": ("Krone", "Kronen", "Öre", "Öre"), "CNY": ("Yuan", "Yuan", "", ""), "AUD": ("Dollar", "Dollar", "Cent", "Cent"),
        "CAD": ("Dollar", "Dollar", "Cent", "Cent"), "MXN": ("Peso", "Pesos", "Centavo", "Centavos"), "ARS": ("Peso", "Pesos", "Centavo", "Centavos"),
        "COP": ("Peso", "Pesos", "Centavo", "Centavos"), "ILS": ("Schekel", "Schekel", "", ""), "HUF": ("Forint", "Forint", "", ""),
        "VND": ("Dong", "Dong", "", ""), "THB": ("Baht", "Baht", "", ""), "CENT": ("Cent", "Cent", "", ""), "RAPPEN": ("Rappen", "Rappen", "", ""),
        "DM": ("D-Mark", "D-Mark", "Pfennig", "Pfennig"),
    }  # fmt: skip
    coins: ClassVar = {
        "Euro": "EUR", "Dollar": "USD", "Pfund": "GBP", "Franken": "CHF", "Cent": "CENT", "Ct.": "CENT", "ct": "CENT", "Ct": "CENT", "¢": "CENT",
        "Rp.": "RAPPEN", "DM": "DM", "SFr": "CHF", "sFr.": "CHF",
    }  # fmt: skip
    scales: ClassVar = {
        "Mio.": ("Million", "Millionen"), "Mio": ("Million", "Millionen"), "Mill.": ("Million", "Millionen"), "Mrd.": ("Milliarde", "Milliarden"),
        "Mrd": ("Milliarde", "Milliarden"), "Md.": ("Milliarde", "Milliarden"), "Bio.": ("Billion", "Billionen"), "Tsd.": ("tausend", "tausend"), "Tsd": ("tausend", "tausend"),
        "Million": ("", ""), "Millionen": ("", ""), "Milliarde": ("", ""), "Milliarden": ("", ""), "Billionen": ("", ""), "Tausend": ("", ""),
    }  # fmt: skip
    per: ClassVar = {
        **{
            noun.lower(): f"pro {noun}"
            for noun in "Tag Woche Monat Jahr Stunde Person Nacht Minute Kopf Stück Quartal Sekunde".split()
        },
        "h": "pro Stunde",
        "std": "pro Stunde",
        "d": "pro Tag",
        "min": "pro Minute",
        "qm": "pro Quadratmeter",
        "m": "pro Meter",
        "kg": "pro Kilogramm",
        "l": "pro Liter",
        "kwh": "pro Kilowattstunde",
    }
    units: ClassVar = {
        "Std.": "hour", "Std": "hour", "Min.": "minute", "Sek.": "second", "Stk.": "piece", "EL": "spoon", "TL": "teaspoon", "dB": "decibel", "Pkg.": "pack", "Pck.": "pack",
        "Jh.": "century", "J.": "year", "S.": "page",
    }  # fmt: skip
    unit_names: ClassVar = {
        "piece": ("Stück", "Stück"), "spoon": ("Esslöffel", "Esslöffel"), "teaspoon": ("Teelöffel", "Teelöffel"), "decibel": ("Dezibel", "Dezibel"),
        "pack": ("Packung", "Packungen"), "page": ("Seite", "Seiten"), "century": ("Jahrhundert", "Jahrhunderte"), "horsepower": ("P S", "P S"), "gigabyte": ("Gigabyte", "Gigabyte"),
    }  # fmt: skip
    short: ClassVar = {
        "z. B.": "zum Beispiel", "d. h.": "das heißt", "u. a.": "unter anderem", "u. Ä.": "und Ähnliches", "o. Ä.": "oder Ähnliches", "u. v. m.": "und vieles mehr",
        "v. a.": "vor allem", "i. d. R.": "in der Regel", "z. T.": "zum Teil", "z. Zt.": "zurzeit", "z. Z.": "zurzeit", "s. o.": "siehe oben", "s. u.": "siehe unten",
        "m. E.": "meines Erachtens", "n. Chr.": "nach Christus", "v. Chr.": "vor Christus", "o. g.": "oben genannten", "u. U.": "unter Umständen", "i. A.": "im Auftrag",
        "e. V.": "E V", "u. s. w.": "und so weiter", "a. D.": "außer Dienst", "a. M.": "am Main", "i. Br.": "im Breisgau", "b. w.": "bitte wenden", "z. H.": "zu Händen", "z. Hd.": "zu Händen",
        "usw.": "und so weiter", "etc.": "et cetera", "bzw.": "beziehungsweise", "ca.": "circa", "evtl.": "eventuell", "ggf.": "gegebenenfalls", "inkl.": "inklusive",
        "exkl.": "exklusive", "zzgl.": "zuzüglich", "abzgl.": "abzüglich", "vgl.": "vergleiche", "sog.": "sogenannte", "max.": "maximal", "min.": "mindestens", "mind.": "mindestens",
        "geb.": "geboren", "gest.": "gestorben", "verh.": "verheiratet", "bspw.": "beispielsweise", "zw.": "zwischen", "mtl.": "monatlich", "jährl.": "jährlich", "ehem.": "ehemals", "usf.": "und so fort", "Inh.": "Inhaber", "gegr.": "gegründet", "allg.": "allgemein", "entspr.": "entsprechend", "insb.": "insbesondere",
        "einschl.": "einschließlich", "gem.": "gemäß", "lt.": "laut", "ugs.": "umgangssprachlich", "urspr.": "ursprünglich", "versch.": "verschiedene", "tägl.": "täglich", "wöchentl.": "wöchentlich",
        "Dr.": "Doktor", "Prof.": "Professor", "Hr.": "Herr", "Hrn.": "Herrn", "Fr.": "Frau", "Dipl.-Ing.": "Diplomingenieur", "Ing.": "Ingenieur", "Mag.": "Magister",
        "St.": "Sankt", "Str.": "Straße", "Pl.": "Platz", "Hbf.": "Hauptbahnhof", "Hbf": "Hauptbahnhof", "Bhf.": "Bahnhof", "Tel.": "Telefon", "Jh.": "Jahrhundert", "Jhd.": "Jahrhundert", "Jhdt.": "Jahrhundert", "Nr.": "Nummer", "Nrn.": "Nummern", "Aufl.": "Auflage",
        "Co.": "Co", "GmbH": "G M B H", "Ges.": "Gesellschaft", "Hrsg.": "Herausgeber", "Mwst.": "Mehrwertsteuer", "MwSt.": "Mehrwertsteuer", "MwSt": "Mehrwertsteuer", "Std.": "Stunden", "Min.": "Minuten", "Sek.": "Sekunden",
        "Abt.": "Abteilung", "Bd.": "Band", "Anm.": "Anmerkung", "Mio.": "Millionen", "Mrd.": "Milliarden", "Tsd.": "Tausend", "Mon.": "Montag", "Hl.": "Heiliger", "Kfz": "K F Z", "Lkw": "L K W", "Pkw": "P K W",
        **{f"{name.title()}.": _MONTHS[index] for name, index in _SHORT_MONTHS.items()},
    }  # fmt: skip
    closing = frozenset(
        "usw. etc. u. v. m.|u. Ä.|o. Ä.|n. Chr.|v. Chr.|s. o.|s. u.|Jh.|Str.|Hbf.|e. V.".replace(
            "usw. etc. ", "usw.|etc.|"
        ).split("|")
    )
    short_of_numbers: ClassVar = {
        "S.": "Seite", "Nr.": "Nummer", "Abb.": "Abbildung", "Kap.": "Kapitel", "Art.": "Artikel", "Abs.": "Absatz", "Tab.": "Tabelle", "Anl.": "Anlage", "Bd.": "Band", "Fig.": "Figur", "Pos.": "Position",
        "Ziff.": "Ziffer", "Lit.": "Literatur", "Ausg.": "Ausgabe", "Jg.": "Jahrgang", "Seite": "Seite", "Zi.": "Zimmer", "Pkt.": "Punkt", "Kl.": "Klasse", "§§": "Paragrafen", "P.": "Seite", "Tel.": "Telefon", "Fax": "Fax",
    }  # fmt: skip
    small_words = frozenset(
        "der die das den dem des und ist ein nur nie neu gut alt ja so zu wir sie ich du er es wo wie was wer am im in an auf aus bei bis für mit von vor zum zur man mal hat war bin tag weg top hier nun ab da ob um uns ihr rot nah tun los".split()
    )
    spelled = frozenset(
        "ADAC EDV ARD AOK USA EU UN UNO-  AEG IAA DAAD BAFÖG- EKD IHK AfD AFD HSV VfB IBAN- EZB IKT AKW UKW AGB IAEA OECD- ÖBB OSZE EEG IOC USB IRA".replace(
            "UNO-", ""
        )
        .replace("BAFÖG-", "")
        .replace("IBAN-", "")
        .replace("OECD-", "OECD")
        .split()
    )
    said = frozenset(
        "UNO TÜV NATO ISO- UFO TUI ZOB- GAU BUND ASTA IKEA LEGO SOKO BIP- OPEC VIP- ALDI DIN PIN SIM BAföG IBAN UNESCO ADIDAS SARS AIDS ROM RAM WLAN- GEMA SCHUFA NASA ESA- UFA DAX MAN PEN WEG TOP NEU JA NEIN SO ZU WIR SIE ICH ALLE OHNE AUF UND GUT NIE OFF OUT ALT".replace(
            "ISO-", "ISO"
        )
        .replace("ESA-", "ESA")
        .split()
    )
    phone_cues = "tel|fon|fax|mobil|handy|whatsapp|ruf|hotline"
    clock_marks = "Uhr|h"
    writes_h = False
    date_cues = "am|vom|zum|bis|ab|seit|den|der|dem"
    roman_tails = r"\.?"

    def rules(self) -> list[Rule]:
        return [
            rule(
                r"(?:(?P<coin>s?Fr\.|CHF|€)\s?)?(?P<n>\d+)[.,][-–—]+(?:\s?(?:€|Euro|EUR)(?!\w))?",
                self._round_price,
            ),
            rule(
                r"[-–—]\s?(?<=\d\.[-–—])(?=\d{1,2}\.\d{1,2}\.)|(?<=\d\. )[-–—]\s(?=\d{1,2}\.\d{1,2}\.)",
                lambda _: "bis",
            ),
            *self._rank_rules(),
            rule(r"'?(?P<decade>(?:1[1-9]|20)?\d0)(?P<tail>er[ns]?)\b", self._decade),
            rule(
                r"(?P<number>\d+)(?P<tail>(?:fach|mal|jährig|tägig|stündig|minütig|köpfig|teilig|stellig|seitig|malig|prozentig|stöckig|er)\w*)(?!\w)",
                self._joined,
            ),
            rule(
                r"(?P<number>\d+)-(?P<tail>(?:fach|mal|jährig|tägig|stündig|minütig|köpfig|teilig|stellig|seitig|prozentig|stöckig)\w*)",
                self._joined,
            ),
            rule(
                r"(?P<h>\d{1,2})\sUhr(?:\s(?P<m>\d{1,2}))?\b",
                lambda place: self.clock(int(place["h"]), int(place["m"] or 0), 0, "Uhr"),
            ),
            rule(r"(?P<street>[A-ZÄÖÜ][a-zäöüß-]+s)tr\.(?=\s|,|$)", lambda place: f"{place['street']}traße"),
            rule(r"(?P<zip>\d{5})(?=\s[A-ZÄÖÜ][a-zäöü]+)", self._postcode),
            rule(rf"(?P<number>\d+)-(?P<unit>{'|'.join(_HYPHENED)})-(?=[A-ZÄÖÜ])", self._measured),
            rule(
                r"(?P<number>\d+)\s?%-?(?P<tail>ig\w*)",
                lambda place: f"{self.cardinal(int(place['number'][:15]))}prozent{place['tail']}",
            ),
            rule(r"'(?P<year>\d\d)(?!\d)", lambda place: self.cardinal(int(place["year"]))),
            rule(r"D-(?P<zip>\d{5})", lambda place: self.digits(" ".join(place["zip"]))),
        ]

    def _rank_rules(self) -> list[Rule]:
        """Return the rules of ordinals, and of dates without a year."""
        months = "|".join((*_MONTHS, *(f"{name.title()}\\." for name in _SHORT_MONTHS)))
        rank = r"(?P<a>\d{1,2})\.(?:\s?[-–—]\s?|\s(?:und|oder|bis)\s)"
        return [
            rule(r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.(?!\s?\d)", self._short_date),
            rule(rf"{rank}(?=\d{{1,2}}\.\s(?:{months}|[a-zäöü]))", self._ranks),
            rule(rf"(?P<number>\d{{1,3}})\.(?=\s?(?:{months}))", self._rank),
            rule(r"(?P<number>\d{1,3})\.(?=\s(?P<next>[^\W\d_]+)|[,)]|$|\s*$)", self._rank_if_meant),
            rule(
                r"(?P<number>\d{1,3})(?P<tail>ten|te|ter|tes|tem|sten|ste|ster|stes|stem|-te|-ten)\b",
                self._written_rank,
            ),
        ]

    # Numbers

    def gender(self, noun: str) -> str:
        return gender_of(noun)

    def cardinal(self, number: int, noun: str = "") -> str:
        if number == 1 and noun[:1].isupper():
            return "eine" if self.gender(noun) == "f" else "ein"
        return figures.spell("de", number)

    def alone(self, figure: Figure, place: Place) -> str:
        noun = self.noun_after(place)
        is_plain = place["figure"].isdecimal() and len(place["figure"]) == 4 and not place["sign"]
        if is_plain and 1100 <= figure.whole < 2000 and self._is_year(place, noun):
            return self.year(figure.whole)
        if figure.whole == 1 and not figure.separator and not figure.code and noun:
            return self._one(place, noun)
        said = self.figure(figure, noun)
        if said.startswith("eine M") and place.word_before in DATIVE | {"in"}:
            return said.replace("eine", "einer", 1)
        return said

    def _one(self, place: Place, noun: str) -> str:
        """Return "ein" in the case that a preposition asks for."""
        gender, before = self.gender(noun), place.word_before
        if before in DATIVE | {"in"}:
            return "einer" if gender == "f" else "einem"
        if before in ACCUSATIVE and gender == "m":
            return "einen"
        return "eine" if gender == "f" else "ein"

    def _is_year(self, place: Place, noun: str) -> bool:
        before = place.word_before
        return not noun or before in _YEARLY or before.title() in _MONTHS or "Jahr" in place.before[-12:]

    def year(self, number: int) -> str:
        return (
            figures.spell("de", number, "%spellout-numbering-year")
            if 1100 <= number < 2000
            else figures.spell("de", number)
        )

    def noun_after(self, place: Place) -> str:
        word = place.word_after
        return word if word[:1].isupper() and not word.isupper() else ""

    def decimals(self, digits: str) -> str:
        return " ".join(self.cardinal(int(digit)) for digit in digits)

    def fraction(self, above: int, below: int, place: Place, unit: str) -> str | None:
        if (above, below) == (1, 2):
            noun = unit or self.noun_after(place)
            half = (
                {"m": "ein halber", "n": "ein halbes", "f": "eine halbe"}[self.gender(noun)]
                if noun
                else "ein halb"
            )
            return f"{half} {unit}"
        part = (
            "halbe"
            if below == 2
            else figures.spell("de", below, "%spellout-ordinal").removesuffix("te") + "tel"
        )
        part = {3: "Drittel", 7: "Siebtel", 8: "Achtel"}.get(below, part)
        return f"{'ein' if above == 1 else self.cardinal(above)} {part[:1].upper() + part[1:]} {unit}"

    def mixed(self, whole: int, above: int, below: int, place: Place, unit: str) -> str | None:
        if (above, below) == (1, 2):
            return f"{'ein' if whole == 1 else self.cardinal(whole)}einhalb {unit}"
        return f"{self.cardinal(whole)} {self.fraction(above, below, place, unit)}"

    # Ordinals

    def ranked(self, number: int, ending: str) -> str:
        """Return an ordinal with the ending n, r, s, m, or none ("dritte")."""
        return figures.spell("de", number, f"%spellout-ordinal{'-' + ending if ending else ''}")

    def _noun_of(self, place: Place) -> str:
        """Return the first word with a capital behind an ordinal."""
        found = re.match(r"(?:\s[a-zäöüß]+){0,2}\s([A-ZÄÖÜ]\w+)", place.after)
        return found[1] if found else ""

    def _rank(self, place: Place) -> str:
        return self.ranked(int(place["number"]), ending_of(place.before, self._noun_of(place)))

    def _ranks(self, place: Place) -> str:
        joint = re.search("und|oder", place.match[0])
        noun = re.match(r"\d+\.\s(?:[a-zäöüß]+\s)?([A-ZÄÖÜ]\w+)", place.after)
        ending = ending_of(place.before, noun[1] if noun else "")
        return f"{self.ranked(int(place['a']), ending)} {joint[0] if joint else 'bis'}"

    def _rank_if_meant(self, place: Place) -> str | None:
        """Read "3." as an ordinal, unless its full stop ends a sentence or marks a list."""
        before, following = place.word_before, place["next"]
        if not before and not ORDERED.fullmatch(following) and not following[:1].islower():
            return None
        determined = before in BENDING | BARE | INDEFINITE | {"der"}
        if following[:1].islower() or (following and (determined or ORDERED.fullmatch(following))):
            if before in {"nummer", "seite", "kapitel", "raum", "zimmer"} or int(place["number"]) == 0:
                return None
            return self._rank(place)
        if before in _BECOMING or (
            before in {"am", "der", "vom", "zum", "den", "die"} and (place.ends or place.after[:1] in ",)")
        ):
            end = "." if place.ends and not place.after.startswith((",", ")")) else ""
            return self._rank(place) + end
        return None

    def _written_rank(self, place: Place) -> str:
        tail = place["tail"].lstrip("-")
        stem = self.ranked(int(place["number"]), "")
        return stem + tail.removeprefix("s").removeprefix("te")

    # Moments

    def date(self, day: int, month: int, year: int | None, place: Place) -> str:
        said = f"{self.ranked(day, ending_of(place.before, 'Tag'))} {_MONTHS[month - 1]}"
        return f"{said} {self.year(year)}" if year else said

    def _short_date(self, place: Place) -> str | None:
        day, month = int(place["d"]), int(place["m"])
        if not is_day(day, month):
            return None
        end = "." if place.ends else ""
        return self.date(day, month, None, place) + end

    def clock(self, hour: int, minute: int, second: int, mark: str) -> str:
        said = f"{'ein' if hour == 1 else self.cardinal(hour)} Uhr"
        if second:
            return f"{said} {self.cardinal(minute)} und {self.cardinal(second)} {'Sekunde' if second == 1 else 'Sekunden'}"
        return f"{said} {self.cardinal(minute)}" if minute else said

    def opening(self, first: tuple[int, int], second: tuple[int, int], mark: str, place: Place) -> str:
        begins = self.cardinal(first[0]) if not first[1] and not second[1] else self.clock(*first, 0, mark)
        return f"{'ein' if begins == 'eins' and second[1] else begins} bis {self.clock(*second, 0, mark)}"

    def is_day(self, written: str) -> bool:
        return written[:1].isupper() and not re.fullmatch("Die|Mit|So", written)

    def _decade(self, place: Place) -> str:
        number, tail = int(place["decade"]), place["tail"]
        return (self.year(number) if number >= 1100 else self.cardinal(number)) + tail

    def _joined(self, place: Place) -> str | None:
        """Read a number that is written in one word with what it measures ("3-fach", "20-jährige")."""
        number, tail = int(place["number"][:15]), place["tail"]
        if tail.startswith("er") and tail not in {"er", "ern", "ers"}:
            return None
        return ("ein" if number == 1 else self.cardinal(number)) + tail

    # Roman numerals and addresses

    def roman(self, value: int, tail: str, place: Place) -> str | None:
        """Read the numeral of a ruler in the case of its name, and one that counts parts."""
        before = (place.words_before() or [""])[-1]
        if before in {
            "Kapitel",
            "Band",
            "Teil",
            "Akt",
            "Tafel",
            "Artikel",
            "Klasse",
            "Stufe",
            "Phase",
            "Typ",
            "Punkt",
            "Abschnitt",
        }:
            return self.cardinal(value) + ("." if tail and place.ends else "")
        if not tail:
            return self.cardinal(value) if len(place["numeral"]) > 1 and value < 40 else None
        if not _ROMAN_NAME.fullmatch(before):
            return self._rank_roman(value, place) if tail else None
        article, ending = ruler_case(before, {word.lower() for word in place.words_before(4)[:-1]})
        return f"{article} {self.ranked(value, ending).capitalize()}{'.' if place.ends else ''}"

    def _rank_roman(self, value: int, place: Place) -> str | None:
        noun = self._noun_of(place)
        return self.ranked(value, ending_of(place.before, noun)) if noun else None

    def _postcode(self, place: Place) -> str | None:
        """Read five digits before a town as digits, behind a number of a house or at the beginning of a line."""
        return self.digits(place["zip"]) if re.search(r"\d ?[a-z]?, $", place.before) else None

    def _round_price(self, place: Place) -> str:
        """Read "20.-" and "5,- €"."""
        return self.price(Figure(int(place["n"][:15])), "CHF" if place["coin"] not in {"", "€"} else "EUR")

    def _measured(self, place: Place) -> str:
        """Read a measure within a word ("100-m-Lauf")."""
        return f"{self.cardinal(int(place['number'][:15]))}-{_HYPHENED[place['unit']]}-"

    def change(self, amount: int, money: Money) -> str:
        return figures.spell("de", amount)
