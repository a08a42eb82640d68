"""French: hours by "h", ordinals of centuries and rulers, "un" and "une"."""

# ruff: noqa: SIM905 (lists of words read best as text; the signs that writers use look alike)

from __future__ import annotations

import re
from typing import ClassVar

from studio.speech.languages import figures
from studio.speech.languages.figures import Figure, read_figure
from studio.speech.languages.language import Language, Money
from studio.speech.languages.scanning import Place, Rule, rule

_MONTHS = tuple(
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
)
# Most nouns in -e are feminine, but not those with these endings, nor the masculine ones below.
_FEMININE = re.compile(r".*(?:[ts]ion|té|aison|.e|ée|eur)")
_MASCULINE_ENDING = re.compile(
    r".*(?:age|isme|aire|[èê]me|ège|mètre|itre|gramme|acle|icle|scope|phone|logue|iste|ateur|iteur|cteur|seur|teur|ôme|ble|âtre|yte)"
)
_MASCULINE_E = frozenset(
    "siècle homme arbre exemple groupe verre membre nombre centre monde peuple centime modèle type style code cadre ordre chiffre élève "
    "ministre service exercice espace commerce signe rêve fleuve régime texte contexte disque risque pétale squelette doute manque casque "
    "masque kiosque zèbre tigre singe âne pouce angle triangle cercle poste geste reste site mythe vote remède crâne chêne patrimoine moine "
    "magazine parapluie silence luxe sexe axe atome volume costume légume crime rythme gène phénomène symbole contrôle rôle pôle drame livre "
    "euro quatre mille octet bonheur malheur cœur chœur extérieur intérieur ordinateur moteur auteur acteur joueur coureur professeur docteur "
    "visiteur spectateur vainqueur seigneur empereur voyageur lecteur degré été".split()
)
_MASCULINE = frozenset(
    "été côté comité incendie génie musée lycée trophée dé pâté traité comté territoire laboratoire domaine capitaine".split()
)
_OTHER_FEMININE = frozenset(
    "heure minute seconde année semaine page rage cage nage table personne fois femme fille ville rue main nuit porte chaise fable voiture photo vidéo tonne carte lettre "
    "tasse pomme place pièce école chambre image plage ligne classe part cuillère gousse tranche voix fleur mère sœur étoile île équipe idée "
    "tête route côte fête bouteille boîte langue vie mort forêt once calorie couronne roupie lire couleur vache œuvre marche banque".split()
)
_ORDINAL = r"(?P<tail>er|re|ère|ers|res|e|es|è|ème|èmes|eme|ième|nd|nde|nds|ndes|d|de|ᵉ)"
# Nouns whose Roman numerals are numbers, and those behind which they are ranks.
_COUNTED = frozenset(
    "chapitre tome volume acte scène partie livre section article phase type classe niveau niv annexe titre étape".split()
)
_NOT_NAMES = frozenset("le la les l un une de du des au aux et en à a est sur dans pour par plus".split())


class French(Language):
    locale = "fr"
    thousand = "mille"
    link = "de"
    words: ClassVar = {
        "and": "et", "at": "arobase", "dot": "point", "hyphen": "tiret", "underscore": "tiret bas", "plus": "plus", "minus": "moins",
        "plusminus": "plus ou moins", "equals": "égale", "fold": "fois", "by": "sur", "times": "fois", "divided": "divisé par", "about": "environ", "less": "inférieur à",
        "more": "supérieur à", "atmost": "au plus", "atleast": "au moins", "paragraph": "paragraphe", "percent": "pour cent", "to": "à",
        "ratio": "à", "comma": "virgule", "point": "point", "number": "numéro", "hashtag": "hashtag", "per": "par", "squared": "au carré",
        "cubed": "au cube", "power": "puissance",
    }  # fmt: skip
    months = _MONTHS
    days: ClassVar = {
        short: full
        for full in "lundi mardi mercredi jeudi vendredi samedi dimanche".split()
        for short in (full[:3], full)
    }
    money: ClassVar = {
        "EUR": ("euro", "euros", "centime", "centimes"), "USD": ("dollar", "dollars", "cent", "cents"), "GBP": ("livre sterling", "livres sterling", "penny", "pence"),
        "CHF": ("franc suisse", "francs suisses", "centime", "centimes"), "JPY": ("yen", "yens", "", ""), "BRL": ("réal", "réaux", "centavo", "centavos"),
        "INR": ("roupie", "roupies", "", ""), "RUB": ("rouble", "roubles", "kopeck", "kopecks"), "TRY": ("livre turque", "livres turques", "", ""),
        "PLN": ("zloty", "zlotys", "grosz", "groszy"), "CZK": ("couronne", "couronnes", "", ""), "KRW": ("won", "wons", "", ""),
        "UAH": ("hryvnia", "hryvnias", "", ""), "SEK": ("couronne", "couronnes", "", ""), "NOK": ("couronne", "couronnes", "", ""),
        "DKK": ("couronne", "couronnes", "", ""), "CNY": ("yuan", "yuans", "", ""), "AUD": ("dollar", "dollars", "cent", "cents"),
        "CAD": ("dollar", "dollars", "cent", "cents"), "MXN": ("peso", "pesos", "centavo", "centavos"), "ARS": ("peso", "pesos", "centavo", "centavos"),
        "COP": ("peso", "pesos", "centavo", "centavos"), "ILS": ("shekel", "shekels", "", ""), "HUF": ("forint", "forints", "", ""),
        "VND": ("dong", "dongs", "", ""), "THB": ("baht", "bahts", "", ""), "CENT": ("centime", "centimes", "", ""), "F": ("franc", "francs", "centime", "centimes"),
        "FCFA": ("franc C F A", "francs C F A", "", ""),
    }  # fmt: skip
    coins: ClassVar = {
        "euros": "EUR", "euro": "EUR", "dollars": "USD", "$US": "USD", "$ US": "USD", "$CA": "CAD", "$ CA": "CAD", "ct": "CENT", "cts": "CENT", "c€": "CENT", "FCFA": "FCFA", "F CFA": "FCFA", "FF": "F",
        "francs": "F", "livres sterling": "GBP",
    }  # fmt: skip
    scales: ClassVar = {
        "M": ("million", "millions"), "Md": ("milliard", "milliards"), "Mds": ("milliard", "milliards"), "Mrd": ("milliard", "milliards"), "k": ("mille", "mille"), "million": ("", ""),
        "millions": ("", ""), "milliard": ("", ""), "milliards": ("", ""), "mio": ("million", "millions"), "Mio": ("million", "millions"),
    }  # fmt: skip
    per: ClassVar = {
        "h": "de l'heure",
        "j": "par jour",
        "d": "par jour",
        "kg": "le kilo",
        "pers": "par personne",
        "nuit": "par nuit",
        "l": "le litre",
    }
    units: ClassVar = {
        "mn": "minute",
        "sec": "second",
        "Go": "gigabyte",
        "Mo": "megabyte",
        "Ko": "kilobyte",
        "To": "terabyte",
        "j": "day",
        "dB": "decibel",
        "ch": "horsepower",
        "kgs": "kilogram",
    }
    unit_names: ClassVar = {
        "decibel": ("décibel", "décibels"), "gigabyte": ("gigaoctet", "gigaoctets"), "megabyte": ("mégaoctet", "mégaoctets"), "terabyte": ("téraoctet", "téraoctets"), "kilobyte": ("kilooctet", "kilooctets"),
        "kilogram": ("kilogramme", "kilogrammes"), "horsepower": ("cheval", "chevaux"), "liter-per-100-kilometer": ("litre aux cent kilomètres", "litres aux cent kilomètres"), "kilowatt-hour": ("kilowattheure", "kilowattheures"),
    }  # fmt: skip
    short: ClassVar = {
        "p. ex.": "par exemple", "c.-à-d.": "c'est-à-dire", "c. à d.": "c'est-à-dire", "cad": "c'est-à-dire", "av. J.-C.": "avant Jésus-Christ", "apr. J.-C.": "après Jésus-Christ",
        "ap. J.-C.": "après Jésus-Christ", "s. v. p.": "s'il vous plaît", "svp": "s'il vous plaît", "SVP": "s'il vous plaît", "etc.": "et cetera", "etc": "et cetera", "env.": "environ", "M.": "monsieur", "MM.": "messieurs",
        "Mme": "madame", "Mmes": "mesdames", "Mlle": "mademoiselle", "Mlles": "mesdemoiselles", "Mr": "monsieur", "Dr.": "docteur", "Dr": "docteur", "Dre": "docteure", "Pr.": "professeur", "Pr": "professeur", "Me": "maître",
        "Mgr": "monseigneur", "Mme.": "madame", "Mlle.": "mademoiselle", "Mr.": "monsieur", "Ste": "sainte", "bd.": "boulevard", "bd": "boulevard", "bld": "boulevard", "Bd": "boulevard", "av.": "avenue", "pl.": "place", "tél.": "téléphone", "tel.": "téléphone", "réf.": "référence",
        "min.": "minutes", "max.": "maximum", "resp.": "respectivement", "cf.": "confer", "vs": "contre", "vs.": "contre", "hab.": "habitants", "éd.": "édition", "n°s": "numéros", "fig.": "figure", "qqch.": "quelque chose", "qqn": "quelqu'un", "janv.": "janvier", "févr.": "février",
        "juil.": "juillet", "sept.": "septembre", "oct.": "octobre", "nov.": "novembre", "déc.": "décembre", "avr.": "avril", "Cie": "compagnie", "Éts": "établissements", "RDV": "rendez-vous", "rdv": "rendez-vous", "bcp": "beaucoup", "tjrs": "toujours", "N.B.": "nota bene", "i.e.": "c'est-à-dire",
    }  # fmt: skip
    closing = frozenset({"etc.", "av. J.-C.", "apr. J.-C.", "ap. J.-C.", "hab.", "max."})
    short_of_numbers: ClassVar = {
        "n°": "numéro", "nº": "numéro", "no": "numéro", "no.": "numéro", "N°": "numéro", "Nº": "numéro", "p.": "page", "pp.": "pages", "chap.": "chapitre", "art.": "article", "vol.": "volume", "fig.": "figure", "al.": "alinéa", "éd.": "édition", "apt": "appartement", "apt.": "appartement", "bât.": "bâtiment", "ch.": "chapitre",
    }  # fmt: skip
    small_words = frozenset(
        "le la les un une des et ou où est pas non oui que qui ton mon son tes mes ses aux par sur ici vie eau été fin bon bas nul sec ce ces ma ta sa je tu il on se ne en au du si de à y plus top or".split()
    )
    spelled = frozenset(
        "TVA RER USA UE OVH EDF AFP APE- PIB- IRM OMS- ADN ARN CAF- IUT- INSEE- OTAN- OGM BAC- ONG UFC RATP RSA UMP ENA- OCDE OMC IGN USB IA AOC AOP IGP API".replace(
            "OMS-", "OMS"
        )
        .replace("PIB-", "PIB")
        .split()
    )
    said = frozenset(
        "ONU OTAN NASA INSEE CAF SIDA OVNI FIFA UEFA UNESCO CNIL SMIC SIM PIN BAC ENA CROUS PACS ASSEDIC CAPES DOM TOM ZAC ZEP IKEA LEGO FNAC MAIF MACIF VIP- URSSAF DRAC RAM ROM ESA AIDS BIC GIGN- LOL BIO OUI NON PUB".split()
    )
    phone_cues = "tél|tel|phone|fax|mobile|portable|appel|whatsapp|numéro"
    clock_marks = "heures|heure|h"
    clock_cues = ""
    date_cues = "le|du|au|dès"
    roman_tails = r"(?:er|re|ère|e|ème|es|d|de|nd|nde)?"

    def rules(self) -> list[Rule]:
        months = "|".join(_MONTHS)
        return [
            rule(rf"1(?:er|ᵉʳ)?(?=\s(?:{months})\b)", lambda _: "premier"),
            rule(rf"(?P<number>\d+)\s?{_ORDINAL}(?![\w°])", self._rank),
            rule(
                r"(?P<first>0\d(?:[ .-]?\d\d){4})(?!\d)",
                lambda place: ", ".join(map(self.phone_group, re.findall(r"\d\d", place["first"]))),
            ),
            rule(
                r"(?P<n>[1-9]\d{0,2}(?:[ .]000){2,3}) (?P<noun>[aeiouhéèê]\w+)",
                lambda place: f"{self.cardinal(read_figure(place['n']).whole)} d'{place['noun']}",
            ),
            rule(r"(?P<a>24\s?h|7\s?j)/(?P<b>24|7)(?!\d)", self._always),
            rule(r"[Ss]t-(?=[A-ZÉ])", lambda _: "saint"),
            rule(r"[Ss]te-(?=[A-ZÉ])", lambda _: "sainte"),
            rule(r"St\.?(?=\s[A-ZÉ])", lambda _: "saint"),
            rule(r"'(?P<decade>\d0)(?!\d)", lambda place: self.cardinal(int(place["decade"]))),
        ]

    # Numbers

    def gender(self, noun: str) -> str:
        if noun.startswith("livre "):
            return "f"  # money, not a book
        lower = re.sub(r"(?<=[^s])[sx]$", "", noun.lower().partition(" ")[0])
        is_image = lower in _OTHER_FEMININE
        if not is_image and (lower in _MASCULINE | _MASCULINE_E or _MASCULINE_ENDING.fullmatch(lower)):
            return "m"
        return (
            "f"
            if lower in _OTHER_FEMININE or noun.lower() in _OTHER_FEMININE or _FEMININE.fullmatch(lower)
            else "m"
        )

    def cardinal(self, number: int, noun: str = "") -> str:
        rule_ = (
            "%spellout-cardinal-feminine"
            if noun and self.gender(noun) == "f"
            else "%spellout-cardinal-masculine"
        )
        said = figures.spell("fr", number, rule_).replace("-et-", " et ")
        # "deux cents" loses its s before "mille", which ICU knows, and in dates.
        return said

    def fraction(self, above: int, below: int, place: Place, unit: str) -> str | None:
        named = {2: ("demi", "demis"), 3: ("tiers", "tiers"), 4: ("quart", "quarts")}.get(below)
        one, many = named or (self.ordinal(below), f"{self.ordinal(below)}s")
        noun = unit or place.word_after
        if (above, below) == (1, 2) and noun and noun not in _NOT_NAMES:
            return f"{self.cardinal(1, noun)} demi {unit}"
        said = f"un {one}" if above == 1 else f"{self.cardinal(above)} {many}"
        if unit:
            return f"{said} d'{unit}" if unit[0] in "aeiouh" else f"{said} de {unit}"
        return f"{said} de" if noun and "'" not in noun and noun not in _NOT_NAMES else said

    def counted_noun(self, noun: str, count: int) -> str:
        return "" if noun in _NOT_NAMES else noun

    def mixed(self, whole: int, above: int, below: int, place: Place, unit: str) -> str | None:
        if (above, below) == (1, 2):
            half = "demie" if self.gender(unit) == "f" else "demi"
            return f"{self.cardinal(whole, unit)} {unit} et {half}"
        return super().mixed(whole, above, below, place, unit)

    def _rank(self, place: Place) -> str | None:
        number, tail = int(place["number"][:9]), place["tail"]
        if tail in {"d", "de"} and number != 2:
            return None
        plural = "s" if tail.endswith("s") else ""
        if number == 1:
            return ("première" if tail.startswith(("r", "è")) else "premier") + plural
        if number == 2 and tail.startswith(("n", "d")):
            return ("seconde" if "e" in tail else "second") + plural
        return self.ordinal(number) + plural

    def ordinal(self, number: int, gender: str = "m") -> str:
        return super().ordinal(number, gender).replace("-et-", " et ")

    def _always(self, place: Place) -> str:
        """Read "24h/24" and "7j/7"."""
        count = re.sub(r"\D", "", place["a"])
        return f"{self.cardinal(int(count))} {'heures' if 'h' in place['a'] else 'jours'} sur {self.cardinal(int(place['b']))}"

    # Moments

    def date(self, day: int, month: int, year: int | None, place: Place) -> str:
        said = f"{'premier' if day == 1 else self.cardinal(day)} {_MONTHS[month - 1]}"
        return f"{said} {self.year(year)}" if year else said

    def clock(self, hour: int, minute: int, second: int, mark: str) -> str:
        said = f"{self.cardinal(hour, 'heure')} {'heure' if hour < 2 else 'heures'}"
        if minute or second:
            said += f" {self.cardinal(minute, 'minute') if second else self.cardinal(minute)}"
        return (
            f"{said} {'minute' if minute == 1 else 'minutes'} {self.cardinal(second, 'seconde')} {'seconde' if second == 1 else 'secondes'}"
            if second
            else said
        )

    def opening(self, first: tuple[int, int], second: tuple[int, int], mark: str, place: Place) -> str:
        lead = "" if place.word_before in {"de", "entre", "dès"} else "de "
        return f"{lead}{self.clock(*first, 0, mark)} à {self.clock(*second, 0, mark)}"

    def days_span(self, first: str, second: str, place: Place) -> str:
        return f"{first} à {second}" if place.word_before in {"de", "du"} else f"du {first} au {second}"

    def is_day(self, written: str) -> bool:
        return len(written.rstrip(".")) > 3 or written.endswith(".")

    # Amounts

    def counted_money(self, code: str, scale: str, figure: Figure) -> str:
        many = self.money[code][1]
        return f"{scale} d'{many}" if many[0] in "aeiouéh" else f"{scale} de {many}"

    def is_one(self, figure: Figure) -> bool:
        return figure.whole < 2

    def roman_alone(self, value: int, place: Place) -> str | None:
        return self.cardinal(value) if len(place["numeral"]) > 1 and value < 40 else None

    def price(self, figure: Figure, code: str) -> str:
        if figure.whole == 0 and not int(figure.decimals or 0):
            return f"zéro {self.money[code][0]}"
        return super().price(figure, code)

    def change(self, amount: int, money: Money) -> str:
        return self.cardinal(amount)

    # Roman numerals and telephones

    def roman(self, value: int, tail: str, place: Place) -> str | None:
        before = place.leader
        if len(place["numeral"]) == 1 and value >= 50:
            return None
        if tail in {"e", "ème", "es", "er", "re", "ère", "d", "nd", "nde", "de"}:
            if value == 1:
                return "première" if tail in {"re", "ère"} else "premier"
            return self.ordinal(value) + ("s" if tail == "es" else "")
        if self.counter(before).rstrip("s") in _COUNTED:
            return self.cardinal(value)
        is_name = before[:1].isupper() and before.lower() not in _NOT_NAMES and not before.isupper()
        if (
            is_name
            and value < 40
            and (
                len(place["numeral"]) > 1 or value in {5, 10} or place.word_after[:1].islower() or place.ends
            )
        ):
            return self.cardinal(value)
        return self.roman_alone(value, place)

    def phone_groups(self, written: str) -> list[str]:
        groups = super().phone_groups(written)
        return [
            pair
            for group in groups
            for pair in (re.findall(r"\d\d", group) if len(group) > 3 and len(group) % 2 == 0 else [group])
        ]

    def phone_group(self, group: str) -> str:
        """Read digits by twos, as French people do."""
        return self.cardinal(int(group)) if len(group) < 3 and group[0] != "0" else self.digits(group)

    def letter(self, letter: str) -> str:
        # Between others, "Y" would be said like the word "y".
        return "i grec" if letter.upper() == "Y" else letter.upper()
