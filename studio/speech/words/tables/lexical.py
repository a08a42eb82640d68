"""Tables of the readings of English abbreviations, units, signs and letters."""

# ruff: noqa: RUF001, SIM905 (tables of typography, and of words that read best as text)

from __future__ import annotations

# Abbreviations written with a full stop, in lower case without it, and how they are said.
ABBREVIATIONS = {
    "dr": "doctor", "drs": "doctors", "mr": "mister", "mrs": "missus", "ms": "miz", "mx": "mix", "prof": "professor",
    "st": "street", "ave": "avenue", "blvd": "boulevard", "rd": "road", "hwy": "highway", "apt": "apartment",
    "jr": "junior", "sr": "senior", "vs": "versus", "etc": "et cetera", "vol": "volume", "ch": "chapter",
    "fig": "figure", "figs": "figures", "eq": "equation", "approx": "approximately", "dept": "department",
    "gen": "general", "col": "colonel", "sgt": "sergeant", "capt": "captain", "cmdr": "commander", "lt": "lieutenant",
    "maj": "major", "adm": "admiral", "rev": "reverend", "hon": "honorable", "gov": "governor", "sen": "senator",
    "rep": "representative", "pres": "president", "inc": "incorporated", "ltd": "limited", "corp": "corporation",
    "co": "company", "bros": "brothers", "assoc": "association", "univ": "university", "govt": "government",
    "mt": "mount", "jan": "january", "feb": "february", "mar": "march", "apr": "april", "jun": "june",
    "jul": "july", "aug": "august", "sep": "september", "sept": "september", "oct": "october", "nov": "november",
    "dec": "december", "tues": "tuesday", "thurs": "thursday", "hr": "hour", "hrs": "hours", "min": "minutes",
    "max": "maximum", "sec": "section", "oz": "ounces", "lb": "pounds", "lbs": "pounds", "yd": "yards",
    "tel": "telephone", "ext": "extension", "misc": "miscellaneous", "ca": "circa",
    "cf": "compare", "pp": "pages", "p": "page", "no": "number", "nos": "numbers", "avg": "average", "bldg": "building",
    "rm": "room", "sq": "square", "est": "estimated", "c": "circa", "b": "born", "d": "died", "r": "reigned", "al": "al",
    "intl": "international", "natl": "national", "mgr": "manager", "asst": "assistant", "messrs": "messieurs",
    "esq": "esquire", "fri": "friday", "mon": "monday", "tue": "tuesday", "wed": "wednesday", "thu": "thursday",
    "op": "opus", "secs": "sections", "eqs": "equations", "chs": "chapters", "sens": "senators", "reps": "representatives", "rte": "route", "lat": "latitude", "vit": "vitamin", "art": "article", "arts": "articles", "temp": "temperature", "vols": "volumes", "incl": "including", "excl": "excluding",
    "qty": "quantity", "appt": "appointment", "pkg": "package", "pkgs": "packages", "attn": "attention", "insp": "inspector",
    "det": "detective", "cpl": "corporal", "pvt": "private", "atty": "attorney", "supt": "superintendent", "doz": "dozen",
    "thur": "thursday", "sat": "saturday", "sun": "sunday", "para": "paragraph", "ver": "version", "ep": "episode", "eps": "episodes", "pg": "page", "pgs": "pages", "pt": "part", "ibid": "ibid", "viz": "namely", "ft": "fort",
}  # fmt: skip

# These are read the same if the full stop is missing.
POINTLESS = frozenset(
    "dr drs mr mrs ms prof jr sr vs etc approx dept sgt capt ltd inc corp blvd ave lbs hrs".split()
)
# These count only beside a number: elsewhere they are ordinary words or names (Jan, Max, June).
NUMBERED = frozenset(
    "no nos ep eps pg pgs pt vol ch fig figs eq p pp c b d r ext min max sec para secs eqs chs ver lat op art arts temp vols jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
# These may end a sentence with the full stop that they already carry.
CLOSING = frozenset(
    "etc inc ltd co corp jr sr al ph.d st ave blvd rd dr ct pl ln bros hrs hr oz lb lbs".split()
)

# Words that begin a sentence behind an abbreviation, and words with a capital that are no names.
STARTERS = frozenset("the he she it they we i you this that but and in a an then there".split())
SMALL_WORDS = STARTERS | frozenset(
    "at on to from near by of for with into my our his her your their is was are were thanks hello hi dear yes no ok meet ask call see "
    "as so if when where who what how or not all visit good".split()
)

# Abbreviations of days: the first are nothing else, the others are words and names too.
SURE_DAYS = frozenset("tue tues thu thur thurs fri".split())
DAYS = SURE_DAYS | frozenset("mon wed sat sun".split())
MONTHS = "january february march april may june july august september october november december".split()

MAGNITUDES = {
    "k": "thousand", "m": "million", "mn": "million", "mio": "million", "bn": "billion", "b": "billion", "tn": "trillion", "t": "trillion",
    "thousand": "thousand", "million": "million", "billion": "billion", "trillion": "trillion", "hundred": "hundred",
}  # fmt: skip

SIGNS = {
    "&": "and", "+": "plus", "=": "equals", "%": "percent", "@": "at", "×": "times", "÷": "divided by", "<": "less than",
    ">": "greater than", "≤": "at most", "≥": "at least", "≈": "about", "~": "about", "±": "plus or minus", "°": "degrees",
    "−": "minus", "§": "section", "#": "number", "/": "slash", "√": "root", "∞": "infinity", "$": "dollars", "¢": "cents",
    "€": "euros", "£": "pounds", "→": "to", "§§": "sections", "≠": "not equal to",
}  # fmt: skip

# Whole written words with a reading of their own, in lower case.
WHOLE = {
    "ok": "okay", "w/": "with", "w/o": "without", "c/o": "care of", "y/o": "years old", "mk": "mark", "yoy": "year over year", "qoq": "quarter over quarter", "ctrl": "control", "w/in": "within", "w/out": "without", "b/c": "because", "b/w": "between", "n/a": "N A", "c++": "C plus plus", "c#": "C sharp",
    "rock'n'roll": "rock and roll", "'n'": "and", "e.g": "for example", "i.e": "that is", "a.k.a": "also known as",
    "aka": "A K A", "ph.d": "P H D", "wi-fi": "wifi", "24/7": "twenty four seven", "24-7": "twenty four seven", "7/11": "seven eleven",
    "24/7/365": "twenty four seven three sixty five", "9/11": "nine eleven",
    "y'all": "you all", "wwi": "world war one", "wwii": "world war two", "ww1": "world war one", "ww2": "world war two",
    "bsc": "B S C", "msc": "M S C", "phd": "P H D", "ph.ds": "P H D's", "phds": "P H D's", "mrna": "M R N A",
    "ios": "I O S", "macos": "mac O S", "jpeg": "jay peg", "json": "jason", "saas": "sass", "bbq": "barbecue",
    "ascii": "askey", "nacl": "N A C L", "llm": "L L M", "llms": "L L M's",
}  # fmt: skip

# Roman numerals are cardinal numbers after these words, and ordinals after the names of rulers.
COUNTED = frozenset(
    "war chapter part volume act type phase class section book episode title level mark figure article season stage "
    "world apollo rocky final fantasy scene group grade zone factor mk vol ch bowl olympiad saturn appendix table".split()
)
FIRST_PERSON = frozenset(
    "am think have know love do don't need want mean guess hope believe remember feel see say like hate work live wish suppose".split()
)
RULERS = frozenset(
    "henry elizabeth louis george charles william james edward richard catherine alexander nicholas frederick peter ivan "
    "philip john paul benedict pius napoleon mary ramses leo gregory innocent clement otto gustav christian margaret "
    "margrethe beatrix juliana olav oscar gustaf umberto emmanuel joseph josef leopold albert victor sigismund robert edmund vladimir basil "
    "constantine theodosius justinian manuel mehmed selim murad suleiman rama hassan abdullah farouk amenhotep thutmose seti cleopatra "
    "antiochus artaxerxes cyrus urban boniface sixtus julius celestine eugene adrian hadrian stephen sergius philippe felipe juan "
    "haakon harald carl karl ferdinand alfonso pope king queen francis wilhelm friedrich franz darius xerxes ptolemy".split()
)
