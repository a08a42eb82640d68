"""A place: the first mention of a known town or country at the head of a sentence, with what is said of it."""

# ruff: noqa: SIM905 (lists of words read best as text)

from __future__ import annotations

import re

from studio.graphics.reading.film import FilmText
from studio.graphics.reading.sentence import Sentence
from studio.graphics.reading.wording import phrase
from studio.graphics.values import Graphic

# Less sure than a name: where the painter is sure of what happens there, that is shown.
_SURE = 0.58
_MOST = 12
# Words that lead to a place, by language. What stands between them and the place, as an article, is one of the second.
_LEADS = {
    "en": ("In|At|Near|From|Outside|Across", "the|downtown|central|old|beautiful|sunny|rainy"),
    "de": ("In|Bei|Aus|Nahe", "der|dem|den"),
    "fr": ("À|A|En|Au|Aux|Près de", "la|le|les"),
    "es": ("En|Cerca de|Desde", "la|el|las|los"),
    "it": ("A|In|Da|Nei pressi di", "la|il"),
    "pt": ("Em|No|Na|De|Desde", "o|a"),
    "nl": ("In|Bij|Vanuit", "de|het"),
}
# Towns and countries that a film may be about, as they are written in these languages; not those that are words or names
# of people besides (Nice, Reading, Chad, Jordan, Georgia, Victoria).
_PLACES = frozenset(
    place.replace("_", " ")
    for place in (
        # Europe
        "Lisbon Lisboa Lissabon Lisbonne Porto Madrid Barcelona Sevilla Seville Valencia Bilbao Granada Paris Lyon Marseille Bordeaux Toulouse "
        "London Londres Londra Londen Manchester Liverpool Birmingham Edinburgh Glasgow Cardiff Belfast Dublin Cork Galway Brussels Bruxelles Brüssel Antwerp "
        "Amsterdam Rotterdam Utrecht Luxembourg Berlin Hamburg Munich München Cologne Köln Frankfurt Stuttgart Leipzig Dresden Bremen Hanover Hannover "
        "Vienna Wien Salzburg Graz Innsbruck Zurich Zürich Geneva Genf Genève Basel Bern Rome Roma Rom Milan Milano Mailand Naples Napoli Neapel Turin Torino "
        "Venice Venezia Venedig Venise Palermo Bologna Pisa Athens Athen Thessaloniki Istanbul Ankara Prague Praga Prag Brno Budapest Bratislava Warsaw Warschau "
        "Krakow Kraków Gdansk Copenhagen Kopenhagen Stockholm Gothenburg Oslo Bergen Helsinki Tallinn Riga Vilnius Reykjavik Kyiv Lviv Odesa Moscow Moskau "
        "Bucharest Sofia_Bulgaria Belgrade Zagreb Dubrovnik Ljubljana Sarajevo Monaco "
        "Portugal Spain España Spanien France Frankreich Francia Italy Italia Italien Germany Deutschland Alemania Allemagne Austria Österreich Switzerland "
        "Schweiz Suisse Belgium Belgien Netherlands Denmark Sweden Norway Norwegen Finland Iceland Ireland Irland Scotland Wales England Britain Poland Polen Hungary "
        "Greece Griechenland Croatia Slovenia Slovakia Romania Bulgaria Serbia Ukraine Estonia Latvia Lithuania Malta Cyprus "
        # Asia and Oceania
        "Tokyo Tokio Kyoto Osaka Hiroshima Sapporo Seoul Busan Beijing Peking Shanghai Shenzhen Guangzhou Hong_Kong Macau Taipei Singapore Singapur Bangkok "
        "Chiang_Mai Hanoi Saigon Jakarta Bali Manila Kuala_Lumpur Phnom_Penh Yangon Kathmandu Delhi New_Delhi Mumbai Bangalore Chennai Kolkata Hyderabad Jaipur Goa "
        "Karachi Lahore Islamabad Dhaka Colombo Kabul Tehran Baghdad Dubai Abu_Dhabi Doha Riyadh Mecca Jerusalem Tel_Aviv Beirut Damascus Amman Tashkent Samarkand "
        "Almaty Ulaanbaatar Sydney Melbourne Brisbane Perth Adelaide Canberra Auckland Wellington "
        "Japan Korea South_Korea China India Indonesia Thailand Vietnam Cambodia Laos Malaysia Philippines Nepal Bhutan Bangladesh Pakistan Sri_Lanka Mongolia "
        "Kazakhstan Uzbekistan Iran Iraq Israel Lebanon Syria Qatar Australia New_Zealand Fiji Siberia Tibet "
        # Africa
        "Cairo Alexandria_Egypt Casablanca Marrakesh Marrakech Rabat Tunis Algiers Tripoli Lagos Abuja Accra Dakar Abidjan Nairobi Mombasa Kampala Kigali Addis_Ababa "
        "Dar_es_Salaam Zanzibar Luanda Lusaka Harare Johannesburg Pretoria Cape_Town Durban "
        "Egypt Morocco Marokko Tunisia Algeria Libya Nigeria Ghana Senegal Kenya Uganda Rwanda Ethiopia Tanzania Angola Zambia Zimbabwe Botswana Namibia "
        "South_Africa Madagascar Mozambique Sudan "
        # The Americas
        "New_York Manhattan Brooklyn Boston Chicago Detroit Philadelphia Baltimore Atlanta Miami Orlando New_Orleans Houston Dallas Denver Phoenix_Arizona Las_Vegas "
        "Los_Angeles Hollywood San_Francisco San_Diego Seattle Portland Minneapolis Pittsburgh Cleveland Nashville Honolulu Toronto Montreal Vancouver Ottawa Quebec "
        "Calgary Mexico_City Guadalajara Cancún Havana Kingston_Jamaica San_Juan Bogotá Bogota Medellín Cartagena Quito Lima Cusco La_Paz Santiago_de_Chile Buenos_Aires "
        "Montevideo Rio_de_Janeiro São_Paulo Salvador_da_Bahia Brasília Manaus Caracas "
        "Canada Mexico México Cuba Jamaica Haiti Guatemala Honduras Nicaragua Costa_Rica Panama Colombia Venezuela Ecuador Peru Perú Bolivia Chile Argentina Uruguay "
        "Paraguay Brazil Brasil Brasilien California Texas Florida Alaska Hawaii Patagonia Greenland"
    ).split()
    if "_" not in place or not place.endswith(("_Bulgaria", "_Egypt", "_Jamaica", "_Arizona"))
)


def find(sentence: Sentence, film: FilmText) -> Graphic | None:
    """Return the place that a sentence begins with, with what it says of it."""
    leads = _LEADS.get(sentence.language)
    if film.is_story or leads is None:
        return None
    match = re.match(rf"(?:{leads[0]})\s+(?:(?:{leads[1]})\s+)?", sentence.text)
    name = _place_at(sentence.text, match.end()) if match else ""
    if not match or not name or film.said_before(sentence, name):
        return None
    end = match.end() + len(name)
    # "In Paris in 1889" and "In Paris's cafés" are about something else besides.
    comma = re.match(r"\s*,\s+(?=\w)", sentence.text[end:])
    if comma is None:
        return None
    start = end + comma.end()
    if not 1 <= sentence.length(start, len(sentence.text)) <= _MOST:
        return None
    shown = phrase(sentence, [(match.end(), end)], emphasis=[])
    fact = phrase(sentence, [(start, len(sentence.text))], capital=False)
    if shown is None or fact is None:
        return None
    return Graphic(
        kind="name",
        form="place",
        phrases={"name": shown, "fact": fact},
        language=sentence.language,
        sureness=_SURE,
        reason=f"It happens in {name}.",
    )


def _place_at(text: str, start: int) -> str:
    """Return the known place of up to three words that a text has from a letter on, the longest; "" if none."""
    found = re.match(r"\w+(?:[ ]\w+){0,2}", text[start:])
    words = found[0].split() if found else []
    longest = (" ".join(words[:count]) for count in range(len(words), 0, -1))
    return next((place for place in longest if place in _PLACES), "")
