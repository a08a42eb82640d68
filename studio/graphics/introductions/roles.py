"""Words for what people are by trade or office, by which an apposition is known to introduce somebody."""

# ruff: noqa: RUF001, SIM905 (the signs of writing look alike; lists of words read best as text)

from __future__ import annotations

import re

# What only people are: neither firms nor animals nor places ("owner", "maker" and "leader" only with what follows them).
ROLES = frozenset(
    "accountant activist actor actress acrobat administrator adviser advisor agronomist ambassador analyst animator anthropologist apothecary arborist archaeologist archbishop architect archivist artist astronaut astronomer astrophysicist athlete "
    "attorney auctioneer author bacteriologist baker ballerina banker barber barista barrister bartender beekeeper biochemist biologist biographer bishop blacksmith blogger boatbuilder bookkeeper bookseller botanist boxer brewer bricklayer broadcaster broker builder butcher "
    "cameraman captain cardiologist cardinal caregiver caretaker carpenter cartographer cartoonist cashier ceo cfo chairman chairwoman chairperson chancellor chaplain chef chemist chieftain choreographer cinematographer climatologist climber clockmaker co-founder cofounder coach cobbler columnist comedian commander commentator commissioner "
    "composer conductor congressman congresswoman conservationist consultant coo cook coroner cosmonaut councillor counsellor counselor critic cto curator cyclist dancer dean dentist dermatologist designer detective developer dietitian diplomat director diver doctor dramatist dressmaker driver druggist "
    "ecologist economist editor educator electrician embroiderer engineer engraver entomologist entrepreneur epidemiologist essayist ethicist explorer falconer farmer filmmaker firefighter fisherman florist footballer forester founder gamekeeper gardener geneticist geographer geologist glaciologist glassblower goalkeeper goldsmith golfer governor guitarist gymnast "
    "gynaecologist hairdresser headmaster headmistress headteacher herbalist historian housekeeper humorist hydrologist illustrator immunologist innkeeper inspector instructor interpreter inventor investigator jeweller jeweler jockey joiner journalist judge jurist "
    "keyboardist landscaper lawmaker lawyer lecturer librarian lifeguard linguist locksmith logician magistrate manager marathoner mason mathematician mayor mechanic meteorologist microbiologist midwife miller miner minister missionary model monk mountaineer muralist musician musicologist naturalist navigator "
    "neurologist neuroscientist neurosurgeon novelist nun nurse nutritionist oceanographer officer oncologist ophthalmologist optician organist ornithologist painter palaeontologist paleontologist paramedic pastor pathologist pediatrician paediatrician pharmacist philanthropist philosopher photographer photojournalist physician physicist physiologist physiotherapist pianist pilot playwright plumber poet policeman policewoman politician "
    "postman potter pharmacologist preacher president priest principal printmaker producer professor programmer psychiatrist psychologist psychotherapist publisher publicist rabbi rapper ranger realtor reporter representative researcher restaurateur rower runner saddler sailor scholar scientist screenwriter sculptor seamstress secretary senator sheriff shepherd shipbuilder shoemaker singer singer-songwriter "
    "skater skier soldier solicitor songwriter soprano spokesman spokesperson spokeswoman sprinter stonemason storyteller strategist superintendent surfer surgeon surveyor swimmer tailor teacher technician technologist tenor therapist toxicologist translator treasurer trumpeter tutor undertaker urologist vet veterinarian vicar videographer violinist virologist volcanologist volunteer waiter waitress watchmaker weaver webmaster "
    "welder winemaker woodcarver writer youtuber zoologist zookeeper cellist drummer bassist harpist flautist flutist programmer-analyst vice-president vice-chancellor".split()
)
# Roles only of something or at a place: "head of research", "owner of Trattoria Sole", "partner at Hill & Co".
ROLES_OF = frozenset(
    "head chief owner co-owner partner chair member fellow organizer organiser host co-host presenter executive assistant associate lead deputy creator co-creator coordinator trainer consul student graduate supervisor "
    "resident employee specialist expert operator adjunct".split()
)
# With a word before them that tells whose: "chief executive", "art director", "Nobel laureate".
ROLES_AFTER = frozenset(
    "executive officer assistant associate specialist expert editor lead leader partner host presenter student trainer operator coordinator laureate strategist planner grower maker champion medallist medalist keeper".split()
)
# Before a name they are a part of it.
TITLES = frozenset(
    "dr prof professor doctor mr mrs ms sir dame lord lady chef captain coach judge senator rabbi reverend rev sister brother father bishop sergeant colonel general major lieutenant president mayor governor inspector detective minister".split()
)
# With one of these a single name is enough: "Dr. Silva".
SURE_TITLES = frozenset("dr prof professor doctor".split())
# Names with one of these are not those of people; the second may be surnames.
NO_PERSONS = frozenset(
    "school university college institute academy hospital clinic museum gallery library airport station street road avenue square boulevard lane inc ltd llc corp corporation company group labs lab laboratories foundation association society union league party committee "
    "council ministry department agency bureau centre center church cathedral abbey castle palace tower bridge theatre theater cinema hotel restaurant cafe café records studios studio pictures magazine times post journal guardian news radio channel network club united city county lake mount mountain ocean sea island islands "
    "peninsula desert forest canyon glacier volcano telescope rover space shuttle mission project program programme festival prize award cup motors airlines airways electric energy systems technologies software bank trust fund capital partners holdings industries republic kingdom empire states war battle treaty act law bible valley gate bay cape river creek falls".split()
)
SURNAMES_TOO = frozenset(
    "park hill hills bank banks brook brooks field fields rivers lane church castle post bay abbey gates falls".split()
)
# An apposition that begins with one of these says something else.
NOT_SO = frozenset(
    "not no never once then later now perhaps maybe like as both one neither either nearly almost hardly always soon son daughter brother sister mother father wife husband his her their my your this that these those some any another each every such".split()
)

# Words with which sentences begin, in all languages that are read: no names.
OPENERS = frozenset(
    "yesterday today tomorrow tonight according meanwhile still even also only just yet soon often sometimes perhaps maybe once until since because although though while when where after before during with without for from by at in on under over about as so but and or if then there here thus hence despite unlike like "
    "meet ask hear see watch thank join ladies dear hello hi hey welcome "
    "laut nach gestern heute morgen mit ohne für wenn als weil während seit vor bei aus auch nur noch dann danach dort hier doch aber und oder obwohl dank wegen gegen durch zwischen unter über neben jetzt nun schon bald oft manchmal vielleicht später früher außerdem "
    "selon hier aujourd'hui demain avec sans pour quand lorsque lorsqu après avant depuis pendant chez comme mais et ou où si puis alors ensuite aussi même encore enfin ici là voici voilà contre entre sous sur dans malgré grâce parmi vers jadis bientôt souvent parfois peut-être d'après "
    "según ayer hoy mañana con sin para por cuando tras después antes desde durante mientras como pero y o si luego entonces también incluso aún todavía aquí allí donde aunque porque contra entre bajo sobre en hasta hacia gracias además quizás ahora siempre nunca "
    "secondo ieri oggi domani con senza per quando dopo prima da durante mentre come ma e o se poi allora anche ancora infine qui lì dove perché contro tra fra sotto sopra su in nel nella verso grazie inoltre forse ora sempre mai "
    "segundo conforme ontem hoje amanhã com sem quando depois antes desde enquanto mas ou se então também ainda aqui ali onde embora porque contra entre sob sobre em no na até graças além talvez agora sempre nunca".split()
)
# In other languages the word for the role comes first; adjectives that may stand before it.
_OTHERS = {
    "de": (
        r"(?:(?:der|die|ein|eine|unser|unsere)\s+)?(?:(?:ehemalige[rn]?|frühere[rn]?|leitende[rn]?|stellvertretende[rn]?|langjährige[rn]?)\s+)?",
        r"(?=[A-ZÄÖÜ])(?i:[\wäöüß-]*?(?:leiter|direktor|forscher|wissenschaftler|biologe|ökonom|ingenieur|professor|lehrer|minister|präsident|trainer|chef|arzt|gärtner|berater|entwickler|psychologe|historiker|physiker|chemiker|mathematiker|künstler|sänger|schauspieler|schriftsteller|autor|journalist|redakteur|fotograf|architekt|anwalt|richter|bürgermeister|geschäftsführer|gründer|mitgründer|kapitän|pilot|bäcker|bauer|winzer|förster|sprecher|kurator|komponist|dirigent|pianist|maler|philosoph|soziologe|geologe|meteorologe|astronom|astronaut)(?:in)?|[\wäöüß-]*?(?:biologin|ökologin|psychologin|soziologin|geologin|meteorologin|philosophin|ärztin|köchin|bäuerin|anwältin|hebamme|krankenschwester|pfleger(?:in)?|koch|tierarzt|zahnarzt))",
    ),
    "fr": (
        r"(?:(?:un|une|le|la|notre)\s+|l['’])?(?:(?:ancien|ancienne|célèbre|jeune)\s+)?",
        r"(?:direct(?:eur|rice)|président(?:e)?|maire|ministre|professeure?|enseignante?|institut(?:eur|rice)|médecin|docteure?|chirurgien(?:ne)?|infirmi(?:er|ère)|ingénieure?|cherch(?:eur|euse)|biologiste|physicien(?:ne)?|chimiste|économiste|historien(?:ne)?|architecte|avocate?|juge|journaliste|photographe|écrivaine?|aut(?:eur|rice)|romanci(?:er|ère)|poète|poétesse|peintre|sculpt(?:eur|rice)|musicien(?:ne)?|chant(?:eur|euse)|act(?:eur|rice)|comédien(?:ne)?|réalisat(?:eur|rice)|cuisini(?:er|ère)|boulang(?:er|ère)|pâtissi(?:er|ère)|agricult(?:eur|rice)|vigneron(?:ne)?|fondat(?:eur|rice)|cofondat(?:eur|rice)|responsable|astronaute|pilote|psychologue|sociologue|géologue|astronome|vétérinaire|pharmacien(?:ne)?|sage-femme|entraîn(?:eur|euse)|porte-parole|conservat(?:eur|rice))",
    ),
    "es": (
        r"(?:(?:un|una|el|la|nuestro|nuestra)\s+)?(?:(?:ex|antiguo|antigua|joven|célebre)\s+)?",
        r"(?:director(?:a)?|presidente|presidenta|alcalde|alcaldesa|ministr[oa]|profesor(?:a)?|maestr[oa]|médic[oa]|doctor(?:a)?|cirujan[oa]|enfermer[oa]|ingenier[oa]|investigador(?:a)?|biólog[oa]|físic[oa]|químic[oa]|matemátic[oa]|economista|historiador(?:a)?|arquitect[oa]|abogad[oa]|jueza?|periodista|fotógraf[oa]|escritor(?:a)?|autor(?:a)?|novelista|poeta|pintor(?:a)?|escultor(?:a)?|músic[oa]|cantante|actor|actriz|cineasta|cociner[oa]|panader[oa]|agricultor(?:a)?|fundador(?:a)?|cofundador(?:a)?|responsable|jef[ea]|astronauta|piloto|psicólog[oa]|sociólog[oa]|geólog[oa]|astrónom[oa]|veterinari[oa]|farmacéutic[oa]|entrenador(?:a)?|portavoz|gerente|consejer[oa])",
    ),
    "it": (
        r"(?:(?:un|uno|una|il|la|lo|nostro|nostra)\s+|un['’]|l['’])?(?:(?:ex|giovane|celebre)\s+)?",
        r"(?:dirett(?:ore|rice)|presidente|presidentessa|sindac[oa]|ministr[oa]|professor(?:e|essa)|insegnante|maestr[oa]|medico|dottor(?:e|essa)|chirurg[oa]|infermier[ea]|ingegnere|ricercat(?:ore|rice)|biolog[oa]|fisic[oa]|chimic[oa]|matematic[oa]|economista|storic[oa]|architett[oa]|avvocat[oa]|giudice|giornalista|fotograf[oa]|scritt(?:ore|rice)|aut(?:ore|rice)|poeta|poetessa|pitt(?:ore|rice)|scult(?:ore|rice)|musicista|cantante|att(?:ore|rice)|regista|cuoc[oa]|fornai[oa]|agricolt(?:ore|rice)|fondat(?:ore|rice)|cofondat(?:ore|rice)|responsabile|astronauta|pilota|psicolog[oa]|sociolog[oa]|geolog[oa]|astronom[oa]|veterinari[oa]|farmacista|allenat(?:ore|rice)|portavoce|amministrat(?:ore|rice))",
    ),
    "pt": (
        r"(?:(?:um|uma|o|a|nosso|nossa)\s+)?(?:(?:ex|antigo|antiga|jovem)\s+)?",
        r"(?:diretor(?:a)?|presidente|presidenta|prefeit[oa]|ministr[oa]|professor(?:a)?|médic[oa]|doutor(?:a)?|cirurgi[ãa]o?|enfermeir[oa]|engenheir[oa]|pesquisador(?:a)?|investigador(?:a)?|biólog[oa]|físic[oa]|químic[oa]|matemátic[oa]|economista|historiador(?:a)?|arquitet[oa]|advogad[oa]|juiz|juíza|jornalista|fotógraf[oa]|escritor(?:a)?|autor(?:a)?|poeta|poetisa|pintor(?:a)?|escultor(?:a)?|músic[oa]|cantor(?:a)?|ator|atriz|cineasta|cozinheir[oa]|padeir[oa]|agricultor(?:a)?|fundador(?:a)?|cofundador(?:a)?|responsável|chefe|astronauta|piloto|psicólog[oa]|sociólog[oa]|geólog[oa]|astrônom[oa]|astrónom[oa]|veterinári[oa]|farmacêutic[oa]|treinador(?:a)?|porta-voz|gerente)",
    ),
}


def role_pattern(language: str) -> re.Pattern[str] | None:
    """Return what finds a role behind the comma after a name in a language other than English; None if it has none.

    Its group "role" is the role without an article: the word for it, and what or where it is of.
    """
    if language not in _OTHERS:
        return None
    article, word = _OTHERS[language]
    further = r"(?:\s+(?!(?:y|e|et|und|ed)\s)[^\W\d_][\w’'-]*){0,8}?"
    kinds = re.NOFLAG if language == "de" else re.IGNORECASE
    return re.compile(rf",\s+{article}(?P<role>{word}{further})(?=[,.!?…]|$)", kinds)
