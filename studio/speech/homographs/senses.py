"""Rules for single words: a pattern of neighbours, and the reading that it shows.

In a pattern, _ is the word, ^ and $ are the ends of the utterance, and "DET", "BE", "WHO" and "HAVE" stand for articles
and the like, forms of "be", subjects and forms of "have". The first pattern that is found decides; where none is, the
grammar does for words with a verb, and else the commoner reading holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from studio.speech.homographs.sentence import BE, DETERMINERS, HAVE, SUBJECTS


def _any_of(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})"


_SHORT = {
    "DET": _any_of(DETERMINERS),
    "BE": _any_of(BE),
    "HAVE": _any_of(HAVE),
    "WHO": _any_of({*SUBJECTS, "and", "then", "which"} - {"you"}),
    "SAY": r"(?:\w+ly|not|never|also|always|just|often|still|now|all|ever|already)",
}

# Word; reading; reason; pattern.
_TABLE = r"""
live; A; a show, an animal or a sending as it happens; _ (?:and in person|music|musicians?|shows?|bands?|audiences?|broadcasts?|streams?|streaming|concerts?|performances?|jazz|tv|television|albums?|action|animals?|bait|recordings?|events?|sports?|wires?|chats?|updates?|ammunition|rounds|births?|theat\w+|coverage|data|video|demo|feed|games?|traffic|score|oak|cultures?|crabs?|lobsters?|fish|birds?|chickens?|stage|entertainment|interview|debate)\b
live; A; sent while it happens; (?:broadcast|stream\w*|perform\w*|play\w*|sing\w*|sang|sung|record\w*|goes|go|going|went|gone|shown|watch\w*|aired|airs|report\w*|join\w*|tune|heard?|seen?|saw) (?:\S+ ){0,3}_ (?:on|from|at|in front|in concert|around|across|all over|via|by satellite|tonight|today|next|this|every|and|online|[.,!?$]|$)
live; A; on the air; _ (?:on|from) (?:television|tv|air|stage|radio|youtube|the scene|the studio)
live; A; we are on the air; (?:BE) (?:SAY )?_
live; V; somebody lives somewhere; _ (?:in|among|near|under|underground|underwater|by|together|alone|there|here|longer|without|off|inside|between|along|beneath|within|where|wherever|only|deep|far|to)
house; N; the verb needs an object; _ (?:[.,:;!?]|of|in|on|at|by|with|and|or)
lives; N; more than one life; (?:DET|save[sd]?|saving|change[sd]?|changing|lost|lose|improve[sd]?|costs?|claimed|risk|risked|of|(?:DET|our|in|of) (?:daily|past|private|everyday|whole|entire|inner|personal|human|real|own|young|previous|short|long|new|busy|hard|other|separate|normal|quiet)) _
lives; V; somebody lives somewhere; where (?:DET )?(?:\w+ )?_|_ (?:in|on|at|near|by|alone|with|here|there|under|next|off|for|inside|among|where|within|between|just|only|longer|up|down|deep|far|happily|to)
close; V; the end of something; (?:the|a|to a|at) _ (?:of|[.,!?])
close; A; near; (?:so|very|too|as|how|get|gets|got|getting|stay|stays|stayed|staying|come|comes|came|coming|sit|sat|stand|stood|hold|held|holding|draw|drew|grew|up|pretty|really|from|keep \S+|keep your \w+|kept \S+|pull \S+|bring \S+|brought \S+) _
close; A; near to something or somebody; _ (?:to(?! (?:the public|visitors|traffic|customers))|by\b|friends?|relatives?|family|relationship|ties|contact|call|calls|range|attention|look|second|quarters|proximity|match|race|combat|encounters?|up\b|enough)
close; A; how it is; (?:BE) (?:SAY )?_
closes; V; always a verb; _
content; A; of somebody who is satisfied; (?:BE|feel\w*|felt|seem\w*|look\w*|remain\w*|stay\w*|not|never|quite|perfectly|so|more|happy and|calm and|sat|lay|grew) (?:SAY |quite |fairly |perfectly |very )?_ (?:to|with|and|in|as|just|enough|that|here|alone|[.,;!?])
content; A; to live or die satisfied; (?:lived?|lives|died?|dies|slept|sleep|went to bed|go home|went home) _
content; A; the face of it; _ (?:smile[sd]?|sigh\w*|look on)|(?:fat|happy|warm|calm|quiet)(?: ,)? and _
content; A; content oneself; _ (?:himself|herself|myself|themselves|yourself|itself|ourselves)
minute; A; very small things; _ (?:traces?|amounts?|details?|particles?|quantit\w+|differences?|changes?|crystals?|specks?|fractions?|doses?|creatures?|grains?|drops?|droplets|cracks?|pieces?|bits?|variations?|insects?|holes|organisms|fragments?|plants|animals|scales?|bubbles)
minute; A; in minute detail, very minute; (?:so|very|extremely|almost|incredibly|tiny|microscopically|most|these|are|were|is|was|seem|seems) (?:SAY )?_ (?:[.,!?]|but|and|compared|in size|in comparison)
invalid; N; a sick person; (?:the|an?|old|elderly|chronic|helpless|poor|bedridden|lifelong) _ (?:was|is|had|has|lay|could|sat|who|in a|for|and his|and her|mother|father|brother|sister|wife|husband|son|daughter|uncle|aunt|[.,])
invalids; N; always persons; _
compact; N; a box of powder, a treaty; (?:DET|powder|makeup|silver|small|family|solemn|social|mayflower) _ (?:out|with|between|from|mirror|was|is|and|among|to|[.,!?])
compact; N; a small thing of one's own; (?:powder|makeup|mirrored|mayflower) _
compact; A; dense, or to press; _
upset; N; a surprising win; (?:an?|the|huge|major|big|bigger|biggest|stunning|massive|shock|great|greatest|stomach|historic) _ (?:[.,!?]|win|victory|of the|in the|over|for|at|against|since|came|was|loss)
upset; A; sad, or to make so; _
lead; M; things made of the metal; _ (?:poisoning|pipes?|paints?|pencils?|bullets?|acid|ores?|oxide|mines?|batter\w+|glass|crystals?|weights?|shots?|exposure|contamination|sheets?|coffins?|aprons?|mining|sulfide|balls?|balloon|solder|dust|levels?|free\b|lined\b|type\b|roof|sinkers?|toxicity|based)
lead; M; what something is made of; (?:leach|leaches|leached|made of|made from|made out of|contain|contains|contained|containing|molten|melted|melt|molded|traces of|heavy as|amounts? of|levels of|tons? of|filled with|coated with|lined with|no|bars? of|poisonous|pencil|turn\w* (?:\w+ )?to|into|from|liquid|density of) _(?! (?:to|singer|role|actor|the|us|them|him|story|stories|times?|generation)\b)
lead; M; beside another material; _ (?:(?:, |and |or )+)(?:mercury|zinc|tin|copper|iron|acid|arsenic|cadmium|silver|gold|steel|uranium|nickel)\b|\b(?:mercury|zinc|tin|copper|iron|arsenic|cadmium|silver|gold|asbestos|nickel|gasoline)(?: ,)?(?: and| or|,) _
lead; M; where it is found; _ in (?:DET )?(?:paint|water|pipes?|gasoline|soil|blood|fuel|air|toys|glass|pencils?|batter\w+|bullets?)|(?:pencil|pencil's|bit of|piece of|lump of|block of|sheets? of) _
lead; M; what it is like; _ (?:is|was|are) (?:a |an |very |so )?(?:toxic|poisonous|heavy|metal|soft|dense|gray|grey|dangerous|metallic)
leads; V; always a verb or those in front; _
tear; V; wear and tear, a torn muscle; (?:wear and|rip or|ligament|muscle|acl|meniscus|cuff|tendon|retinal|small|long|big|huge) _(?! (?:rolled|ran|fell|slid|in (?:his|her|my|their|your) eyes?))
tear; V; a hole in a thing; _ (?:in|along|down) (?:DET) (?:\w+ ){0,2}(?:fabric|cloth|jeans|shirt|sail|sails|paper|page|tent|roof|wall|canvas|dress|coat|jacket|curtain|muscle|ligament|sleeve|skin|bag|map|net|hull|balloon|wing|lining|seam|pants|screen|cover|middle|side|knee)
tear; V; asked of the reader; ^ _(?! (?:gas|drops?|ducts?|stains?)\b)
tear; N; tear gas; _ (?:gas|drops?|ducts?|jerker|stained|rolled|ran|fell|slid)
tears; V; torn to pieces; _ (?:apart|off|open|away|through|into|up|out|itself|himself|herself)
tears; V; somebody tears a thing; (?:he|she|it|who|that|which|wind|storm|dog|lion|bear) (?:SAY )?_ (?:DET|at|it|them|him|her)
tears; N; crying; (?:in|into|to|of|with|her|his|their|my|your|the|burst into|shed|no|hot|salty|bitter|happy) _
tears; N; they run; _ (?:ran|run|running|fell|fall|rolled|roll|filled|streamed|stream\w*|came|come|of|were|are|in|and|well\w*|[.,!?])
wind; N; the air that moves; _ (?:turbines?|farms?|power|speeds?|chill|energy|tunnels?|instruments?|blew|blows|howl\w*|was|is|chimes?|and rain|gusts?|direction|picked|died|carried|rose|whistl\w*|shook|took|came|swept|roared|through the trees)
wind; N; air that moves; (?:DET|strong|cold|north|south|east|west|northern|wild|warm|icy|bitter|howling|solar|in|like|of|by|with|against|rain and|wave and|hydro and|fierce|high|gentle|hot|sea|wet) _
wind; V; ways that bend; (?:roads?|rivers?|paths?|trails?|streams?|streets?|stairs?|staircases?|tracks?|creeks?|valleys?|routes?|lanes?|vines?|tunnels?|canals?|alleys?|it|that|which) (?:SAY )?_
wind; V; turned around a thing; _ (?:the|a|your|his|her|its|my|it|them|up|down|around|round|its)
winds; V; ways that bend; (?:road|river|path|trail|stream|street|staircase|stairway|track|creek|valley|route|lane|vine|tunnel|canal|alley|snake|line|wall|it|he|she|who|that|which|way) (?:SAY )?_
winds; V; turned around a thing; _ (?:its|his|her|up|down)|^ _ (?:its|the|a|through|around)
winds; N; air that moves; _
wound; N; to hurt; (?:to|will|would|could|can|can't|may|might|not|did|didn't|don't|words|and) _ (?:the|him|her|them|me|us|you|his|my|people|a)|(?:to|will|would|could|can|may|might) _
wound; P; laid around, turned; (?:BE|HAVE|get|got|been|being) (?:SAY |been |all )?_ (?:around|round|up|down|through|back|on|about|tight\w*|with|too|into|[.,])
wound; N; an injury; (?:DET|open|deep|gunshot|bullet|flesh|stab|head|fatal|old|fresh|infected) _
wound; P; laid around, turned; _ (?:around|round|up|through|down|back|its|his|her|their|the|a|it|them|past|along|tightly|slowly)
wound; P; somebody or something did; (?:WHO|that) (?:SAY )?_
bow; K; the weapon; (?:arrows?|archers?|shot|shoot|string|crossbow|hunt\w*|target).* _|_ .*(?:arrows?|archers?|string|hunt\w*)
bow; K; of ribbons; (?:ribbons?|tied|tie|ties|hair|wrapped|gift|present|knot|lace|shoelace|pink|red|silk|satin).* _|_ .*(?:ribbons?|tied|gift|dress|in her hair|on top)|_ (?:tie|ties|legged|window|saw)
bow; K; of a violin; (?:violin\w*|cell\w+|fiddle\w*|viola|rosin).* _|_ .*(?:violin\w*|cell\w+|fiddle\w*|viola|strings)
bow; B; of a ship; (?:ship|boat|vessel|stern|deck|sail\w*|canoe|ferry|captain|starboard|port|waves?).* _|_ .*(?:ship|boat|vessel|stern|deck|canoe|ferry|hull|waves?)
bow; B; bending; (?:take|takes|took|taking|final|deep|low|polite|slight|formal|curtain|little|respectful|with a|made a|gave a) (?:DET )?_
bow; B; bending; _ (?:down|to|before|out|and scrape|low|deeply|politely|their|his|her|your|our|my|in (?:respect|prayer|greeting))
bass; F; the fish; (?:sea|largemouth|smallmouth|striped|rock|white|caught|catch|fried|chilean|grilled|baked|steamed|roasted|freshwater|hooked) _|_ (?:fish\w*|boats?|fillets?|lures?|tournament|swim\w*|swam)
bass; F; where there is fishing; (?:fish|fishing|fished|angler\w*|trout|hook\w*|lake|river|net|reel\w*|perch|pike|salmon|pond|bait).* _|_ .*(?:trout|lake|river|perch|pike|salmon|pond|fished|lemon|bait|bite|biting|spawn\w*)
refuses; V; always a verb; _
refuse; N; what is thrown away; (?:collect\w*|heaps? of|piles? of|household|kitchen|garden|bags? of|burn\w*|dump\w*|city's|domestic) _|_ (?:collect\w*|bins?|heaps?|dumps?|trucks?|bags?)
row; Q; a quarrel; (?:terrible|furious|huge|political|public|bitter|heated|blazing|diplomatic|flaming|massive|loud|awful|fierce) _
row; Q; a quarrel with somebody; (?:had|have|having|after|started|big|into|over) an? (?:\w+ )?_ (?:with|over|about|between|[.,!?])|DET _ (?:over|about|erupted|broke out)
sow; N; the mother of piglets; (?:pigs?|piglets?|boars?|sty|farrow\w*|litter).* _|_ .*(?:piglets?|boars?|farrow\w*|litter|sty|nursed|grunt\w*)
sow; N; a pig; (?:the|a|fat|old|pregnant|wild|her|his) _(?! the\b| a\b)
sewer; T; somebody who sews; (?:expert|skilled|home|experienced|beginner|beginning|avid|talented|keen|fast|good|great|amateur|professional) _
sewer; T; somebody who sews; (?:thread|needles?|stitch\w*|dress\w*|quilts?|fabric|sewing).* _|_ .*(?:thread|needle|stitch\w*|dress|quilts?|fabric|sewing)
dove; N; the bird; (?:DET|white|gray|grey|mourning|turtle|rock|wounded) _
dove; P; went under; _ (?:into|in|toward|towards|under|down|off|for|deep|deeper|through|straight|headfirst|headlong|beneath|below|behind|right|at|from|onto|to|after|back)
dove; P; somebody did; (?:WHO) (?:SAY )?_
does; N; female deer; (?:female|fallow|pregnant|deer|bucks and|stags and|several|young|their|these|two|three|four) _|(?:the|some|many) _ (?:and|with|graz\w+|are|were|have|had|fed|ran|stood)|_ and (?:their )?(?:fawns?|bucks?)
number; A; with less feeling; (?:feel|feels|felt|grew|grow|grows|growing|went|get|gets|got|getting|becoming|became|become|mind|hands?|fingers?|toes|lips|face|legs?|feet|even|much) _ (?:than|and|by|with|as|every|[.,!?])
number; A; with less feeling, more and more; (?:feel|feels|felt|grew|grow|grows|growing|becoming|becomes?|became) (?:\w+ and )?_(?! (?:of|one|two|three|plates?|cruncher))
job; B; the man in the Bible; (?:book of|patience of|story of|trials of|sufferings of|faith of|god tested|satan and|god and|poor as) _
august; A; the month has a capital; an _(?! (?:afternoons?|mornings?|days?|evenings?|nights?|sun|sky|heat|weekend|week|storm|holiday|vacation|wedding|moon|rain|breeze|birthday|release|deadline|election|meeting)\b)
august; A; worthy of respect; (?:an|most|more|such|this|that|his|her|your|our|their|the|these|those|so) _ (?:body|bod\w+|compan\w+|assembl\w+|institutions?|presence|members?|figures?|gatherings?|chambers?|halls?|audience|ceremony|personages?|names?|guests?|emperor|society|academy|council|house)
buffet; F; food on a table; (?:DET|breakfast|lunch|dinner|salad|hotel|cold|hot|free|eat|seafood|dessert|of) _|_ (?:tables?|style|restaurants?|lunch|breakfast|dinner|car|line|was|is|of|with)
buffet; V; to strike; (?:winds?|waves?|storms?|gusts?|gales?|currents?|to|will|would|could|can|may) _
learned; A; of somebody who has studied; _ (?:man|men|woman|women|person|people|professors?|scholars?|judges?|doctors?|friends?|counsel|elders?|monks?|priests?|journals?|rabbis?|clerks?|societ\w+|gentlem[ae]n|colleagues?|works?|treatise|debate|discussion|profession\w*|few|company|world|circles|bod\w+|and wise)
learned; A; the learned; (?:very|most|more|wise and|the) _ (?:and|[.,!?])
blessed; A; holy; ^ _ (?:are|is|be)\b
blessed; A; holy, before its noun; (?:the|this|that|both|every|o|our|most|of|a|these|those|whole|single) _(?! (?:by|with|us|him|her|them|me|it|the|and)\b)
aged; A; of old people; (?:an?|the|his|her|their|my|our|two|many|frail) _ (?:\w+ )?(?:man|men|woman|women|parents?|mother|father|king|queen|people|couple|face|hands?|grandmother|grandfather|aunt|uncle|monk|priest|widow|servant|relatives?|population|ones?|emperor|teacher|master|person|persons)
aged; A; the aged; (?:the|the sick and|for|and) _ (?:is|are|and|in|need|should|must|will|have|[.,!?])
lima; B; the beans; _ beans?\b
pasty; F; a pie; (?:cornish|meat|beef|cheese|vegetable|hot|ate|eat|eating|baked|bake|warm) (?:DET )?_|(?:oven|baker\w*|lunch|pies?|crust|miners?).* _|_ .*(?:oven|filling|baker\w*|crust|miners?)
putting; G; of golf; _ (?:greens?|strokes?|surfaces?|skills?|practice|contest|distance|lessons?|game|stance|grip)|(?:golf\w*|chipping|driving|caddie|fairway).* _|_ .*(?:golf\w*|chipping|fairway)
axes; L; of a graph or of turning; (?:x|y|z|vertical|horizontal|coordinate|symmetry|optical|parallel|perpendicular|rotation|major|minor|crystal|principal|chart|graph|plot|label\w*|rotat\w+).* _|_ (?:of|are perpendicular|intersect|meet at|cross at|represent|show)|_ .*(?:graph|chart|plot|rotation|zero|origin|perpendicular|labels?)
bases; L; foundations of thought; (?:theor\w+|philosophical|legal|scientific|moral|ethical|theoretical|empirical|mathematical|conceptual|factual|physical|neural|biological|knowledge|reasons?|argument\w*|claims?|religions?|beliefs?).* _|_ (?:for|of) (?:DET )?(?:theor\w+|claims?|arguments?|decisions?|beliefs?|laws?|judgments?|comparison|knowledge|morality)
moped; V; was gloomy; (?:WHO|HAVE|just|you) (?:SAY |been )?_|_ (?:around|about|all|for)
used; T; once, or to be accustomed; (?:get|gets|got|getting|grow|grew|become|became|becoming|BE|well|not|more) (?:SAY )?_ to (?:DET|it|him|them|you|me|us|\w+ing|people|cold|heat|life|change|noise|hard|working)\b
used; V; employed for it; (?:BE|been|being|HAVE|DET|often|widely|commonly|one|be) (?:SAY )?_ to
used; T; once; _ to
bower; K; somebody with a violin or an arrow; (?:violin\w*|cell\w+|fiddle\w*|archers?|arrows?).* _|_ .*(?:violin\w*|cell\w+|fiddle\w*|arrows?)
slaver; D; of a mouth that waters; (?:dogs?|wolf|wolves|hounds?|mouths?|jaws?|tongue|lips|chin|fangs|beast).* _|_ (?:over|at|dripped|dripping|from|ran|hung)
unionized; I; without a charge; _ (?:\w+ )?(?:ammonia|gas\w*|atoms?|molecules?|hydrogen|plasma|particles?|forms?|acids?|drugs?|species|states?|fraction)|(?:ammonia|atoms?|molecules?|gas|gases|acids?|drugs?|plasma|hydrogen) (?:\w+ ){0,3}_
use; V; asked of the reader; ^ _(?! (?:of|is|was|in|by|cases?)\b)
use; N; did not use to; (?:did|didn't|did \w+|didn't \w+|did not|never) _ to (?!(?:the|an?|it)\b)\w+
polish; A; of Poland; _ (?:cooking|cinema|literature|culture|art|law|economy|team|coast|countryside|mountains|roots|heritage|origins?|dish|dishes|food|people|man|men|woman|women|language|border|army|king|queen|town|city|capital|history|government|president|prime|soldiers?|pilots?|composers?|scientists?|poets?|jews?|families|family|parliament|flag|immigrants?|grandmother|grandfather|wife|husband|friend|sausage|cuisine|pierogi|accent|village|born|american|side|zloty|restaurant|folk|music|national|church|crown|troops|farmers?|workers?|winter|names?|words?)\b
polish; A; the language; (?:in|speak|speaks|spoke|speaking|spoken|learn\w*|teach\w*|taught|understand|fluent|from|into|german|russian|czech|ukrainian|english) (?:and |or |, )?_(?! (?:the|your|it|a)\b)
polish; V; to make shine, and what one does it with; _
"""
_LINE = re.compile(r"(?P<word>\w+); (?P<reading>\w); (?P<reason>[^;]+); (?P<pattern>.+)")


def _compile(pattern: str) -> re.Pattern[str]:
    for short, full in _SHORT.items():
        pattern = re.sub(rf"\b{short}\b", full.replace("\\", r"\\"), pattern)
    # Whole words only: neither "port" in "portrait" nor "red" in "reduced".
    pattern = (
        pattern.replace("^", r"\^").replace("$", r"\$").replace(").*", r")\b.*").replace(".*(", r".*\b(")
    )
    return re.compile(rf"(?<![\w'])(?:{pattern})(?!\w)")


def _read_rules() -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    rules: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for line in _TABLE.strip().splitlines():
        match = _LINE.fullmatch(line)
        if match is None:
            raise ValueError(f"This is no rule: {line}")
        rules.setdefault(match["word"], []).append((match["reading"], _compile(match["pattern"])))
    return rules


RULES = _read_rules()
# Plurals to which the rules for one apply.
_AS_WITHOUT_S = frozenset({"bows", "rows", "sewers", "sows", "doves"})


def find_sense(word: str, text: str) -> str:
    """Return the letter of the reading that a rule for this word gives it in a text with _ in its place, or ""."""
    single = word.removesuffix("s") if word in _AS_WITHOUT_S else word
    return next((reading for reading, pattern in RULES.get(single, ()) if pattern.search(text)), "")
