"""Tables of units and currencies, and their names in the singular and the plural."""

from __future__ import annotations

# Singular and plural of units; they are read so only after a number.
UNITS = {
    "km": ("kilometer", "kilometers"), "m": ("meter", "meters"), "cm": ("centimeter", "centimeters"),
    "mm": ("millimeter", "millimeters"), "nm": ("nanometer", "nanometers"), "mi": ("mile", "miles"),
    "ft": ("foot", "feet"), "yd": ("yard", "yards"), "kg": ("kilogram", "kilograms"), "g": ("gram", "grams"),
    "mg": ("milligram", "milligrams"), "t": ("ton", "tons"), "lb": ("pound", "pounds"), "lbs": ("pound", "pounds"),
    "oz": ("ounce", "ounces"), "l": ("liter", "liters"), "ml": ("milliliter", "milliliters"), "cl": ("centiliter", "centiliters"),
    "dl": ("deciliter", "deciliters"), "s": ("second", "seconds"), "sec": ("second", "seconds"), "secs": ("second", "seconds"),
    "ms": ("millisecond", "milliseconds"), "ns": ("nanosecond", "nanoseconds"), "μs": ("microsecond", "microseconds"),
    "min": ("minute", "minutes"), "mins": ("minute", "minutes"), "h": ("hour", "hours"), "hr": ("hour", "hours"),
    "hrs": ("hour", "hours"), "wk": ("week", "weeks"), "wks": ("week", "weeks"), "mo": ("month", "months"),
    "mos": ("month", "months"), "yr": ("year", "years"), "yrs": ("year", "years"),
    "hz": ("hertz", "hertz"), "khz": ("kilohertz", "kilohertz"), "mhz": ("megahertz", "megahertz"),
    "ghz": ("gigahertz", "gigahertz"), "w": ("watt", "watts"), "kw": ("kilowatt", "kilowatts"),
    "mw": ("megawatt", "megawatts"), "gw": ("gigawatt", "gigawatts"), "wh": ("watt hour", "watt hours"),
    "kwh": ("kilowatt hour", "kilowatt hours"), "mwh": ("megawatt hour", "megawatt hours"),
    "gwh": ("gigawatt hour", "gigawatt hours"), "twh": ("terawatt hour", "terawatt hours"),
    "v": ("volt", "volts"), "kv": ("kilovolt", "kilovolts"), "mah": ("milliamp hour", "milliamp hours"),
    "j": ("joule", "joules"), "kj": ("kilojoule", "kilojoules"), "kpa": ("kilopascal", "kilopascals"),
    "hpa": ("hectopascal", "hectopascals"), "hp": ("horsepower", "horsepower"),
    "kb": ("kilobyte", "kilobytes"), "mb": ("megabyte", "megabytes"), "gb": ("gigabyte", "gigabytes"),
    "tb": ("terabyte", "terabytes"), "pb": ("petabyte", "petabytes"), "kbps": ("kilobit per second", "kilobits per second"),
    "mbps": ("megabit per second", "megabits per second"), "gbps": ("gigabit per second", "gigabits per second"),
    "mph": ("mile per hour", "miles per hour"), "mpg": ("mile per gallon", "miles per gallon"), "cal": ("calorie", "calories"),
    "kcal": ("kilocalorie", "kilocalories"), "kmh": ("kilometer per hour", "kilometers per hour"),
    "kph": ("kilometer per hour", "kilometers per hour"), "m/s²": ("meter per second squared", "meters per second squared"),
    "db": ("decibel", "decibels"), "°": ("degree", "degrees"), "°c": ("degree celsius", "degrees celsius"),
    "%": ("percent", "percent"), "°f": ("degree fahrenheit", "degrees fahrenheit"), "px": ("pixel", "pixels"),
    "ha": ("hectare", "hectares"), "fps": ("frame per second", "frames per second"),
    "ppm": ("part per million", "parts per million"), "ppb": ("part per billion", "parts per billion"),
    "bpm": ("beat per minute", "beats per minute"), "wpm": ("word per minute", "words per minute"),
    "ppi": ("pixel per inch", "pixels per inch"), "lm": ("lumen", "lumens"), "kn": ("knot", "knots"), "kts": ("knot", "knots"),
    "mpa": ("megapascal", "megapascals"), "ω": ("ohm", "ohms"), "kω": ("kilohm", "kilohms"), "μl": ("microliter", "microliters"),
    "tbps": ("terabit per second", "terabits per second"), "kcals": ("kilocalorie", "kilocalories"), "bbl": ("barrel", "barrels"),
    "sqm": ("square meter", "square meters"), "cc": ("C C", "C C"), "btu": ("B T U", "B T U"), "mmhg": ("millimeter of mercury", "millimeters of mercury"),
    "dpi": ("dot per inch", "dots per inch"), "psi": ("P S I", "P S I"), "tbsp": ("tablespoon", "tablespoons"),
    "tbsps": ("tablespoon", "tablespoons"), "tsp": ("teaspoon", "teaspoons"), "tsps": ("teaspoon", "teaspoons"),
    "gal": ("gallon", "gallons"), "qt": ("quart", "quarts"), "qts": ("quart", "quarts"), "pt": ("pint", "pints"),
    "pts": ("point", "points"), "μm": ("micrometer", "micrometers"), "μg": ("microgram", "micrograms"),
    "kgs": ("kilogram", "kilograms"), "kms": ("kilometer", "kilometers"), "pcs": ("piece", "pieces"), "mcg": ("microgram", "micrograms"), "floz": ("fluid ounce", "fluid ounces"), "'": ("foot", "feet"), '"': ("inch", "inches"),
}  # fmt: skip
UNITS |= {
    written: (f"{kind} {UNITS[unit][0]}", f"{kind} {UNITS[unit][1]}")
    for unit in ("km", "m", "cm", "mm", "nm", "mi", "ft", "yd")
    for signs, kind in ((("²", "sq"), "square"), (("³", "cu"), "cubic"))
    for written in (f"{unit}{signs[0]}", f"{signs[1]}{unit}")
}
UNITS |= {"sqin": ("square inch", "square inches"), "cuin": ("cubic inch", "cubic inches")}
# These differ from others only in their capitals.
CASED_UNITS = {
    "Ah": ("amp hour", "amp hours"), "Nm": ("newton meter", "newton meters"), "kN": ("kilonewton", "kilonewtons"),
    "mW": ("milliwatt", "milliwatts"), "mV": ("millivolt", "millivolts"), "mA": ("milliamp", "milliamps"),
    "Mb": ("megabit", "megabits"), "Gb": ("gigabit", "gigabits"), "MV": ("megavolt", "megavolts"),
}  # fmt: skip
# What an amount may be counted by, after a slash.
PER = {
    "mo": "month", "mth": "month", "yr": "year", "hr": "hour", "h": "hour", "wk": "week", "min": "minute", "sec": "second",
    "s": "second", "pp": "person", "sqft": "square foot", "ea": "each", "d": "day",
}  # fmt: skip

# Singular, plural, and the name of the hundredth part.
CURRENCIES = {
    "$": ("dollar", "dollars", "cent"), "us$": ("dollar", "dollars", "cent"), "c$": ("dollar", "dollars", "cent"),
    "a$": ("dollar", "dollars", "cent"), "nz$": ("dollar", "dollars", "cent"), "hk$": ("dollar", "dollars", "cent"),
    "s$": ("dollar", "dollars", "cent"), "r$": ("real", "reais", "centavo"), "€": ("euro", "euros", "cent"),
    "£": ("pound", "pounds", "penny"), "¥": ("yen", "yen", ""), "₹": ("rupee", "rupees", "paisa"),
    "₽": ("ruble", "rubles", "kopek"), "₩": ("won", "won", ""), "₺": ("lira", "lira", "kurush"),
    "₿": ("bitcoin", "bitcoins", ""), "₪": ("shekel", "shekels", ""), "₫": ("dong", "dong", ""), "₱": ("peso", "pesos", ""),
    "₴": ("hryvnia", "hryvnias", ""), "₦": ("naira", "naira", ""), "¢": ("cent", "cents", ""),
    "usd": ("dollar", "dollars", "cent"), "eur": ("euro", "euros", "cent"), "gbp": ("pound", "pounds", "penny"),
    "chf": ("swiss franc", "swiss francs", ""), "jpy": ("yen", "yen", ""), "inr": ("rupee", "rupees", "paisa"),
    "cad": ("canadian dollar", "canadian dollars", "cent"), "aud": ("australian dollar", "australian dollars", "cent"),
    "cny": ("yuan", "yuan", ""), "rmb": ("yuan", "yuan", ""), "brl": ("real", "reais", "centavo"),
    "sek": ("swedish krona", "swedish kronor", ""), "nok": ("norwegian krone", "norwegian kroner", ""),
    "dkk": ("danish krone", "danish kroner", ""), "pln": ("zloty", "zlotys", ""), "zł": ("zloty", "zlotys", ""),
    "mxn": ("mexican peso", "mexican pesos", ""), "krw": ("won", "won", ""), "rs": ("rupee", "rupees", "paisa"),
    "kr": ("crown", "crowns", ""), "btc": ("bitcoin", "bitcoins", ""),
}  # fmt: skip
_SINGULARS = {
    many.split()[0]: one.split()[0] for one, many in UNITS.values() if one != many and "square" not in one
} | {many.split()[-1]: one.split()[-1] for one, many, _ in CURRENCIES.values()}
_SINGULARS |= {
    UNITS[unit][1].split()[-1]: UNITS[unit][0].split()[-1]
    for unit in ("kwh", "mah", "km²", "m²", "ft²", "mi²", "cm³", "m³", "floz", "sqin")
} | {"cents": "cent", "pence": "penny", "reais": "real"}


def singular(words: list[str]) -> list[str]:
    """Return what stands before its noun: "twenty dollars" becomes "twenty dollar", as in "a $20 bill"."""
    return [_SINGULARS.get(word, word) for word in words]


def per(name: str) -> str:
    """Return what an amount is counted by: "mo" is "month", "kg" is "kilogram", other words are themselves."""
    return PER.get(name) or (UNITS[name][0] if name in UNITS else name)


def unit_name(core: str, *, one: bool) -> list[str]:
    """Read a unit, also one by another ("g/cm³"); return nothing for any other word."""
    lower = core.replace("µ", "μ").replace("º", "°").lower()
    names = CASED_UNITS.get(core) or UNITS.get(lower)
    if names:
        return names[0 if one else 1].split()
    above, slash, below = lower.partition("/")
    if slash and above in UNITS and (below in UNITS or below in PER or below.isalpha()):
        return [*UNITS[above][0 if one else 1].split(), "per", *per(below).split()]
    return []
