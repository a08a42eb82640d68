"""Idioms that mean no place, weather or season, although a word in them does."""

from __future__ import annotations

import re

_IDIOMS = (
    # Food and drink.
    r"ice[ -]cream|iced? tea|spring onions?|spring rolls?|sea food|hot dogs?|stiff peaks?",
    r"(?:glass|cup|bottle|litre|liter|bowl|pot|drop)(?:e?s)? of (?:\w+ ){0,2}water",
    r"(?:drink|drinking|running|tap|boiling|hot|warm|cold|salted|mineral) water",
    # Places in name only.
    r"field of study|fields? of (?:research|medicine|work|physics|view|vision|expertise|science|art|law)|space for|room for",
    r"(?:storage|office|disk|parking|living|green|public|empty|enough|much|more|less) space",
    r"(?:early|late|later|first|next|final|last|this|each|every|second|third|group|initial) stages?|stage fright|stages of",
    r"(?:live|video|data|income|revenue) streams?|stream of|wave of|waves of|sea of people|school of (?:fish|whales|dolphins|thought)",
    r"(?:its|their) peaks?\b|peak (?:hours?|season|time|demand|performance|of)|at bay|silicon valley|post office|food court",
    r"(?:g7|g8|g20|eu|nato|climate|economic|peace|world|trade|emergency) summits?|round table|work of art|table tennis",
    r"(?:wind|solar|server|fish) farms?|(?:flower|hot) ?beds?|tennis court|basketball court|school bus|training",
    r"(?:of|from) wood|mountains? of (?:paper|work|debt|data|rubbish|waste|dishes|letters)|fresh air|open air|bear market",
    # People and feelings.
    r"snow white|fall in love|rock music|trade war|price war|golden goal",
    r"(?:tennis|film|movie|pop|rock|football|soccer|basketball|tv|child|guest|rising|sports?|five|four|three)[ -]stars?",
)
IDIOMS = re.compile(rf"\b(?:{'|'.join(_IDIOMS)})\b")
