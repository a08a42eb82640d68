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
    "celebrated celebration champion triumph dream-come-true volunteer | win won best love loved grow growing growth new future together friend "
    "community discover travel adventure visit welcome join sunrise spring sunset health healthy free thank cup team record carried saved save "
    "goal sale discount offer open stronger better exercise journey enjoy book stay glow glows",
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
    "energy solar rocket space planet orbit mission science scientific scientist cell company market profit percent product customer device phone "
    "platform code robot temperature degree carbon receipt tax paperwork cost vapour pump brain muscle lung heart system budget pigment tube wheel helicopter satellite step tip",
}
MUSIC_WORDS = tuple(_WORDS)
_STRONG = {word: mood for mood, words in _WORDS.items() for word in words.partition("|")[0].split()}
_WEAK = [(word, mood) for mood, words in _WORDS.items() for word in words.partition("|")[2].split()]
_LEAST = 2


def find_mood(words: Sequence[str]) -> str:
    """Return the mood of lower-case English words, one of those of `contracts.Storyboard`; "" if unknown."""
    found: Counter[str] = Counter()
    told = {form for word in words for form in (word, singular(word))}
    for word in sorted(told):
        if word in _STRONG:
            found[_STRONG[word]] += 2
    found.update(mood for word, mood in _WEAK if word in told)
    best = found.most_common(1)
    return best[0][0] if best and best[0][1] >= _LEAST else ""
