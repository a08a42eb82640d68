"""Tables of names: books with verses, streets, saints, states, zones of time."""

# ruff: noqa: SIM905 (lists of words read best as text)

from __future__ import annotations

# Books of chapter and verse; before these a colon is no sign of the clock.
BOOKS = frozenset(
    "genesis exodus leviticus numbers deuteronomy joshua judges ruth samuel kings chronicles ezra nehemiah esther job psalm psalms "
    "proverbs ecclesiastes isaiah jeremiah lamentations ezekiel daniel hosea joel amos obadiah jonah micah nahum habakkuk zephaniah "
    "haggai zechariah malachi matthew mark luke john acts romans corinthians galatians ephesians philippians colossians thessalonians "
    "timothy titus philemon hebrews james peter jude revelation sura surah quran qur'an koran".split()
)
BOOKS_SHORT = {
    "gen": "genesis", "ex": "exodus", "exod": "exodus", "lev": "leviticus", "deut": "deuteronomy", "josh": "joshua", "sam": "samuel",
    "chron": "chronicles", "ps": "psalm", "prov": "proverbs", "eccl": "ecclesiastes", "isa": "isaiah", "jer": "jeremiah", "ezek": "ezekiel",
    "dan": "daniel", "matt": "matthew", "mt": "matthew", "mk": "mark", "lk": "luke", "jn": "john", "rom": "romans", "cor": "corinthians",
    "gal": "galatians", "eph": "ephesians", "phil": "philippians", "col": "colossians", "thess": "thessalonians", "tim": "timothy",
    "heb": "hebrews", "jas": "james", "pet": "peter", "rev": "revelation",
}  # fmt: skip
STREETS = {
    "st": "street", "ave": "avenue", "rd": "road", "blvd": "boulevard", "ln": "lane", "dr": "drive", "ct": "court", "pl": "place",
    "sq": "square", "hwy": "highway", "pkwy": "parkway", "ter": "terrace", "cir": "circle", "street": "street", "avenue": "avenue",
    "road": "road", "boulevard": "boulevard", "lane": "lane", "drive": "drive", "court": "court", "place": "place", "square": "square",
    "highway": "highway", "parkway": "parkway", "terrace": "terrace", "circle": "circle", "way": "way", "broadway": "broadway",
}  # fmt: skip
COMPASS = {
    "N": "north", "S": "south", "E": "east", "W": "west", "NW": "northwest", "NE": "northeast", "SW": "southwest", "SE": "southeast",
}  # fmt: skip
# Where one of these follows, "St." is a saint whatever stands before it.
SAINTS = frozenset(
    "louis paul mary mary's john john's peter peter's petersburg george george's patrick patrick's andrew andrews andrew's nicholas "
    "francis helens helena helier lucia kitts martin martin's thomas croix james joseph augustine catherine catherines moritz tropez "
    "pancras albans ives vincent barts michael mark mark's luke luke's matthew stephen anthony bernard charles clair cloud elmo germain "
    "gallen jude lawrence basil's valentine pierre pauli ignatius teresa therese anne ann's anne's bonaventure cecilia clare david david's "
    "dominic edmunds gabriel gregory jerome joan john's laurent malo agnes agatha barbara benedict bartholomew".split()
)
STATES = {
    "AL": "alabama", "AK": "alaska", "AZ": "arizona", "AR": "arkansas", "CA": "california", "CO": "colorado", "CT": "connecticut",
    "DE": "delaware", "FL": "florida", "GA": "georgia", "HI": "hawaii", "ID": "idaho", "IL": "illinois", "IN": "indiana", "IA": "iowa",
    "KS": "kansas", "KY": "kentucky", "LA": "louisiana", "ME": "maine", "MD": "maryland", "MA": "massachusetts", "MI": "michigan",
    "MN": "minnesota", "MS": "mississippi", "MO": "missouri", "MT": "montana", "NE": "nebraska", "NV": "nevada", "NH": "new hampshire",
    "NJ": "new jersey", "NM": "new mexico", "NY": "new york", "NC": "north carolina", "ND": "north dakota", "OH": "ohio",
    "OK": "oklahoma", "OR": "oregon", "PA": "pennsylvania", "RI": "rhode island", "SC": "south carolina", "SD": "south dakota",
    "TN": "tennessee", "TX": "texas", "UT": "utah", "VT": "vermont", "VA": "virginia", "WA": "washington", "WV": "west virginia",
    "WI": "wisconsin", "WY": "wyoming", "DC": "D C", "Calif": "california", "Fla": "florida", "Mass": "massachusetts",
    "Conn": "connecticut", "Va": "virginia", "Pa": "pennsylvania", "Wash": "washington", "Tex": "texas", "Ore": "oregon",
    "Minn": "minnesota", "Wis": "wisconsin", "Tenn": "tennessee", "Ill": "illinois", "Ind": "indiana", "Mich": "michigan",
    "Ariz": "arizona", "Colo": "colorado", "Okla": "oklahoma", "Neb": "nebraska", "Nev": "nevada", "Kan": "kansas", "Ky": "kentucky",
    "Ga": "georgia", "La": "louisiana", "Md": "maryland", "Mo": "missouri", "Mont": "montana", "Ala": "alabama", "Ark": "arkansas",
    "Del": "delaware",
}  # fmt: skip
ZONES = frozenset(
    "EST EDT CST CDT MST MDT PST PDT ET CT PT MT GMT UTC BST CET CEST IST JST AEST AEDT HST MSK".split()
)
