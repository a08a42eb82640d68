"""Italian: "un", "uno", "una", centuries as ranks or as hundreds, hours behind "alle"."""

# ruff: noqa: SIM905, RUF001 (lists of words read best as text; the signs that writers use look alike)

from __future__ import annotations

import re
from typing import ClassVar

from studio.speech.languages import figures
from studio.speech.languages.language import Money
from studio.speech.languages.romance import Romance
from studio.speech.languages.scanning import Place, Rule, rule

_MONTHS = tuple(
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre".split()
)
_DAYS = "lunedì martedì mercoledì giovedì venerdì sabato domenica".split()
_ARTICLE_O = re.compile(r"(?:s[^aeiouàèìòù]|z|gn|ps|pn|x|y|i[aeou])", re.IGNORECASE)
_CENTURIES = {
    200: "Duecento",
    300: "Trecento",
    400: "Quattrocento",
    500: "Cinquecento",
    600: "Seicento",
    700: "Settecento",
    800: "Ottocento",
    900: "Novecento",
}


class Italian(Romance):
    locale = "it"
    thousand = "mila"
    link = "di"
    words: ClassVar = {
        "and": "e", "at": "chiocciola", "dot": "punto", "hyphen": "trattino", "underscore": "trattino basso", "plus": "più", "minus": "meno",
        "plusminus": "più o meno", "equals": "uguale", "fold": "volte", "by": "per", "times": "per", "divided": "diviso", "about": "circa", "less": "minore di", "more": "maggiore di",
        "atmost": "al massimo", "atleast": "almeno", "paragraph": "paragrafo", "percent": "per cento", "to": "a", "ratio": "a", "comma": "virgola",
        "point": "punto", "number": "numero", "hashtag": "hashtag", "per": "per", "squared": "al quadrato", "cubed": "al cubo", "power": "elevato a", "of": "di",
    }  # fmt: skip
    months = _MONTHS
    days: ClassVar = {short: full for full in _DAYS for short in (full[:3], full)}
    money: ClassVar = {
        "EUR": ("euro", "euro", "centesimo", "centesimi"), "USD": ("dollaro", "dollari", "centesimo", "centesimi"), "GBP": ("sterlina", "sterline", "penny", "pence"),
        "CHF": ("franco svizzero", "franchi svizzeri", "centesimo", "centesimi"), "JPY": ("yen", "yen", "", ""), "BRL": ("real", "real", "centesimo", "centesimi"),
        "INR": ("rupia", "rupie", "", ""), "RUB": ("rublo", "rubli", "", ""), "TRY": ("lira turca", "lire turche", "", ""), "PLN": ("zloty", "zloty", "", ""),
        "CZK": ("corona", "corone", "", ""), "KRW": ("won", "won", "", ""), "UAH": ("grivnia", "grivnie", "", ""), "SEK": ("corona", "corone", "", ""),
        "NOK": ("corona", "corone", "", ""), "DKK": ("corona", "corone", "", ""), "CNY": ("yuan", "yuan", "", ""), "AUD": ("dollaro", "dollari", "centesimo", "centesimi"),
        "CAD": ("dollaro", "dollari", "centesimo", "centesimi"), "MXN": ("peso", "pesos", "", ""), "ARS": ("peso", "pesos", "", ""), "COP": ("peso", "pesos", "", ""),
        "ILS": ("siclo", "sicli", "", ""), "HUF": ("fiorino", "fiorini", "", ""), "VND": ("dong", "dong", "", ""), "THB": ("baht", "baht", "", ""),
        "CENT": ("centesimo", "centesimi", "", ""), "LIT": ("lira", "lire", "", ""),
    }  # fmt: skip
    short_months: ClassVar = {
        "gen": 1, "genn": 1, "feb": 2, "febb": 2, "mar": 3, "apr": 4, "mag": 5, "giu": 6, "lug": 7, "ago": 8, "set": 9, "sett": 9, "ott": 10, "nov": 11, "dic": 12,
    }  # fmt: skip
    coins: ClassVar = {
        "euro": "EUR",
        "dollari": "USD",
        "cent.": "CENT",
        "cent": "CENT",
        "sterline": "GBP",
        "Lit.": "LIT",
        "lire": "LIT",
    }
    scales: ClassVar = {
        "mln": ("milione", "milioni"), "mln.": ("milione", "milioni"), "mld": ("miliardo", "miliardi"), "mld.": ("miliardo", "miliardi"), "mrd": ("miliardo", "miliardi"), "M": ("milione", "milioni"), "Mln": ("milione", "milioni"), "Mld": ("miliardo", "miliardi"), "k": ("mille", "mila"),
        "milione": ("", ""), "milioni": ("", ""), "miliardo": ("", ""), "miliardi": ("", ""), "mila": ("", ""),
    }  # fmt: skip
    per: ClassVar = {
        "mese": "al mese",
        "anno": "all'anno",
        "giorno": "al giorno",
        "settimana": "alla settimana",
        "h": "all'ora",
        "ora": "all'ora",
        "kg": "al chilo",
        "persona": "a persona",
        "notte": "a notte",
        "l": "al litro",
        "pers": "a persona",
    }
    units: ClassVar = {
        "gr": "gram",
        "gr.": "gram",
        "hg": "hectogram",
        "mq": "square-meter",
        "mc": "cubic-meter",
        "sec.": "second",
        "min.": "minute",
        "dB": "decibel",
        "CV": "horsepower",
        "lt": "liter",
        "Kg": "kilogram",
        "Km": "kilometer",
    }
    unit_names: ClassVar = {
        "percent": ("per cento", "per cento"),
        "decibel": ("decibel", "decibel"),
        "hectogram": ("etto", "etti"),
        "horsepower": ("cavallo", "cavalli"),
        "kilogram": ("chilogrammo", "chilogrammi"),
        "kilometer-per-hour": ("chilometro all'ora", "chilometri all'ora"),
    }
    short: ClassVar = {
        "ad es.": "ad esempio", "p. es.": "per esempio", "per es.": "per esempio", "ecc.": "eccetera", "etc.": "eccetera", "a. C.": "avanti Cristo", "d. C.": "dopo Cristo", "sig.": "signor", "sig.ra": "signora", "sig.na": "signorina", "sigg.": "signori", "dott.": "dottor", "dott.ssa": "dottoressa", "dr.": "dottor", "dr.ssa": "dottoressa",
        "prof.": "professor", "prof.ssa": "professoressa", "ing.": "ingegner", "avv.": "avvocato", "arch.": "architetto", "geom.": "geometra", "on.": "onorevole", "rag.": "ragionier", "P.zza": "piazza", "p.za": "piazza", "V.le": "viale", "C.so": "corso", "L.go": "largo", "v.le": "viale", "c.so": "corso", "tel.": "telefono", "cell.": "cellulare",
        "pag.": "pagina", "pagg.": "pagine", "cap.": "capitolo", "S.p.A.": "S P A", "S. p. A.": "S P A", "S.r.l.": "S R L", "SpA": "S P A", "Srl": "S R L", "c.d.": "cosiddetto", "c. d.": "cosiddetto", "ca.": "circa", "min.": "minuti", "max.": "massimo", "cfr.": "confronta", "vs.": "contro", "gg.": "giorni", "ss.": "seguenti", "es.": "esempio", "fig.": "figura", "ab.": "abitanti", "art.": "articolo", "secc.": "secoli", "sec.": "secolo", "S.": "san", "s.l.m.": "sul livello del mare", "N.B.": "nota bene", "c.a.": "circa", "gent.ma": "gentilissima", "gent.mo": "gentilissimo", "egr.": "egregio", "F.lli": "fratelli", "Ill.mo": "illustrissimo", "n.b.": "nota bene", "i.e.": "cioè", "div.": "divisione", "ft.": "feat",
    }  # fmt: skip
    closing = frozenset(
        {"ecc.", "etc.", "a. C.", "d. C.", "S.p.A.", "S.r.l.", "ab.", "ss.", "sec.", "s.l.m."}
    )
    short_of_numbers: ClassVar = {
        "n.": "numero",
        "n°": "numero",
        "nº": "numero",
        "nr.": "numero",
        "num.": "numero",
        "pag.": "pagina",
        "p.": "pagina",
        "pp.": "pagine",
        "cap.": "capitolo",
        "art.": "articolo",
        "vol.": "volume",
        "fig.": "figura",
        "v.": "verso",
        "tab.": "tabella",
        "c.": "comma",
    }
    small_words = frozenset(
        "il lo la gli le un una no sì che per con del dal al è ma mai più tre due uno qui là già se mi ti ci vi di da in su tra fra ora oro blu sud est e o".split()
    )
    spelled = frozenset("UE USA CGIL CISL- IA IVA- ADSL API USB OCSE- OMS ATM AIRE- RAEE-".split())
    said = frozenset(
        "FIAT RAI NASA INPS- NATO ONU IVA FIFA UEFA UNESCO CONI ISTAT INAIL ENI ENEL TIM UIL CISL CAP PIL SIM PIN PEC TAV ATAC IKEA LEGO SPID AIDS FAO CAF DOC DOP IGP- BOT BTP- ASL TAR CAI FAI ALDI ILVA SIAE IMU TARI MES CIA INTER ESA ROM RAM".split()
    )
    tlds_said = frozenset({"it"})
    phone_cues = "tel|fono|fax|cell|chiama|whatsapp"
    clock_marks = "ore|h"
    clock_cues = "alle|dalle|ore|le|all|fino|dall|delle"
    date_cues = "il|del|dal|al|giorno"
    feminine = re.compile(r".*(?:a|zione|sione|gione|tà|tù|trice|ie)")
    feminine_nouns = frozenset(
        "notte classe carne chiave gente luce madre mente mano moglie nave neve pace parte voce arte mani foto moto auto radio email canzone stagione stazione torre sede pelle fine frase fonte mille".split()
    )
    masculine_nouns = frozenset(
        "problema programma sistema tema clima pianeta poeta panorama dramma schema cinema diploma kilo papa pigiama aroma poema".split()
    )
    no_nouns = frozenset(
        "di del della dei delle e ed o a al alla ai alle in per con che si è sono fu era non né più meno fino come su il lo la i gli le un una quando dove senza sopra da dal dalla tra fra ogni ha hanno anche ma se mi ti ci vi".split()
    )
    queens = frozenset("beatrice margherita".split())
    counted = frozenset(
        "capitolo tomo volume atto parte articolo titolo libro sezione fase tipo grado livello scena allegato classe canto".split()
    )
    century = frozenset({"secolo", "secoli"})
    articles = frozenset("il lo la al del dal nel sul un una suo mio primo".split())
    ranked_nouns = frozenset(
        "secolo sec guerra anniversario congresso edizione incontro giornata fiera repubblica festival concorso premio settimana millennio impero dinastia municipio".split()
    )
    last_rank = 99
    last_century = 99

    def rules(self) -> list[Rule]:
        months = "|".join(_MONTHS)
        return [
            rule(rf"1(?=\s(?:{months})\b)", lambda _: "primo"),
            rule(r"(?P<numeral>[IVX]+)\ssec\.", lambda place: self._century(place)),
            rule(r"'(?P<year>[2-9]00)(?!\d)", lambda place: _CENTURIES[int(place["year"])]),
            rule(r"'(?P<year>\d\d)(?!\d)", lambda place: self.cardinal(int(place["year"]))),
            rule(
                r"(?P<a>1\d{3}|20\d\d)\s?[-–/]\s?(?P<b>\d{4}|\d{2})(?!\d|[-/]\d)",
                lambda place: f"{self.cardinal(int(place['a']))} {self.cardinal(int(place['b']))}",
            ),
            rule(
                r"(?P<number>3\d{2}[ ./-]?(?:\d{6,7}|\d{3}[ .]\d{3,4}|\d{2}[ .]\d{2}[ .]\d{3})|8\d\d \d{3} \d{3})(?!\d)",
                lambda place: ", ".join(map(self.digits, self.phone_groups(place["number"]))),
            ),
            *super().rules(),
        ]

    def _century(self, place: Place) -> str:
        from studio.speech.words.numerals import roman_value

        end = "." if place.ends else ""
        return f"{self.ordinal(roman_value(place['numeral']))} secolo{end}"

    def cardinal(self, number: int, noun: str = "") -> str:
        if number == 1 and noun:
            if self.gender(noun.split()[0]) == "f":
                return "un'" if noun[0].lower() in "aeiouàèìòù" else "una"
            return "uno" if _ARTICLE_O.match(noun) else "un"
        return figures.spell("it", number)

    def fraction(self, above: int, below: int, place: Place, unit: str) -> str | None:
        one, many = {2: ("mezzo", "mezzi"), 3: ("terzo", "terzi"), 4: ("quarto", "quarti")}.get(
            below, ("", "")
        )
        one = one or self.ordinal(below)
        noun = unit or self.noun_after(place)
        if (above, below) == (1, 2) and noun:
            return f"{self.half(noun)} {unit}"
        said = f"un {one}" if above == 1 else f"{self.cardinal(above)} {many or one[:-1] + 'i'}"
        return f"{said} {self.link} {unit}" if noun else said

    def mixed(self, whole: int, above: int, below: int, place: Place, unit: str) -> str | None:
        if (above, below) == (1, 2):
            half = self.half(unit) if unit else "mezzo"
            return f"{self.cardinal(whole, unit)} {unit} e {half}"
        return super().mixed(whole, above, below, place, unit)

    def half(self, noun: str) -> str:
        return "mezza" if self.gender(noun) == "f" else "mezzo"

    # Moments

    def date(self, day: int, month: int, year: int | None, place: Place) -> str:
        said = f"{'primo' if day == 1 else self.cardinal(day)} {_MONTHS[month - 1]}"
        return f"{said} {self.year(year)}" if year else said

    def clock(self, hour: int, minute: int, second: int, mark: str) -> str:
        said = "una" if hour == 1 else self.cardinal(hour)
        if minute:
            said += f" e {'zero ' if minute < 10 else ''}{self.cardinal(minute)}"
        elif mark.startswith("h"):
            said = f"{said} {'ora' if hour == 1 else 'ore'}"
        return f"{said} e {self.cardinal(second)} secondi" if second else said

    def opening(self, first: tuple[int, int], second: tuple[int, int], mark: str, place: Place) -> str:
        begin, end = self.clock(*first, 0, ""), self.clock(*second, 0, "")
        if place.word_before == "ore":
            return f"{begin} {end}"
        lead = (
            ""
            if place.word_before in {"dalle", "ore", "le", "tra"}
            else "dall'"
            if first[0] == 1
            else "dalle "
        )
        return f"{lead}{begin} {'all' + chr(39) if second[0] == 1 else 'alle '}{end}"

    def days_span(self, first: str, second: str, place: Place) -> str:
        if place.word_before in {"da", "dal", "dalla"}:
            return f"{first} a {second}"
        return f"{'dalla' if first == 'domenica' else 'dal'} {first} {'alla' if second == 'domenica' else 'al'} {second}"

    def is_day(self, written: str) -> bool:
        return len(written.rstrip(".")) > 3 or written.endswith(".")

    def span(self, first: str, second: str) -> str:
        return f"{first} {second}"

    def change(self, amount: int, money: Money) -> str:
        return f"e {self.cardinal(amount)}"

    def is_plural(self, noun: str) -> bool:
        return True

    def one_of(self, noun: str) -> str:
        return f"{noun[:-1]}{ {'e': 'a', 'i': 'o'}.get(noun[-1], noun[-1]) }"
