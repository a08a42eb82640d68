"""Portuguese, as the Brazilian voice says it: "duas", "vinte e uma", ranks up to the tenth, hours and "e"."""

# ruff: noqa: SIM905 (lists of words read best as text; the signs that writers use look alike)

from __future__ import annotations

import re
from typing import ClassVar

from studio.speech.languages import figures
from studio.speech.languages.language import Money
from studio.speech.languages.romance import Romance
from studio.speech.languages.scanning import Place, Rule, rule

_MONTHS = tuple(
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro".split()
)
_DAYS = {
    "seg": "segunda",
    "ter": "terça",
    "qua": "quarta",
    "qui": "quinta",
    "sex": "sexta",
    "sáb": "sábado",
    "sab": "sábado",
    "dom": "domingo",
}


class Portuguese(Romance):
    locale = "pt"
    thousand = "mil"
    link = "de"
    words: ClassVar = {
        "and": "e", "at": "arroba", "dot": "ponto", "hyphen": "hífen", "underscore": "sublinhado", "plus": "mais", "minus": "menos",
        "plusminus": "mais ou menos", "equals": "igual a", "fold": "vezes", "by": "por", "times": "vezes", "divided": "dividido por", "about": "cerca de", "less": "menor que",
        "more": "maior que", "atmost": "no máximo", "atleast": "no mínimo", "paragraph": "parágrafo", "percent": "por cento", "to": "a", "ratio": "a",
        "comma": "vírgula", "point": "ponto", "number": "número", "hashtag": "hashtag", "per": "por", "squared": "ao quadrado", "cubed": "ao cubo",
        "power": "elevado a", "of": "de",
    }  # fmt: skip
    months = _MONTHS
    days: ClassVar = {
        **_DAYS,
        **{day: day for day in _DAYS.values()},
        **{f"{day}-feira": day for day in ("segunda", "terça", "quarta", "quinta", "sexta")},
    }
    money: ClassVar = {
        "EUR": ("euro", "euros", "cêntimo", "cêntimos"), "USD": ("dólar", "dólares", "centavo", "centavos"), "GBP": ("libra", "libras", "penny", "pence"),
        "CHF": ("franco suíço", "francos suíços", "cêntimo", "cêntimos"), "JPY": ("iene", "ienes", "", ""), "BRL": ("real", "reais", "centavo", "centavos"),
        "INR": ("rúpia", "rúpias", "", ""), "RUB": ("rublo", "rublos", "", ""), "TRY": ("lira", "liras", "", ""), "PLN": ("zloty", "zlotys", "", ""),
        "CZK": ("coroa", "coroas", "", ""), "KRW": ("won", "wons", "", ""), "UAH": ("grivna", "grivnas", "", ""), "SEK": ("coroa", "coroas", "", ""),
        "NOK": ("coroa", "coroas", "", ""), "DKK": ("coroa", "coroas", "", ""), "CNY": ("yuan", "yuans", "", ""), "AUD": ("dólar", "dólares", "centavo", "centavos"),
        "CAD": ("dólar", "dólares", "centavo", "centavos"), "MXN": ("peso", "pesos", "centavo", "centavos"), "ARS": ("peso", "pesos", "centavo", "centavos"),
        "COP": ("peso", "pesos", "centavo", "centavos"), "ILS": ("shekel", "shekels", "", ""), "HUF": ("forint", "forints", "", ""), "VND": ("dong", "dongs", "", ""),
        "THB": ("baht", "bahts", "", ""), "CENT": ("cêntimo", "cêntimos", "", ""),
    }  # fmt: skip
    months_linked = True
    short_months: ClassVar = {
        "jan": 1, "fev": 2, "mar": 3, "abr": 4, "mai": 5, "jun": 6, "jul": 7, "ago": 8, "set": 9, "out": 10, "nov": 11, "dez": 12,
    }  # fmt: skip
    coins: ClassVar = {
        "euros": "EUR",
        "euro": "EUR",
        "reais": "BRL",
        "real": "BRL",
        "dólares": "USD",
        "U$": "USD",
        "libras": "GBP",
        "cts": "CENT",
    }
    scales: ClassVar = {
        "mi": ("milhão", "milhões"), "bi": ("bilhão", "bilhões"), "tri": ("trilhão", "trilhões"), "M": ("milhão", "milhões"), "k": ("mil", "mil"), "mil": ("", ""), "milhão": ("", ""), "milhões": ("", ""), "bilhão": ("", ""), "bilhões": ("", ""), "mil milhões": ("", ""), "trilhões": ("", ""), "bilião": ("", ""),
        "biliões": ("", ""),
    }  # fmt: skip
    per: ClassVar = {
        "mês": "por mês",
        "mes": "por mês",
        "h": "por hora",
        "d": "por dia",
        "kg": "o quilo",
        "l": "o litro",
        "pessoa": "por pessoa",
    }
    units: ClassVar = {
        "hs": "hour",
        "seg": "second",
        "seg.": "second",
        "min.": "minute",
        "dB": "decibel",
        "cv": "horsepower",
        "gr": "gram",
        "Kg": "kilogram",
        "Km": "kilometer",
        "kms": "kilometer",
        "kgs": "kilogram",
    }
    unit_names: ClassVar = {
        "decibel": ("decibel", "decibéis"),
        "horsepower": ("cavalo", "cavalos"),
        "kilogram": ("quilograma", "quilogramas"),
    }
    short: ClassVar = {
        "p. ex.": "por exemplo", "por ex.": "por exemplo", "i. e.": "isto é", "etc.": "et cetera", "a. C.": "antes de Cristo", "d. C.": "depois de Cristo", "Sr.": "senhor", "Sra.": "senhora", "Sr.ª": "senhora", "Srta.": "senhorita", "Srs.": "senhores", "Sras.": "senhoras", "Dr.": "doutor", "Dra.": "doutora", "Dr.ª": "doutora", "Drs.": "doutores", "prof.": "professor", "profa.": "professora",
        "prof.ª": "professora", "Exmo.": "excelentíssimo", "Exma.": "excelentíssima", "D.": "dom", "Eng.": "engenheiro", "Eng.ª": "engenheira", "Arq.": "arquiteto", "Av.": "avenida", "R.": "rua", "Al.": "alameda", "Pça.": "praça", "Pç.": "praça", "Rod.": "rodovia", "tel.": "telefone", "cel.": "celular", "pág.": "página", "págs.": "páginas", "pag.": "página", "núm.": "número", "cap.": "capítulo", "aprox.": "aproximadamente", "máx.": "máximo",
        "mín.": "mínimo", "min.": "minutos", "Ltda.": "limitada", "Cia.": "companhia", "S. A.": "S A", "S/A": "S A", "V. Exa.": "vossa excelência", "V. S.ª": "vossa senhoria", "Sto.": "santo", "Sta.": "santa", "S.": "são", "apto.": "apartamento", "depto.": "departamento", "obs.": "observação", "séc.": "século", "vs.": "contra", "hab.": "habitantes", "Jr.": "júnior", "EUA": "Estados Unidos", "E.U.A.": "Estados Unidos", "c/": "com", "p/": "para", "s/": "sem", "vc": "você", "N.B.": "nota bene", "ex.": "exemplo", "Gov.": "governador", "Pres.": "presidente", "Dep.": "deputado", "Sen.": "senador",
    }  # fmt: skip
    closing = frozenset({"etc.", "a. C.", "d. C.", "Ltda.", "S. A.", "hab.", "Jr.", "aprox."})
    short_of_numbers: ClassVar = {
        "n.º": "número",
        "nº": "número",
        "n°": "número",
        "n.": "número",
        "no.": "número",
        "núm.": "número",
        "pág.": "página",
        "pag.": "página",
        "p.": "página",
        "pp.": "páginas",
        "art.": "artigo",
        "vol.": "volume",
        "fig.": "figura",
        "cap.": "capítulo",
        "apto": "apartamento",
        "séc.": "século",
        "km.": "quilômetro",
        "km": "quilômetro",
        "Km": "quilômetro",
    }
    small_words = frozenset(
        "o a os as um uma e ou não sim que com por sem já do da em no na é são fim meu seu dia sol mar paz rei dez luz só vai ser ver me te se lhe de ao".split()
    )
    spelled = frozenset("UE EUA- IBGE USP- IA USB API ATM IPVA- INSS ONG OAB IPI IPTU IRS".split())
    said = frozenset(
        "ONU OTAN NASA FIFA UEFA UNESCO USP UNICAMP ICMS- PIB IVA FUNAI SUS ENEM UFO PIN SIM IKEA LEGO AIDS SIDA OVNI IBAMA ANATEL ANVISA SENAI SESC MEC TAP EDP- GOL TIM VIVO PROCON SERASA MASP UPA CIA SENAC UNICEF OPEP RAM ROM ESA BIC OMS- INEP CUT PALOP NIF SUV-".split()
    )
    phone_cues = "tel|fone|fax|celular|ligue|whatsapp|zap"
    clock_marks = "horas|hrs|hs|h"
    clock_cues = ""
    date_cues = "dia|em|de|até"
    feminine = re.compile(r".*(?:a|ção|são|dade|gem|tude|ice|ez)")
    feminine_nouns = frozenset(
        "noite tarde parte vez voz luz mulher flor mão mãos rede chave classe frase fonte ponte árvore nave série gente carne fome morte base fase febre sorte mente mãe irmã maçã manhã lã foto moto cor dor lei sal pele imagem nuvem paz cruz libra vezes vozes luzes flores mulheres cores dores redes nuvens".split()
    )
    masculine_nouns = frozenset(
        "dia mapa problema sistema programa tema clima idioma planeta poeta cinema poema drama esquema lema dilema sintoma fantasma quilo pijama aroma guia telefonema grama quilograma miligrama sofá".split()
    )
    no_nouns = frozenset(
        "de do da dos das e ou a ao à aos às em no na nos nas por para com que se é são foi era não nem mais menos até como seu sua o os as um uma quando onde sem sobre desde entre cada está estão há já também mas me te lhe nos".split()
    )
    queens = frozenset("isabel elizabeth beatriz".split())
    counted = frozenset(
        "capítulo tomo volume ato parte artigo título livro seção secção fase tipo grau nível cena anexo classe canto".split()
    )
    century = frozenset({"século", "séculos"})
    articles = frozenset("o a os as do da no na ao um uma seu meu em".split())
    ranked_nouns = frozenset(
        "guerra aniversário congresso edição encontro jornada feira república festival concurso prêmio prémio semana reunião cúpula império milênio grande".split()
    )

    def rules(self) -> list[Rule]:
        months = "|".join(_MONTHS)
        return [
            rule(rf"1(?=\sde\s(?:{months})\b)", lambda _: "primeiro"),
            rule(r"(?:das?\s)?\(?(?P<code>0?\d\d)\)?[ -]?(?P<rest>9?\d{4}[- ]?\d{4})(?!\d)", self._phone),
            # In Brazil the score of a match.
            rule(r"(?<=\d)x(?=\d{1,2}(?!\d))", lambda _: "a"),
            *super().rules(),
        ]

    def singular(self, noun: str) -> str:
        for many, one in (("ções", "ção"), ("sões", "são"), ("gens", "gem")):
            if noun.endswith(many):
                return noun[: -len(many)] + one
        return noun[:-1] if noun.endswith("s") and len(noun) > 3 else noun

    def fraction(self, above: int, below: int, place: Place, unit: str) -> str | None:
        named = {2: "meio", 3: "terço"}.get(below)
        if not named:
            named = self.ordinal(below) if below <= 10 else f"{self.cardinal(below)} avo"
        noun = unit or self.noun_after(place)
        if (above, below) == (1, 2) and noun:
            return f"{self.half(noun)} {unit}"
        said = f"um {named}" if above == 1 else f"{self.cardinal(above)} {named}s"
        return f"{said} {self.link} {unit}" if noun else said

    def mixed(self, whole: int, above: int, below: int, place: Place, unit: str) -> str | None:
        if (above, below) == (1, 2):
            half = self.half(unit) if unit else "meio"
            return f"{self.cardinal(whole, unit)} {unit} e {half}"
        return super().mixed(whole, above, below, place, unit)

    def _phone(self, place: Place) -> str | None:
        if place.match[0][0].isalpha():
            return None
        return f"{self.digits(place['code'])}, {self.digits(re.sub(r'[^0-9]', '', place['rest']))}"

    def half(self, noun: str) -> str:
        return "meia" if self.gender(noun) == "f" else "meio"

    # Moments

    def date(self, day: int, month: int, year: int | None, place: Place) -> str:
        said = f"{'primeiro' if day == 1 else self.cardinal(day)} de {_MONTHS[month - 1]}"
        return f"{said} de {self.year(year)}" if year else said

    def clock(self, hour: int, minute: int, second: int, mark: str) -> str:
        said = figures.spell("pt", hour, "%spellout-cardinal-feminine")
        if not minute or mark:
            said += " hora" if hour < 2 else " horas"
        if minute:
            said += f" e {self.cardinal(minute)}"
        return f"{said} e {self.cardinal(second)} segundos" if second else said

    def opening(self, first: tuple[int, int], second: tuple[int, int], mark: str, place: Place) -> str:
        begin = (
            figures.spell("pt", first[0], "%spellout-cardinal-feminine")
            if not first[1]
            else self.clock(*first, 0, "")
        )
        lead = "" if place.word_before in {"das", "da", "entre"} else "da " if first[0] == 1 else "das "
        return f"{lead}{begin} {'à' if second[0] == 1 else 'às'} {self.clock(*second, 0, '')}"

    def days_span(self, first: str, second: str, place: Place) -> str:
        return f"{first} a {second}" if place.word_before == "de" else f"de {first} a {second}"

    def is_day(self, written: str) -> bool:
        return len(written.rstrip(".")) > 3 or written.endswith(".")

    def change(self, amount: int, money: Money) -> str:
        return f"e {self.cardinal(amount)} {money[2] if amount == 1 else money[3]}"

    def spell_out(self, letters: str) -> str:
        # Apart, "E" and "O" would be said like the words "e" and "o".
        return ".".join(letters.upper()) if set("EO") & set(letters.upper()) else super().spell_out(letters)
