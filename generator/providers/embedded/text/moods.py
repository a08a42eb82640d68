"""The music that suits a text, by its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

_WORDS = {
    "calm": "calm quiet quietly peace peaceful silent silence gentle gently softly slowly breathe breath meditation meditate rest "
    "sleep sleeping dream dreams dusk evening moon moonlight stars still lake meadow garden tea candle sea waves lullaby poem",
    "uplifting": "happy happiness joy hope hopes hopeful success succeed win wins won winner together friends community future "
    "celebrate celebration proud achieve achieved inspire inspired inspiring best love loved grow growing growth new discover travel "
    "adventure welcome join sunrise health healthy volunteer volunteers free welcome thank record raised team",
    "dramatic": "war battle fight fought storm storms danger dangerous fear dark darkness death died dead killed kill enemy enemies "
    "attack attacked attacks fire explosion exploded terrible blood sword ghost murder disaster earthquake eruption erupted volcano lava flood "
    "hurricane avalanche escape escaped desperate suddenly thunder lightning wolf wolves dragon shark war soldiers army invasion crash crashed",
    "playful": "funny fun silly laugh laughed laughing laughter giggle giggled joke jokes clown party birthday cake candy cookie cookies "
    "puppy puppies kitten kittens bunny rabbit mouse monkey penguin penguins teddy toy toys play played plays playing game games dance danced "
    "children kids hopped jumped bounce bounced tickle recipe bake pancakes pizza chocolate holiday balloon balloons circus magic",
    "tech": "technology technologies computer computers software hardware app apps digital data internet online network networks robot "
    "robots algorithm algorithms artificial intelligence machine machines engineering engineer engineers battery batteries electric "
    "electricity electron electrons energy energies solar laser quantum satellite satellites rocket rockets space spacecraft mission "
    "orbit science scientific scientists experiment molecule molecules atom atoms cell cells chemical physics startup startups "
    "company companies market revenue profit percent growth percent chip chips processor processors code programming cloud "
    "platform product products customers device devices sensor sensors smartphone phone",
}
_BY_WORD = {word: mood for mood, words in _WORDS.items() for word in words.split()}


def find_mood(words: Sequence[str]) -> str:
    """Name the mood of lower-case English words, one of "calm", "uplifting", "dramatic", "playful", "tech"; else ""."""
    found = Counter(_BY_WORD[word] for word in words if word in _BY_WORD)
    return found.most_common(1)[0][0] if found else ""
