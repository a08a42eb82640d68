"""Units as they are written, with their names in CLDR, which knows what each language calls them."""

from __future__ import annotations

UNITS = {
    "°C": "celsius", "ºC": "celsius", "℃": "celsius", "°F": "fahrenheit", "ºF": "fahrenheit", "℉": "fahrenheit", "°": "degree",
    "%": "percent", "‰": "permille", "ppm": "permillion",
    "km": "kilometer", "m": "meter", "dm": "decimeter", "cm": "centimeter", "mm": "millimeter", "µm": "micrometer", "μm": "micrometer",
    "nm": "nanometer",
    "kg": "kilogram", "g": "gram", "mg": "milligram", "t": "tonne", "µg": "microgram", "lb": "pound", "lbs": "pound", "oz": "ounce",
    "l": "liter", "L": "liter", "ml": "milliliter", "mL": "milliliter", "cl": "centiliter", "cL": "centiliter", "dL": "deciliter", "dl": "deciliter", "hl": "hectoliter",
    "km²": "square-kilometer", "m²": "square-meter", "cm²": "square-centimeter", "ha": "hectare", "km2": "square-kilometer",
    "m2": "square-meter", "qm": "square-meter", "cm2": "square-centimeter", "m³": "cubic-meter", "m3": "cubic-meter",
    "cm³": "cubic-centimeter", "cm3": "cubic-centimeter", "km³": "cubic-kilometer", "mm²": "square-millimeter",
    "km/h": "kilometer-per-hour", "kmh": "kilometer-per-hour", "m/s": "meter-per-second", "mph": "mile-per-hour", "kn": "knot",
    "kWh": "kilowatt-hour", "kW": "kilowatt", "W": "watt", "MW": "megawatt", "GW": "gigawatt", "V": "volt", "A": "ampere",
    "mA": "milliampere", "Ω": "ohm", "Hz": "hertz", "kHz": "kilohertz", "MHz": "megahertz", "GHz": "gigahertz",
    "B": "byte", "kB": "kilobyte", "KB": "kilobyte", "MB": "megabyte", "GB": "gigabyte", "TB": "terabyte", "Mbit": "megabit",
    "Mbit/s": "megabit-per-second", "Mb/s": "megabit-per-second", "Mbps": "megabit-per-second", "Gbit/s": "gigabit-per-second",
    "h": "hour", "min": "minute", "s": "second", "sec": "second", "ms": "millisecond",
    "kcal": "kilocalorie", "cal": "calorie", "kJ": "kilojoule", "J": "joule", "N": "newton", "hPa": "hectopascal", "bar": "bar",
    "dB": "decibel", "px": "pixel", "MP": "megapixel", "dpi": "dot-per-inch", "PS": "horsepower", "mi": "mile", "ft": "foot",
    "kg/m³": "kilogram-per-cubic-meter", "g/l": "gram-per-liter", "mg/l": "milligram-per-liter", "l/100 km": "liter-per-100-kilometer",
    "l/100km": "liter-per-100-kilometer",
}  # fmt: skip
# Letters that are words or names too: they are units only closely behind a figure, or beside the others.
CAREFUL = frozenset("A B J L MP N PS V W bar cal ft kn mi px s t h m l g B KB".split())  # noqa: SIM905

# Signs and codes of money, with their codes.
MONEY = {
    "€": "EUR", "EUR": "EUR", "$": "USD", "US$": "USD", "USD": "USD", "£": "GBP", "GBP": "GBP", "¥": "JPY", "JPY": "JPY", "CHF": "CHF",
    "Fr.": "CHF", "SFr.": "CHF", "R$": "BRL", "BRL": "BRL", "₹": "INR", "INR": "INR", "₽": "RUB", "RUB": "RUB", "₺": "TRY", "TRY": "TRY",
    "zł": "PLN", "PLN": "PLN", "Kč": "CZK", "CZK": "CZK", "₩": "KRW", "₴": "UAH", "UAH": "UAH", "SEK": "SEK", "NOK": "NOK", "DKK": "DKK",
    "CNY": "CNY", "A$": "AUD", "AUD": "AUD", "C$": "CAD", "CAD": "CAD", "MXN": "MXN", "MX$": "MXN", "ARS": "ARS", "COP": "COP", "₪": "ILS",
    "HUF": "HUF", "Ft": "HUF", "元": "CNY", "円": "JPY", "원": "KRW", "₫": "VND", "฿": "THB",
}  # fmt: skip
