"""Words that mean something else in the language of a trade: the mouse of a computer, the bear of a market."""

# ruff: noqa: SIM905 (lists of words read best as text)

from __future__ import annotations

import re

# For each trade: the words that show that a text is of it, and the nouns that then are no things or places to be seen.
_SOFTWARE = (
    frozenset(
        "computer computers software app apps update updates upgrade version release download downloads upload install installed installer password passwords login account server servers browser browsers website websites "
        "online internet database databases api code coding coder developer developers programmer programmers programming user users click clicks clicked desktop folder folders file files "
        "pdf email emails inbox malware hacker hackers hacked encryption encrypted antivirus firewall repository repo commit commits merge merged deploy deployed deployment pixel pixels interface api backend frontend query "
        "queries algorithm algorithms sync synced dashboard plugin plugins smartphone smartphones wifi router cybersecurity phishing ransomware kubernetes linux android iphone javascript sql html css "
        "toolbar laptop laptops tab tabs notification notifications cpu gpu ssd usb microsoft google github chatbot login username firefox malware microsoft ordinateur ordenador computadora rechner fichier archivo datei logiciel programma computador bildschirm tastatur clavier teclado tastiera".split()
    ),
    frozenset(
        "bug bugs cloud clouds drive drives branch branches key keys tree trees root roots leaf window cookie cookies port ports bridge bridges shell shells worm worms virus horse fork forks pipe pipes stream streams "
        "thread threads field fields page pages note notes board boards platform platforms node host hosts client clients cell cells table tables archive archives package packages container containers trap ticket tickets token tokens wallet "
        "ring bus chip chips core patch patches trunk stack stacks heap queue python java ruby rust swift go spark spring kernel shield lock locks wall walls gateway tunnel honeypot spider spiders crawler "
        "bot bots sandbox domain home bell menu hamburger bread breadcrumb breadcrumbs avatar icon magnet hub memory light dark mode theme themes firefox safari "
        "chrome edge opera canvas box boxes button buttons dock shop store drop scroll paste brush engine bucket warehouse hook hooks sprint model models neuron brain zombie daemon orphan parent migration ".split()
    ),
)
_FINANCE = (
    frozenset(
        "market markets stock stocks shares share investor investors investment investments fund funds inflation economy economic economist economists bank interest rates profit profits revenue price prices currency currencies bond bonds crypto bitcoin portfolio "
        "dividend dividends trader traders trading rally index equity equities debt loan loans mortgage deficit recession startup valuation ipo hedge analysts analyst quarterly earnings budget fed ecb treasury gdp tariffs rent rents income fee fees owners tenants compound index airlines percent sterling".split()
    ),
    frozenset(
        "bear bears bull bulls hawk hawks dove doves bubble bubbles parachute shell shells tank engine fuel wave waves tide pool pools stream streams angel angels unicorn unicorns stag ladder ladders bridge cushion cliff basket floor "
        "ceiling peak peaks valley ticker safe haven harbour port storm storms wind winds headwind headwinds tailwinds cloud clouds pie slice crane bottle umbrella vehicle vehicles option options "
        "spring crash bond net trough heat fever thermometer diamond shoulders cup hook nest egg root branch branches landscape gold cheese cream milk honey cake mice mouse seed seeds fruit fruits harvest ".split()
    ),
)
_BODY = (
    frozenset(
        "patient patients blood surgery surgeon surgeons disease diseases symptom symptoms tumour tumor tumours cancer organ organs tissue artery arteries vein veins stroke diabetes infection therapy treatment diagnosis vaccine vaccines bone bones muscle muscles nerve nerves".split()
    ),
    frozenset(
        "stroke trunk canal canals drum drums anvil hammer lens cornea pupil pupils temple palm palms nail calf calves chest crown bridge bed murmur cell cells culture plaque stone stones".split()
    ),
)
_SPORT = (
    frozenset(
        "won wins win winning medal medals olympic olympics champion champions championship race final finals relay metres tournament swimmer swimmers stroke sprint title season league match referee stadium keeper goalkeeper penalty penalties striker coach fans stands whistle scored scores goals goalkeeper playoff playoffs kickoff teammate teammates halftime league united team teams".split()
    ),
    frozenset(
        "gold silver bronze stroke butterfly crown goal-post ring rings strike cup net table ladder tie draw bench clean sheet record records crane penguins bulls lions tigers bears eagles hawks falcons ravens dolphins panthers jaguars rams bucks wolves foxes canaries magpies seagulls wasps sharks falcon cobras stallions mustangs stags cougars bobcats hornets bees pelicans cardinals orioles badgers rockets pirates vikings saints angels giants".split()
    ),
)
_PAINTING = (
    frozenset(
        "paint paints painting painted repaint brush brushes roller primer varnish fence wall walls ceiling sand thin thick dry drying layer layers".split()
    ),
    frozenset("coat coats brush roller".split()),
)
_YOGA = (
    frozenset("yoga pose poses asana mat hips spine breathe inhale exhale stretch".split()),
    frozenset("cat cow child dog cobra tree warrior mountain bridge pigeon camel crow boat".split()),
)
_CHESS = (
    frozenset("chess chessboard pawn pawns checkmate grandmaster piece pieces opening openings".split()),
    frozenset("queen queens king kings knight knights bishop bishops rook rooks castle castles".split()),
)
_POLITICS = (
    frozenset(
        "minister ministers parliament president senator senators congress opposition election elections vote votes voters party coalition government bill lawmakers council policy campaign candidate candidates".split()
    ),
    frozenset(
        "goalposts goalpost whip floor cabinet seat seats race bench chamber hawk hawks dove doves bridge bridges wall storm storms wind fire table house ticket camp wing wings horse ship boat olive sword knife dagger line lines ladder elephant donkey".split()
    ),
)
_MUSIC = (
    frozenset(
        "guitar piano violin orchestra band concert song songs melody chord chords rhythm singer tune drummer jazz choir".split()
    ),
    frozenset(
        "key keys organ horn horns scale scales bass bow bridge pipe pipes brass sticks fork hammer hammers".split()
    ),
)
_TRADES = (_SOFTWARE, _FINANCE, _BODY, _SPORT, _PAINTING, _YOGA, _CHESS, _POLITICS, _MUSIC)


def words_of_trades(text: str, least: int = 1) -> frozenset[str]:
    """Return the words of a lower-case English text that at least so many others show to be words of a trade."""
    said = frozenset(re.findall(r"[a-z]+", text))
    found: set[str] = set()
    for signs, meant in _TRADES:
        found |= {word for word in said & meant if len((said & signs) - {word}) >= least}
    return frozenset(found)


def is_of_finance(text: str, least: int) -> bool:
    """Return whether a lower-case text has at least so many words of finance."""
    return len(_FINANCE[0] & set(re.findall(r"\w+", text))) >= least


def is_of_software(text: str) -> bool:
    """Return whether a lower-case text has words of software."""
    return bool(_SOFTWARE[0] & set(re.findall(r"\w+", text)))
