"""People, animals and plain things told apart, and nouns for people who have names."""

# ruff: noqa: SIM905 (lists of words read best as text)

from __future__ import annotations

from studio.text.words.vocabulary import singular

# Animals that texts name less often.
_FURTHER = frozenset(
    "goldfish butterfly ladybird worm mosquito jellyfish mole vole shrew weasel ferret mink marten porcupine armadillo anteater tapir llama alpaca bison buffalo antelope gazelle hyena jackal coyote dingo lynx puma jaguar panther gecko chameleon iguana newt salamander alligator "
    "heron flamingo peacock pheasant turkey sparrow swallow robin wren finch blackbird thrush nightingale woodpecker kingfisher cuckoo magpie falcon hawk vulture "
    "condor albatross pelican puffin ostrich emu parrot cockatoo budgie canary hummingbird toucan starling trout carp pike eel cod herring tuna sardine seahorse clownfish prawn shrimp dragonfly "
    "moth grasshopper beetle ladybug wasp hornet flea termite centipede scorpion slug earthworm walrus manatee narwhal orca porpoise baboon chimpanzee orangutan "
    "lioness tigress vixen mare stallion colt filly pony doe stag fawn roe elk caribou boar piglet hog ewe heifer ox oxen cattle chicken hen cockerel gosling gander cygnet duckling mallard osprey buzzard harrier rook jackdaw "
    "goldfinch titmouse tern heron egret ibis bittern spoonbill gannet petrel seagull lapwing sandpiper nuthatch oriole kestrel macaw parakeet warbler anchovy minnow guppy haddock mackerel sturgeon hammerhead stingray krill lobster squid "
    "cuttlefish clam mussel oyster urchin starfish locust cricket weevil scarab midge larva silkworm aphid louse cockroach cicada mantis tarantula viper cobra anaconda serpent caiman terrapin tortoise "
    "hound greyhound terrier spaniel collie corgi husky labrador poodle retriever beagle dachshund bulldog pup tomcat tabby dromedary burro ibex chamois muskrat lemming stoat polecat mongoose meerkat "
    "aardvark okapi hippopotamus rhinoceros cougar bobcat ocelot wallaby wombat platypus opossum possum racehorse grizzly capybara guanaco werewolf "
    "gibbon lemur marmot chipmunk hamster gerbil mammoth badger skunk raccoon wolverine wildebeest tadpole sloth".split()
)
_ANIMATE = (
    frozenset(
        "animal creature coral man woman boy girl child kid baby person people family mother father mum mom dad son daughter brother sister grandmother "
        "grandfather grandma grandpa granny husband wife uncle aunt cousin friend king queen prince princess knight wizard witch pirate hero "
        "artist scientist chef cook nurse student teacher doctor pilot astronaut guard thief monk nun priest saint soldier captain nomad hiker "
        "robot alien dragon ghost giant elf fairy monster dwarf ogre troll goblin genie unicorn vampire zombie troll enchantress superhero heroine employee accountant boss clerk colleague castaway police toddler detective diplomat surgeon midwife paramedic nephew niece grandson infant newborn pupil resident servant peasant pilgrim bishop pope monarch lady parent dog puppy cat kitten horse foal fox wolf bear cub deer rabbit bunny hare owl bird eagle "
        "duck duckling swan penguin fish salmon whale shark dolphin lion tiger elephant monkey ape mouse rat squirrel turtle tortoise frog toad "
        "snake lizard bee honeybee butterfly ant spider cow calf bull sheep lamb pig goat hen chick rooster camel panda kangaroo koala crocodile "
        "dinosaur seal otter hedgehog beaver bat snowman parrot crow raven dove pigeon gull seagull stork crane donkey mule unicorn mermaid engineer "
        "architect guide poet musician athlete politician president mayor citizen neighbor neighbour stranger crowd couple twins sailor clown "
        "scout crew team smith shepherd tailor judge actress emperor empress pharaoh tourist bride groom guest victim refugee migrant orphan widow slave ancestor nun viking chief colony herd flock pack octopus crab jellyfish worm snail "
        "caterpillar ladybird mosquito fly zebra giraffe hippo rhino leopard cheetah gorilla reindeer moose".split()
    )
    | _FURTHER
)
_NO_ACTORS = frozenset(
    "water river tower flower weather winter summer paper letter number power computer center door floor mirror color motor helicopter "
    "rover tractor elevator calculator refrigerator thermometer butter sugar silver copper leather feather finger shoulder ladder hammer "
    "corner border shelter theater chapter dinner supper answer matter order laser printer sensor processor reactor generator error cover counter "
    "container layer cylinder fiber timber thunder lumber cucumber pepper ginger harbor armor vapor labor favor flavor honor humor tumor factor "
    "sector vector doctor razor sweater water conditioner boiler cooker mixer charger scooter trailer freezer locker drawer batter danger anger hunger murder wonder disaster cancer fever shower powder gender bladder liver lever cluster poster blister plaster whisker sticker marker tanker freighter rubber slipper supper wrapper zipper buffer offer trigger prayer newspaper wallpaper temper bumper jumper hamper charter starter meteor terror horror corridor anchor metaphor interior exterior mayor minor major rumor odor list mist twist wrist fist beer career pioneer gutter butter shutter glitter litter clutter filter shelter winter splinter quarter theater meter register semester monitor radiator refrigerator escalator elevator indicator calculator ventilator accelerator equator alligator reservoir behavior floor indoor outdoor toaster heater burner blender grater strainer fertilizer sweetener softener diaper folder holder grinder cylinder ladder feeder trailer roller cooler propeller boiler dealer tower".split()
) - {"doctor", "mayor", "pioneer", "dealer", "alligator"}

_WOMEN = frozenset(
    "anna maria mary emma olivia sophia sophie mia mira lucy lily ella eva eve clara laura lena lisa julia sarah sara jane jenny alice amy amelia "
    "grace hannah helen ida ingrid irene isabel jessica joan kate katherine karen leah linda louise margaret marie martha maya megan molly nadia "
    "nancy natalie nina nora olga paula rachel rebecca rosa rose ruth sally sandra sofia susan tanya tina vera victoria wendy zoe charlotte "
    "elizabeth emily fatima aisha priya mei yuki ana carmen lucia elena chloe ava isla ivy hazel greta freya".split()
)
_MEN = frozenset(
    "john james peter paul tom thomas tim ben benjamin max leo jack jacob harry henry george david daniel adam alex alexander andrew anton "
    "arthur bob robert bill william charles charlie chris christopher carl karl edward eric frank fred gary hans hugo ivan jim joe joseph "
    "josh ken kevin leon liam lucas luke marco mark martin matthew michael mike nick noah oliver oscar otto pablo patrick philip ralph "
    "richard sam samuel scott simon stefan steve steven theo tony victor walter mohammed ahmed ali omar raj hiroshi kenji jose juan luis carlos "
    "pedro diego mateo finn emil felix albert isaac neil louis ludwig wolfgang johannes galileo".split()
)
TITLES = {
    "mr": "man", "mrs": "woman", "ms": "woman", "miss": "woman", "lady": "lady", "sir": "man", "dr": "doctor", "doctor": "doctor", "prof": "professor",
    "professor": "professor", "king": "king", "queen": "queen", "prince": "prince", "princess": "princess", "captain": "captain", "president": "president",
    "emperor": "emperor", "pope": "pope", "saint": "saint", "general": "general", "uncle": "man", "aunt": "woman", "grandma": "grandmother",
    "granny": "grandmother", "grandmother": "grandmother", "grandpa": "grandfather", "grandfather": "grandfather", "mum": "woman", "mom": "woman",
    "mummy": "woman", "mother": "woman", "dad": "man", "daddy": "man", "father": "man", "papa": "man", "mama": "woman",
}  # fmt: skip


_ANIMALS = (
    frozenset(
        "dog puppy cat kitten horse foal fox wolf bear cub deer rabbit bunny hare owl bird eagle duck duckling swan penguin fish salmon whale shark "
        "dolphin lion tiger elephant monkey ape mouse rat squirrel turtle tortoise frog toad snake lizard bee ant spider cow calf bull sheep lamb pig "
        "goat hen chick rooster camel panda kangaroo koala crocodile dinosaur dragon seal otter hedgehog beaver bat crow raven dove pigeon gull stork "
        "crane donkey mule octopus crab snail caterpillar zebra giraffe hippo rhino leopard cheetah gorilla reindeer moose goose parrot".split()
    )
    | _FURTHER
)
BODY = frozenset(
    "wing wings leg legs paw paws head eye eyes tail heart hand hands foot feet arm arms face back ear ears mouth nose feather feathers fur hair "
    "knee knees shoulder shoulders skin neck tooth teeth body voice".split()
)
# Family members, who are of the same kind as the one whose family it is.
KIN = frozenset(
    "brother brothers sister sisters mother father mum mom dad parents family son sons daughter daughters child children baby babies cousin cousins "
    "siblings grandmother grandfather calf calves cub cubs pup pups chick chicks".split()
)


# Of these nobody knows who they are, or how many.
CROWD = frozenset(
    "people person everyone nobody someone family families team teams crew staff crowd community communities audience public society population customer customers client clients user users employee employees worker workers citizen citizens resident residents "
    "member members reader readers viewer viewers visitor visitors guest guests adult adults folk folks men women parents partners colleagues others youth humanity mankind company group couple everybody anybody".split()
)


# "Honeybee", "bumblebee", "goldfish", "blackbird".
_LAST_PARTS = ("bee", "bird", "fish", "whale", "shark", "dog", "bear", "fly", "monkey", "snake")


def is_animal(word: str) -> bool:
    """Return whether a lower-case word in the singular names an animal."""
    return word in _ANIMALS or (len(word) > 6 and word.endswith(_LAST_PARTS))


def is_being(word: str) -> bool:
    """Return whether a lower-case word names a person or an animal."""
    return word in _ANIMATE


def is_animate(phrase: str) -> bool:
    """Return whether a noun phrase names a person, an animal, or one who does what a verb says."""
    last = phrase.split()[-1] if phrase else ""
    if last[:1].isupper():
        return bool(who_is(phrase))
    plain = singular(last)
    acts = (
        len(plain) > 4
        and plain.endswith(("er", "or", "ist", "ian", "man", "woman", "eer"))
        and plain not in _NO_ACTORS
    )
    return plain in _ANIMATE or acts


# Nouns that cannot be "he", and nouns that cannot be "she".
_NOT = {
    "he": frozenset(
        "woman girl queen mother sister grandmother princess wife daughter aunt lady actress nun witch hen cow mermaid".split()
    ),
    "she": frozenset(
        "man boy king father brother grandfather prince husband son uncle knight monk bull rooster emperor".split()
    ),
}


def is_of(phrase: str, pronoun: str) -> bool:
    """Return whether "he" or "she" may mean someone."""
    return not set(phrase.split()) & _NOT[pronoun]


def who_is(name: str) -> str:
    """Return what a picture calls a person: "man" for "Tom", "captain" for "Captain Ahab"; "" if unknown."""
    first = name.split()[0].lower() if name else ""
    if first in TITLES:
        return TITLES[first]
    return "woman" if first in _WOMEN else "man" if first in _MEN else ""
