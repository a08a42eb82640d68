"""The music that suits a text, by its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from studio.text.words.vocabulary import singular

# By mood: words that show it, and after the stroke words that only hint at it.
_WORDS = {
    "calm": "calm quiet quietly peace peaceful silence silent gentle gently softly breathe breath meditation meditate lullaby serene stillness "
    "tranquil whisper whispered hush relax yoga | slowly rest sleep slept sleeping dream dusk evening moon moonlight star lake meadow garden tea "
    "candle river mist lantern cloud remember remembered grandmother chestnut autumn leaf church",
    "uplifting": "happy happiness joy hope hopeful success succeed winner victory proud pride achieve achieved inspire inspired inspiring celebrate "
    "celebrated celebration champion triumph dream-come-true volunteer donate donation donor charity fundraiser | win won best love loved grow growing growth new future together friend "
    "community discover travel adventure visit welcome join sunrise spring sunset health healthy free thank cup team record carried saved save "
    "goal sale discount offer open stronger better exercise journey enjoy book stay glow glows give gave gift help child family shelter village adopt foster",
    "dramatic": "war battle fight fought enemy attack attacked dead died death kill killed murder blood sword ghost explosion exploded disaster "
    "earthquake eruption erupted flood hurricane avalanche shipwreck iceberg wreck danger dangerous terrible desperate invasion gladiator | storm "
    "fear dark darkness fire burning lava escape escaped suddenly thunder thunderstorm lightning wolf dragon knight shark soldier army crash crashed "
    "empire emperor throne sank sink tore lost last midnight shadow injury rescued rescue hungry tsunami alarm cried scream roar roared volcano",
    "playful": "funny fun silly laugh laughed laughing laughter giggle giggled joke clown party birthday cake candy cookie puppy kitten bunny teddy toy "
    "tickle circus balloon prank | rabbit mouse monkey penguin play played playing plays game dance danced dances dancing kid hop hopped jump jumped "
    "jumps bounce recipe bake baked dough pancake pizza chocolate bread holiday magic cat dog duck frog bee honey honeybee robot cook mix stir toe "
    "breakfast butter egg onion soup fry clever tiny",
    "tech": "technology software hardware app digital data internet online network algorithm artificial intelligence engineering battery laser quantum "
    "satellite spacecraft rover experiment molecule atom chemical physics startup revenue processor chip programming sensor smartphone photosynthesis "
    "dioxide chlorophyll oxygen electron password login microscope telescope turbine investment | computer machine engine engineer electric electricity "
    "energy solar rocket space planet orbit mission science scientific scientist cell company market profit product customer device phone "
    "platform code robot temperature carbon vapour pump system pigment tube satellite",
}
# Moods that are more particular: chosen only where their words clearly outweigh those above.
_PARTICULAR = {
    "wistful": "funeral mourn mourned mourning grief grieve grieved grieving sorrow farewell goodbye widow widower lonely loneliness homesick heartbroken heartbreak "
    "nostalgia nostalgic wept weep weeping orphan melancholy regret regretted bereaved coffin | tear tears missed longing grave sad sadness lost alone letter memory "
    "photograph empty faded cried remembered autumn last father mother brother sister",
    "mysterious": "mystery mysterious riddle enigma cryptic detective clue unsolved unexplained eerie haunted haunts haunt vanished puzzling sphinx occult paranormal conspiracy "
    "supernatural spooky disappearance labyrinth | secret strange strangely unknown hidden whisper whispered footprint fog shadow code puzzled curse ghost tomb pyramid legend nobody",
    "epic": "epic mighty majestic legendary conquer conquered conquest conqueror legion dynasty glory glorious destiny quest odyssey saga colossal colossus titan triumphant citadel "
    "immortal eternity heroic | hero kingdom king queen empire emperor throne warrior army god goddess legend fortress crown palace battle sword march marched ancient "
    "towering tower mountain victory gold",
    "tender": "bride groom wedding newlywed newborn honeymoon sweetheart romance romantic romantically cuddle cuddled cuddles tenderly tenderness affection kissed kiss kisses "
    "embrace embraced valentine lullaby caress | hug hugged hugs love loved baby husband wife propose proposed mother grandmother grandson granddaughter heart anniversary cheek "
    "beloved darling flower stroke strokes hum hums married marry",
    "mellow": "latte espresso cappuccino vinyl lounge cozy cosy comfy chill chilled unwind jazz lazy lazily laid-back easygoing armchair hammock sofa | coffee café cafe sunday weekend "
    "stroll strolled blanket nap sip sipped sips bar playlist slow morning afternoon relax relaxed record cushion",
    "energetic": "workout sprint sprinted sprints cardio gym fitness adrenaline burpee squat stamina accelerate accelerated athlete athletic marathon triathlon racing breakneck hiit "
    "motocross bmx parkour skateboard | race raced run runs running faster fast speed jump push intense training train sweat finish rush engine driver roar power energy muscle harder "
    "crowd cheer team goal",
}  # fmt: skip
MUSIC_WORDS = (*_WORDS, *_PARTICULAR)
_STRONG = {word: mood for mood, words in _WORDS.items() for word in words.partition("|")[0].split()}
_WEAK = [(word, mood) for mood, words in _WORDS.items() for word in words.partition("|")[2].split()]
_POINTS = {
    mood: {
        **dict.fromkeys(words.partition("|")[2].split(), 1),
        **dict.fromkeys(words.partition("|")[0].split(), 2),
    }
    for mood, words in _PARTICULAR.items()
}
_LEAST = 2
# Everyday words such as "pump" hint at technology in a text of anything else: so many of them are needed if none shows it.
_LEAST_HINTS = {"tech": 3}
# What a particular mood needs if none is found else, and where one is: a word that shows it and one that hints at it,
# or two that show it.
_LEAST_ALONE, _LEAST_INSTEAD = 3, 4


def find_mood(words: Sequence[str]) -> str:
    """Return the mood of lower-case English words, one of those of `contracts.Storyboard`; "" if unknown."""
    found: Counter[str] = Counter()
    told = {form for word in words for form in (word, singular(word))}
    for word in sorted(told):
        if word in _STRONG:
            found[_STRONG[word]] += 2
    found.update(mood for word, mood in _WEAK if word in told)
    shown = {_STRONG[word] for word in told if word in _STRONG}
    for hinted, least in _LEAST_HINTS.items():
        if hinted not in shown and found[hinted] < least:
            del found[hinted]
    mood, strength = found.most_common(1)[0] if found else ("", 0)
    particular, weight = _particular(words)
    if weight >= _LEAST_INSTEAD and weight > strength:
        return particular
    if strength >= _LEAST:
        return mood
    return particular if weight >= _LEAST_ALONE else ""


def _particular(words: Sequence[str]) -> tuple[str, int]:
    """Return the particular mood that most words speak for, and how strongly; one that none shows is none."""
    found: Counter[str] = Counter()
    shown = set[str]()
    for word in sorted({singular(word): word for word in words}.items()):
        for mood, points in _POINTS.items():
            point = max(points.get(form, 0) for form in word)
            found[mood] += point
            if point > 1:
                shown.add(mood)
    best = [(points, mood) for mood, points in found.items() if mood in shown]
    weight, mood = max(best, default=(0, ""), key=lambda one: one[0])
    return mood, weight
