"""The forms of English verbs; captions of pictures use the one in -ing."""

# ruff: noqa: SIM905 (lists of words read best as text)

from __future__ import annotations

# Base, past and participle of the irregular verbs; alternative pasts are separated by a slash.
_IRREGULAR = """
arise arose arisen; awake awoke awoken; bear bore borne; beat beat beaten; become became become; begin began begun;
behold beheld beheld; bend bent bent; bet bet bet; bid bade bidden; bind bound bound; bite bit bitten; bleed bled bled;
blow blew blown; break broke broken; breed bred bred; bring brought brought; broadcast broadcast broadcast;
build built built; burn burnt|burned burnt; burst burst burst; buy bought bought; cast cast cast; catch caught caught;
choose chose chosen; cling clung clung; come came come; cost cost cost; creep crept crept; cut cut cut; deal dealt dealt;
dig dug dug; dive dove|dived dived; do did done; draw drew drawn; dream dreamt|dreamed dreamt; drink drank drunk;
drive drove driven; dwell dwelt dwelt; eat ate eaten; fall fell fallen; feed fed fed; feel felt felt; fight fought fought;
find found found; flee fled fled; fling flung flung; fly flew flown; forbid forbade forbidden; forecast forecast forecast;
foresee foresaw foreseen; forget forgot forgotten; forgive forgave forgiven; forsake forsook forsaken; freeze froze frozen;
get got gotten; give gave given; go went gone; grind ground ground; grow grew grown; hang hung hung; have had had;
hear heard heard; hide hid hidden; hit hit hit; hold held held; hurt hurt hurt; keep kept kept; kneel knelt|kneeled knelt;
knit knit|knitted knit; know knew known; lay laid laid; lead led led; lean leant|leaned leant; leap leapt|leaped leapt;
learn learnt|learned learnt; leave left left; lend lent lent; let let let; lie lay lain; light lit lit; lose lost lost;
make made made; mean meant meant; meet met met; mislead misled misled; mistake mistook mistaken; mow mowed mown;
outgrow outgrew outgrown; overcome overcame overcome; overhear overheard overheard; overtake overtook overtaken;
overthrow overthrew overthrown; pay paid paid; plead pled|pleaded pled; prove proved proven; put put put; quit quit quit;
read read read; rebuild rebuilt rebuilt; rend rent rent; retell retold retold; rewrite rewrote rewritten; rid rid rid;
ride rode ridden; ring rang rung; rise rose risen; run ran run; saw sawed sawn; say said said; see saw seen;
seek sought sought; sell sold sold; send sent sent; set set set; sew sewed sewn; shake shook shaken; shave shaved shaven;
shear sheared shorn; shed shed shed; shine shone|shined shone; shoe shod shod; shoot shot shot; show showed shown;
shrink shrank shrunk; shut shut shut; sing sang sung; sink sank sunk; sit sat sat; slay slew slain; sleep slept slept;
slide slid slid; sling slung slung; slink slunk slunk; slit slit slit; smell smelt|smelled smelt; sow sowed sown;
speak spoke spoken; speed sped sped; spell spelt|spelled spelt; spend spent spent; spill spilt|spilled spilt;
spin spun spun; spit spat spat; split split split; spoil spoilt|spoiled spoilt; spread spread spread; spring sprang sprung;
stand stood stood; steal stole stolen; stick stuck stuck; sting stung stung; stink stank stunk; stride strode stridden;
strike struck struck; string strung strung; strive strove striven; swear swore sworn; sweep swept swept; swell swelled swollen;
swim swam swum; swing swung swung; take took taken; teach taught taught; tear tore torn; tell told told; think thought thought;
thrive throve|thrived thriven; throw threw thrown; thrust thrust thrust; tread trod trodden; undergo underwent undergone;
understand understood understood; undertake undertook undertaken; undo undid undone; uphold upheld upheld; upset upset upset;
wake woke woken; wear wore worn; weave wove woven; wed wed wed; weep wept wept; win won won; wind wound wound;
withdraw withdrew withdrawn; withhold withheld withheld; withstand withstood withstood; wring wrung wrung; write wrote written
"""
_TRIPLES = [entry.split() for entry in _IRREGULAR.split(";")]
PASTS = {past: base for base, pasts, _ in _TRIPLES for past in pasts.split("|") if past != base}
PARTICIPLES = {participle: base for base, _, participle in _TRIPLES if participle != base} | {"born": "bear"}

# Regular verbs that are common in films' texts; a tagger that does not know one takes it for a noun.
_REGULAR = (
    "accept ache add admire admit adopt agree aim allow amaze announce answer apologise appear applaud apply approach arrest arrive ask "
    "attach attack bake balance bang bank bark bathe batter battle beam beg behave believe belong blame blaze bleach bless blink bloom blossom blush boast "
    "boil bolt bomb book borrow bounce bow box brake breathe brew brush bubble bump bury buzz call calm camp capture care carry carve "
    "celebrate change charge chase chat cheat check cheer chew chop circle clap clash clean clear click climb clip close coach coat "
    "collapse collect colour comb combine command compare complete connect contain continue cook cool copy core cough count cover crack craft crash "
    "crawl cross crouch crowd crown crush cry cuddle cure curl curve cycle dance dare dash decorate defeat defend deliver demand depart "
    "describe design destroy develop dim dine dip direct disappear discover divide dock double doubt drag drain dress drift drill drip drop "
    "drown drum dry dump duck dust earn echo embrace empty end enjoy enter erupt escape examine exercise expand explain explode explore face "
    "fade fan farm fasten fear fetch fill film finish fish fit fix flap flash flatten flicker float flood flow flutter fold follow "
    "fool force forge form fry gallop gasp gather gaze giggle glance glide glimmer glitter glow glue grab graze greet grill grin grip "
    "groan grumble guard guess guide hammer hand handle harvest hatch haul heal heap heat heave help hide hike hire hiss hope hop hover "
    "howl huddle hug hum hunt hurry improve increase inspect instruct introduce invent invite iron jog join joke juggle jump kick kill kiss "
    "knead knock label land last laugh launch leak lick lift like limp link list listen live load lock look loom love lower manage march "
    "mark marry mash measure melt mend milk mix moan move mumble murmur nail name need nod notice observe offer open orbit order pack "
    "paddle paint park part pass patrol pause peel peer perform pet phone pick pile pinch pitch place plan plant play plod plough point poke "
    "polish pollinate pour practise praise pray preach prepare present press print produce promise protect pull pump punch push queue race rain "
    "raise rattle reach recall receive record recycle refill reflect relax release remain remember remove repair repeat reply report rescue rest "
    "return reveal reward rinse roam roar roast rob rock roll rot row rub ruin rule rush rustle sail salute save scan scare scatter scoop "
    "score scramble scrape scratch scream screw scrub search season seat serve settle shape share shatter shelter shift shiver shop shout "
    "shove shower sigh sign signal simmer sip skate sketch ski skip slam slap slice slip slow smash smile smoke snap snatch sneak sneeze sniff "
    "snore snow soak soar soften solve sort sparkle spot spray sprinkle sprout squeak squeeze stack stamp stare start starve stay steam steer "
    "step stir stitch stop store storm strain stretch stroke stroll struggle study stumble succeed suck suffer suggest support surf surprise "
    "surround swallow sway switch talk tap taste tease test thank thaw thicken thunder tick tickle tidy tie tip toast toss touch tour tow trace "
    "trade train transform transplant trap travel treat tremble trick trickle trim trip trot trust tug tumble tune turn twinkle twirl twist type unfold unload "
    "unlock unpack use vanish visit wag wail wait walk wander want warm warn wash waste watch water wave weigh welcome whine whip whirl "
    "whisk whisper whistle whiten wink wipe wish wither wobble wonder work worry wrap wrestle yawn yell zoom "
    "accelerate apologise argue ascend assemble banish baptise besiege calculate chuckle clog collide compose condense conquer "
    "construct corrode creak cremate crumble cultivate curtsy dangle darken deflate defrost demolish demonstrate descend devour "
    "diagnose dissolve distribute donate doze drench droop elect embroider employ engrave erase erode evacuate evaporate excavate "
    "exhale extinguish ferment fertilise frown garnish germinate glare gleam gnaw gobble govern grieve gulp gush haggle hibernate "
    "hoard hoist ignite illuminate imprison incubate inflate inhale inject install insulate interpret invade invest investigate "
    "irrigate linger loiter loosen marinate memorise migrate mourn munch navigate negotiate nibble nurture ooze overflow overlook "
    "owe peck pelt pluck plunge punish recite refuel rehearse resign retire rip ripen roost rust sag scold scorch scowl scrawl "
    "scribble seep shimmer shred skid slither slurp smear smirk smoulder sniffle snorkel snuggle sob sprint squint squirm strew "
    "surrender swerve swoop tend tighten tilt topple translate unwrap upload vaccinate wade weld wilt worship wriggle "
    "absorb accompany attract awaken blacken bleat brighten chirp circulate clang clatter clink cluck communicate compete cooperate crackle croak deepen "
    "enlighten escort frighten generate growl harden jingle lengthen lighten meow moisten moo neigh purr quack redden reload rumble sharpen shorten sizzle "
    "squawk straighten strengthen supply threaten tinkle weaken whinny whirr widen"
)
BASES = frozenset([*_REGULAR.split(), *(base for base, *_ in _TRIPLES)]) - {"shoe", "saw", "rid", "rend"}

# Verbs of two syllables, stressed on the second: begin, beginning; but open, opening.
_DOUBLING = frozenset(
    "begin forget admit commit submit permit prefer refer transfer occur control patrol propel compel expel rebel upset regret equip "
    "overrun forbid worship undercut omit emit transmit".split()
)

# Verbs that are nouns more often, so that the tagger knows them as such only.
FURTHER = frozenset(
    "attract wheel saw shoulder elbow crown file tape vacuum shower bottle cage bench drum ship fax text email photograph sculpt grate scoop ladle butter salt season garnish marinate "
    "bolt strap chain leash saddle anchor dock moor ferry row canoe skate sledge plough rake hoe weed prune graft mow sow reap thresh grind mill bake queue parade file herd shear "
    "groom bottle pickle smoke cure bandage plaster inject vaccinate diagnose operate doze nap snooze stride pace tiptoe limp waltz tango drag hail greet salute toast house".split()
)

# Verbs for what cannot be seen.
STILL_VERBS = frozenset(
    "be am is are was were been being have has had having do does did done doing become became becomes becoming seem seems seemed mean "
    "means meant know knows knew known think thinks thought believe believes believed let lets letting need needs needed want wants wanted "
    "like likes liked love loves loved hope hopes hoped remember remembers remembered understand understands understood get gets got gotten "
    "getting include includes included cost costs happen happens happened exist exists existed remain remains remained begin begins began "
    "begun beginning start starts started starting try tries tried trying decide decides decided plan plans planned "
    "wish wishes wished manage manages managed promise promises promised continue continues continued consist consists consisted last lasts lasted belong belongs "
    "belonged own owns owned call calls called named name names require requires required mind say says said hate hates hated used await awaits awaited invite invites invited".split()
)


_SHORT_QUALITIES = frozenset(
    "clean slow fast quick cheap clear warm cold cool hot wet dry fresh green bright dark light heavy soft hard strong weak rich poor old young new small big large great long short tall high low deep "
    "wide narrow thick thin quiet loud calm wild safe clever smart kind sweet sharp steep smooth rough tight loose fair few near close full late soon simple pure healthy happy easy heavy dirty "
    "early busy lucky noisy sunny windy cloudy rainy tasty pretty ugly angry hungry tiny shiny lovely lonely friendly".split()
)


def is_comparative(word: str) -> bool:
    """Return whether a lower-case word is a quality in its higher degree: "slower", "healthier", "bigger"."""
    if not word.endswith("er"):
        return False
    stem = word[:-2]
    return bool(
        {
            stem,
            f"{stem}e",
            f"{stem[:-1]}y" if stem.endswith("i") else "",
            stem[:-1] if stem[-1:] == stem[-2:-1] else "",
        }
        & _SHORT_QUALITIES
    )


def is_past(word: str) -> bool:
    """Return whether a lower-case word is the past of an irregular verb, and no other form of one."""
    return word in PASTS and word not in BASES


def base_of(word: str) -> str:
    """Return the base of a lower-case form of a verb listed here; "" for other words."""
    if word in PASTS or word in PARTICIPLES:
        return PASTS.get(word) or PARTICIPLES[word]
    if word in BASES:
        return word
    stems = [word[:-1], word[:-2], f"{word[:-3]}y"] if word.endswith("s") and not word.endswith("ss") else []
    return next((stem for stem in stems if stem in BASES), "")


def ing_form(verb: str, tag: str) -> str:
    """Return the -ing form of a lower-case verb with its Penn tag: "ran" gives "running"."""
    if tag == "VBG" or (verb.endswith("ing") and verb not in BASES):
        return verb
    past = tag in {"VBD", "VBN"}
    if past and (verb in PASTS or verb in PARTICIPLES):
        return _add_ing(PASTS.get(verb) or PARTICIPLES[verb])
    if verb not in BASES and verb.endswith("ed"):
        # The past of a regular verb shows the spelling that -ing needs: stopped, danced; but tried, agreed.
        if verb.endswith("ied"):
            return f"{verb[:-3]}ying" if len(verb) > 4 else f"{verb[0]}ying"
        return f"{verb[:-1]}ing" if verb.endswith("eed") else f"{verb[:-2]}ing"
    return _add_ing(
        verb if verb in BASES and tag != "VBZ" else base_of(verb) or _base_of_third_person(verb, tag)
    )


def _base_of_third_person(verb: str, tag: str) -> str:
    if tag != "VBZ" or not verb.endswith("s"):
        return verb
    if verb.endswith("ies") and len(verb) > 4:
        return f"{verb[:-3]}y"
    return verb[:-2] if verb.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")) else verb[:-1]


def _add_ing(base: str) -> str:
    if base.endswith("ie"):
        return f"{base[:-2]}ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) and base not in {"be", "singe", "tinge"}:
        return f"{base[:-1]}ing"
    if base.endswith("ic"):
        return f"{base}king"
    syllables = sum(
        letter in "aeiouy" and (not index or base[index - 1] not in "aeiouy")
        for index, letter in enumerate(base)
    )
    short = len(base) >= 3 and base[-1] not in "aeiouwxy" and base[-2] in "aeiou"
    # "Quit" has no second vowel before its last one.
    single = short and (base[-3] not in "aeiou" or (base[-3:-1] == "ui" and base[-4:-3] == "q"))
    return f"{base}{base[-1]}ing" if single and (syllables == 1 or base in _DOUBLING) else f"{base}ing"
