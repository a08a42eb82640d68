"""Verbs by what of them can be seen."""

from __future__ import annotations

from studio.text.english.verbs import ing_form


def _acts(bases: str) -> frozenset[str]:
    return frozenset(ing_form(base, "VB") for base in bases.split())


# What people are seen doing with their bodies, so that they can be shown at it.
BODILY = _acts(
    "run walk march hike stroll wander dance swim dive climb sit stand kneel lie sleep play sing eat drink cook bake fight wrestle jump leap ride row "
    "paddle sail ski skate cycle bike drive fly flee gather wait queue hug kiss embrace laugh cry smile cheer clap wave shout carry lift push pull dig "
    "plant harvest pick fish hunt paint draw write read celebrate pray camp sled surf jog race chase throw catch kick cross enter leave arrive come go "
    "board crawl crouch bow meet share huddle train exercise stretch wash clean sweep build feed watch follow sell buy look rob steal protest demonstrate "
    "fall return travel toast applaud hide open close knock weep creep limp tiptoe"
)
# With these, what is acted upon is there to be seen too.
_HANDLING = _acts(
    "add arrange assemble attach balance bathe beat bend bite blend blow boil bounce break bring brush burn bury butter cage carve chew chip chop coat collect comb cover crack "
    "crush cuddle cut deliver dice dip drag drain drape drill drip drop dry dump dust empty fetch fill fix flip fold fry glue grab grasp grate greet grill grind grip groom guard hammer hand hang haul heat herd hold "
    "hug inflate inspect iron juggle knead knit ladle lay lean leash lick light load lower mash melt milk mend mix mount mow nail nibble nudge pack peck peel pet photograph pile pin place polish pour "
    "preheat press pump put raise rake raise repair replace rest rinse rip roast roll rub sand saddle salt saw scatter scoop scrape scratch screw scrub season serve set sew shake sharpen shave shear shovel "
    "sift simmer slice smear smoke sniff soak spill spin splash split spray spread sprinkle squash squeeze squirt stack steam steer stir strap strike stroke stuff suck swallow swing take tap "
    "tear tie tighten toss touch tow trim tug turn twist type unfold unlock unpack unroll untie unwrap use wear weave weld whip whisk wind wipe wrap zip circle land perch roam graze nest spot see find bark growl purr "
    "stalk pounce sting pollinate visit swoop hover glide soar float drift burn blaze crouch rise set roost hatch guard peek sneak trot gallop neigh howl nurse sink capsize dock moor anchor park stop pass rattle roar thunder rumble rush speed "
    "lie shine hang stand sit lean wait sprout bloom grow ripen wither spill lead surround adorn decorate sprawl crowd line keep leap hunt patrol lock ring load unload order drink reach pull sip slurp munch defend arrest score save slip water print tune strum bang beat rescue capture cast spear shoot aim tend pluck mow shell braid comb chase carry brew rake gather offer toast dial unlock lace zip fasten button lift hoist steer row sail cruise fly pilot climb play listen bandage rise"
)
# Of these, bodies are seen, but not always what the words tell of: who leaves, buys or follows may do so in a figure of speech.
_SOCIAL = _acts(
    "share meet follow look buy sell leave enter come go arrive return travel fall celebrate protest demonstrate gather wait hide watch build feed read share fight flee steal write play fly cross kiss cheer"
)
PHYSICAL = BODILY - _SOCIAL
VISIBLE = (
    BODILY
    - _acts(
        "share meet follow look celebrate protest demonstrate gather wait fight flee travel fall return cheer"
    )
) | _HANDLING
# What a thing does where it is, so that what is around it is seen too.
RESTING = _acts(
    "lie stand sit hang wait float drift lean rest burn boil simmer grow fall roll shine sail sink pass drive rattle arrive leave stop land rise glow bloom come go"
)
# What nobody sees people do.
UNSEEN = _acts(
    "pay expect want need have spend trust believe support hope deserve prefer own earn cost agree vote choose know think like love hate fear "
    "require get receive gain change live rely depend benefit suffer report complain rent lease borrow invest"
) | {"growing", "using"}
