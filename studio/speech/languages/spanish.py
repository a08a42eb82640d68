"""Spanish: "veintiún" and "veintiuna", ranks before nouns, hours of the morning and the night."""

# ruff: noqa: SIM905 (lists of words read best as text; the signs that writers use look alike)

from __future__ import annotations

import re
from typing import ClassVar

from studio.speech.languages import figures
from studio.speech.languages.language import Money
from studio.speech.languages.romance import Romance
from studio.speech.languages.scanning import Place, Rule, rule

_MONTHS = tuple(
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
)
_DAYS = "lunes martes miércoles jueves viernes sábado domingo".split()


class Spanish(Romance):
    locale = "es"
    thousand = "mil"
    link = "de"
    words: ClassVar = {
        "and": "y", "at": "arroba", "dot": "punto", "hyphen": "guion", "underscore": "guion bajo", "plus": "más", "minus": "menos",
        "plusminus": "más menos", "equals": "igual a", "fold": "veces", "by": "por", "times": "por", "divided": "entre", "about": "aproximadamente", "less": "menor que",
        "more": "mayor que", "atmost": "como máximo", "atleast": "como mínimo", "paragraph": "párrafo", "percent": "por ciento", "to": "a",
        "ratio": "a", "comma": "coma", "point": "punto", "number": "número", "hashtag": "hashtag", "per": "por", "squared": "al cuadrado",
        "cubed": "al cubo", "power": "elevado a", "of": "de",
    }  # fmt: skip
    months = _MONTHS
    days: ClassVar = {short: full for full in _DAYS for short in (full[:3], full)} | {
        "mie": "miércoles",
        "sab": "sábado",
        "l": "lunes",
        "v": "viernes",
        "s": "sábado",
        "d": "domingo",
    }
    money: ClassVar = {
        "EUR": ("euro", "euros", "céntimo", "céntimos"), "USD": ("dólar", "dólares", "centavo", "centavos"), "GBP": ("libra", "libras", "penique", "peniques"),
        "CHF": ("franco suizo", "francos suizos", "céntimo", "céntimos"), "JPY": ("yen", "yenes", "", ""), "BRL": ("real", "reales", "centavo", "centavos"),
        "INR": ("rupia", "rupias", "", ""), "RUB": ("rublo", "rublos", "kópek", "kópeks"), "TRY": ("lira", "liras", "", ""), "PLN": ("esloti", "eslotis", "", ""),
        "CZK": ("corona", "coronas", "", ""), "KRW": ("won", "wones", "", ""), "UAH": ("grivna", "grivnas", "", ""), "SEK": ("corona", "coronas", "", ""),
        "NOK": ("corona", "coronas", "", ""), "DKK": ("corona", "coronas", "", ""), "CNY": ("yuan", "yuanes", "", ""), "AUD": ("dólar", "dólares", "centavo", "centavos"),
        "CAD": ("dólar", "dólares", "centavo", "centavos"), "MXN": ("peso", "pesos", "centavo", "centavos"), "ARS": ("peso", "pesos", "centavo", "centavos"),
        "COP": ("peso", "pesos", "centavo", "centavos"), "ILS": ("séquel", "séqueles", "", ""), "HUF": ("florín", "florines", "", ""), "VND": ("dong", "dongs", "", ""),
        "THB": ("bat", "bats", "", ""), "CENT": ("céntimo", "céntimos", "", ""), "PEN": ("sol", "soles", "céntimo", "céntimos"), "PTS": ("peseta", "pesetas", "", ""),
    }  # fmt: skip
    comma_money = frozenset({"MXN", "USD", "COP"})
    months_linked = True
    short_months: ClassVar = {
        "ene": 1, "feb": 2, "febr": 2, "mar": 3, "abr": 4, "may": 5, "jun": 6, "jul": 7, "ago": 8, "sep": 9, "sept": 9, "set": 9, "oct": 10, "nov": 11, "dic": 12,
    }  # fmt: skip
    coins: ClassVar = {
        "euros": "EUR",
        "euro": "EUR",
        "dólares": "USD",
        "pesos": "MXN",
        "S/": "PEN",
        "cts.": "CENT",
        "cts": "CENT",
        "ptas.": "PTS",
        "U$S": "USD",
        "libras": "GBP",
        "soles": "PEN",
    }
    scales: ClassVar = {
        "M": ("millón", "millones"), "mill.": ("millón", "millones"), "mill": ("millón", "millones"), "MM": ("millón", "millones"), "k": ("mil", "mil"), "mil": ("", ""), "millón": ("", ""), "millones": ("", ""),
        "mil millones": ("", ""), "mdd": ("millón", "millones"), "billón": ("", ""), "billones": ("", ""),
    }  # fmt: skip
    per: ClassVar = {
        "mes": "al mes",
        "año": "al año",
        "día": "al día",
        "dia": "al día",
        "semana": "a la semana",
        "h": "por hora",
        "hora": "por hora",
        "kg": "el kilo",
        "pers": "por persona",
        "l": "el litro",
    }
    units: ClassVar = {
        "hs": "hour",
        "seg": "second",
        "seg.": "second",
        "min.": "minute",
        "kgs": "kilogram",
        "dB": "decibel",
        "CV": "horsepower",
        "grs": "gram",
        "gr": "gram",
        "gr.": "gram",
        "kms": "kilometer",
        "mts": "meter",
    }
    unit_names: ClassVar = {
        "decibel": ("decibelio", "decibelios"),
        "horsepower": ("caballo", "caballos"),
        "kilogram": ("kilogramo", "kilogramos"),
    }
    short: ClassVar = {
        "p. ej.": "por ejemplo", "p. e.": "por ejemplo", "EE. UU.": "Estados Unidos", "EE.UU": "Estados Unidos", "EEUU": "Estados Unidos", "EUA": "Estados Unidos", "a. C.": "antes de Cristo", "d. C.": "después de Cristo", "a. de C.": "antes de Cristo",
        "d. de C.": "después de Cristo", "etc.": "etcétera", "Sr.": "señor", "Sra.": "señora", "Srta.": "señorita", "Sres.": "señores", "Sras.": "señoras", "Dr.": "doctor", "Dra.": "doctora", "Dres.": "doctores", "Prof.": "profesor", "Profa.": "profesora",
        "Ud.": "usted", "Uds.": "ustedes", "Vd.": "usted", "Vds.": "ustedes", "D.": "don", "Dña.": "doña", "D.ª": "doña", "Lic.": "licenciado", "Ing.": "ingeniero", "Arq.": "arquitecto", "Gral.": "general", "Avda.": "avenida", "Av.": "avenida",
        "C/": "calle", "c/": "calle", "Pza.": "plaza", "Plza.": "plaza", "Pl.": "plaza", "Pº": "paseo", "P.º": "paseo", "Ctra.": "carretera", "tel.": "teléfono", "tfno.": "teléfono", "tlf.": "teléfono", "aprox.": "aproximadamente", "máx.": "máximo", "mín.": "mínimo", "dpto.": "departamento", "depto.": "departamento", "Sto.": "santo", "Sta.": "santa",
        "Cía.": "compañía", "S. A.": "S A", "S. L.": "S L", "pág.": "página", "págs.": "páginas", "núm.": "número", "cap.": "capítulo", "ej.": "ejemplo", "izq.": "izquierda", "dcha.": "derecha", "atte.": "atentamente", "vs.": "contra", "hab.": "habitantes", "ss.": "siguientes", "adj.": "adjunto", "Ntra. Sra.": "Nuestra Señora", "i. e.": "es decir", "JJ. OO.": "Juegos Olímpicos", "RR. HH.": "recursos humanos", "RRHH": "recursos humanos",
    }  # fmt: skip
    closing = frozenset(
        {"etc.", "a. C.", "d. C.", "S. A.", "S. L.", "hab.", "dcha.", "izq.", "EE. UU.", "aprox.", "ss."}
    )
    short_of_numbers: ClassVar = {
        "n.º": "número",
        "nº": "número",
        "n°": "número",
        "no.": "número",
        "nro.": "número",
        "núm.": "número",
        "pág.": "página",
        "p.": "página",
        "pp.": "páginas",
        "art.": "artículo",
        "vol.": "volumen",
        "fig.": "figura",
        "s.": "siglo",
        "cap.": "capítulo",
        "km.": "kilómetro",
        "km": "kilómetro",
        "Km": "kilómetro",
    }
    small_words = frozenset(
        "el la los las un una no sí que muy más con por sin ya del al es son fin tu mi su hoy ver sol mar paz rey uno dos luz fe va voy ser lo le se me te de en ni y o a".split()
    )
    spelled = frozenset(
        "UE USA RTVE ADN ARN IA PSOE- AVE- DNI PIB- ONG ITV IBEX- API USB OMC OEA- IVA- UCI- ATP EAU".split()
    )
    said = frozenset(
        "ONU OTAN NASA IVA PSOE AVE PYME PIB UCI OEA IRPF- UNAM UNESCO FIFA UEFA OVNI SIDA RENFE BOE TALGO INEM ESO OPEP PIN SIM UNICEF BBVA- RAE IKEA LEGO ROM RAM ETA CIF NIF NIE MIR UNED SEAT ALDI INE".split()
    )
    tlds_said = frozenset({"es"})
    phone_cues = "tel|tfno|tlf|fono|fax|móvil|celular|llama|whatsapp"
    clock_marks = "horas|hrs|hs|h"
    clock_cues = "las|la"
    date_cues = "el|del|al|día"
    feminine = re.compile(r".*(?:a|ión|dad|tad|tud|umbre|ez)")
    feminine_nouns = frozenset(
        "mano foto moto noche calle clase llave leche gente parte tarde torre nave nube frase fuente mujer flor vez voz luz cruz ley red pared sal señal piel imagen serie sede carne sangre muerte base fase fiebre suerte mente veces voces luces madre sangre libra".split()
    )
    masculine_nouns = frozenset(
        "día mapa problema sistema programa tema clima idioma planeta poeta avión camión millón pez juez diez tranvía sofá cometa poema drama esquema lema dilema síntoma fantasma kilo pijama aroma guía".split()
    )
    no_nouns = frozenset(
        "de del y e o u a al en por para con que se es son fue era no ni más menos hasta como su sus la el los las lo un una cuando donde sin sobre desde entre cada está están hay ha han al muy ya también pero si me te le les nos".split()
    )
    queens = frozenset("isabel beatriz".split())
    counted = frozenset(
        "capítulo tomo volumen acto parte artículo título libro sección fase tipo grado nivel escena anexo clase".split()
    )
    century = frozenset({"siglo", "siglos"})
    articles = frozenset("el la los las del al un una su mi tu en".split())
    ranked_nouns = frozenset(
        "guerra aniversario congreso edición encuentro jornada jornadas feria república festival concurso premio semana reunión cumbre imperio milenio".split()
    )

    def rules(self) -> list[Rule]:
        return [
            rule(
                r"(?P<number>[13])\.?(?:er|ᵉʳ)(?!\w)",
                lambda place: {"1": "primer", "3": "tercer"}[place["number"]],
            ),
            rule(
                r"(?P<number>\d{1,3})\.?(?P<tail>ro|do|to|mo|vo|no|ra|da|ta|ma|va|na)s?(?!\w)",
                lambda place: self.ordinal(int(place["number"]), "f" if place["tail"].endswith("a") else "m"),
            ),
            rule(
                r"(?P<h>\d{1,2})(?:[:.](?P<m>\d\d))?\s?(?P<half>[ap])\.?\s?m\.?(?!\w)",
                self._half_day,
                re.IGNORECASE,
            ),
            rule(
                r"[LV]-[VDS](?!\w)",
                lambda place: (
                    "de " + " a ".join(self.days[part.lower()] for part in place.match[0].split("-"))
                    if place.word_before != "de"
                    else " a ".join(self.days[part.lower()] for part in place.match[0].split("-"))
                ),
            ),
            rule(
                r"(?P<number>[6789]\d{2}(?:[ .-]\d{3}){2}|[6789]\d{2}(?:[ .-]\d{2}){3}|9\d(?:[ .-]\d{3})(?:[ .-]\d{2}){2})(?!\d)",
                self._mobile,
            ),
            rule(r"&(?=\s?[IiÍí])", lambda _: "e"),
            *super().rules(),
        ]

    def singular(self, noun: str) -> str:
        if noun.endswith("iones"):
            return f"{noun[:-5]}ión"
        if noun.endswith(("dades", "tades", "tudes")):
            return noun[:-2]
        return noun[:-1] if noun.endswith("s") and len(noun) > 3 else noun

    def cardinal(self, number: int, noun: str = "") -> str:
        if not noun:
            return figures.spell("es", number)
        return super().cardinal(number, noun)

    def rank_before(self, number: int, gender: str, noun: str) -> str:
        if noun and gender == "m":
            return figures.spell("es", number, "%spellout-ordinal-masculine-adjective")
        return self.ordinal(number, gender)

    def fraction(self, above: int, below: int, place: Place, unit: str) -> str | None:
        named = {2: "medio", 3: "tercio", 4: "cuarto"}.get(below)
        if not named:
            named = (
                self.ordinal(below) if below <= 10 else figures.spell("es", below).replace(" ", "") + "avo"
            )
        noun = unit or self.noun_after(place)
        if (above, below) == (1, 2) and noun:
            return f"{self.half(noun)} {unit}"
        said = f"un {named}" if above == 1 else f"{self.cardinal(above)} {named}s"
        return f"{said} {self.link} {unit}" if noun else said

    def mixed(self, whole: int, above: int, below: int, place: Place, unit: str) -> str | None:
        if (above, below) == (1, 2):
            half = self.half(unit) if unit else "medio"
            return f"{self.cardinal(whole, unit)} {unit} y {half}"
        return super().mixed(whole, above, below, place, unit)

    def half(self, noun: str) -> str:
        return "media" if self.gender(noun) == "f" else "medio"

    # Moments

    def date(self, day: int, month: int, year: int | None, place: Place) -> str:
        said = f"{self.cardinal(day)} de {_MONTHS[month - 1]}"
        return f"{said} de {self.year(year)}" if year else said

    def clock(self, hour: int, minute: int, second: int, mark: str) -> str:
        said = figures.spell("es", hour, "%spellout-cardinal-feminine")
        if minute:
            said += f" {'cero ' if minute < 10 else ''}{self.cardinal(minute)}"
        if mark:
            said += " hora" if hour == 1 and not minute else " horas"
        return f"{said} y {self.cardinal(second)} segundos" if second else said

    def opening(self, first: tuple[int, int], second: tuple[int, int], mark: str, place: Place) -> str:
        lead = "" if place.word_before in {"de", "entre", "desde", "las"} else "de "
        return f"{lead}{self.clock(*first, 0, '')} a {self.clock(*second, 0, mark)}"

    def _half_day(self, place: Place) -> str | None:
        hour, minute = int(place["h"]), int(place["m"] or 0)
        if not 1 <= hour <= 12 or minute > 59:
            return None
        if place["half"].lower() == "a":
            part = "de la madrugada" if hour < 5 else "de la mañana"
            part = "de la noche" if hour == 12 else part
        else:
            part = "del mediodía" if hour == 12 else "de la noche" if hour >= 8 else "de la tarde"
        is_end = place.ends or re.match(r"\s[^\W\d_a-z]", place.after)
        end = "." if is_end and place.match[0].endswith(".") else ""
        return f"{self.clock(hour, minute, 0, '')} {part}{end}"

    def days_span(self, first: str, second: str, place: Place) -> str:
        return f"{first} a {second}" if place.word_before == "de" else f"de {first} a {second}"

    def is_day(self, written: str) -> bool:
        return len(written.rstrip(".")) > 3 or written.endswith(".")

    def change(self, amount: int, money: Money) -> str:
        return f"con {figures.spell('es', amount)}"

    def _mobile(self, place: Place) -> str | None:
        cue = re.search(self.phone_cues, " ".join(place.before.split()[-3:]).lower())
        return (
            ", ".join(map(self.digits, self.phone_groups(place["number"])))
            if cue or place["number"].count(" ") == 3
            else None
        )

    def letter(self, letter: str) -> str:
        # Alone, "Y" would be the word "and".
        return {"Y": "i griega", "W": "uve doble"}.get(letter.upper(), letter.upper())
