"""Introductory words of an English text, before its subject: "Here,", "In this video, we explain"."""

from __future__ import annotations

import re

# Words and phrases that only point, count or say when; before a comma they add nothing.
_POINTERS = (
    r"here|there|now|today|tonight|tomorrow|yesterday|finally|suddenly|meanwhile|then|next|well|so|also|besides|perhaps|maybe|however|still|again|"
    r"first(?:ly)?|second(?:ly)?|third(?:ly)?|last(?:ly)?|once|once upon a time|long ago|one day|at last|at first|in fact|in short|in conclusion|in "
    r"summary|of course|for example|for instance|by the way|as you know|these days|before we start|yesterday (?:morning|afternoon|evening|night)|"
    r"this (?:morning|afternoon|evening|week|month|year)|last (?:night|week|month|year)|[a-z]{3,}ly"
)
_WITH_COMMA = re.compile(rf"(?:{_POINTERS}),\s+(?=\w)", re.IGNORECASE)
# Some need no comma if an article or the like follows.
_BEFORE_NOUN = re.compile(
    r"(?:now|suddenly|finally|perhaps|maybe|meanwhile|then|today|only|here)\s+"
    r"(?=(?:the|an?|our|my|your|his|her|their|its|these|those|some|two|three)\b)",
    re.IGNORECASE,
)
_LABELS = re.compile(
    r"(?:breaking )?news:\s+|(?:recipe|lesson|chapter|episode|story|title|step|tip|rule|day)(?: \d+)?:\s+|"
    r"(?:for (?:sale|rent)|to let|wanted|attention|reminder|update|fact|note|warning|joke|riddle|question|summary|fun fact|quick tip):\s+|"
    r"(?:team|folks|friends|everyone|everybody|guys|class|kids|colleagues),\s+|(?:let's be honest|to be honest|the truth is|here's the thing|(?:my|our) advice|the good news|the bad news)[:,]\s+",
    re.IGNORECASE,
)
_NOTING = re.compile(
    r"please (?:note|be aware|be advised|be informed|remember|keep in mind) that\s+(?=\w)|(?:just )?a (?:quick |short |friendly )?(?:reminder|note) that\s+(?=\w)|(?:this is|we would like) to (?:inform|remind|let) you (?:know )?that\s+(?=\w)",
    re.IGNORECASE,
)
_COMING = re.compile(r"(?:then|here|there|now|next) (?:comes?|came|goes|went|go)\s+(?=\w)", re.IGNORECASE)
_TELLING = r"(?:explain|show|learn|see|look|talk|cover|discuss|find|discover|tell|speak|explore|teach|hear|study|present)"
# "In this video, we explain", "let me tell you about", "today we talk about": the subject follows.
_SPEAKERS = re.compile(
    rf"(?:in (?:this|today's) [a-z]+,? |today,? |now,? |here,? )?"
    rf"(?:let's|let us|let me|(?:we|i|you|you'll|we'll|i'll)(?: will| would like to| want to| are going to| am going to| can| shall)?) "
    rf"{_TELLING}(?: you| us| out| at)?(?: the story of| about| at| of| into| that)?\s+(?=\w)",
    re.IGNORECASE,
)
_WELCOME = re.compile(
    r"welcome to (?:(?:this|today's|our|my|the) )?(?:lesson|video|course|story|tour|world|film|chapter|episode|guide)\b(?: (?:about|on|of|through|to))?\s+",
    re.IGNORECASE,
)
_SADLY = re.compile(
    r"(?:it is )?with (?:great|deep|heavy|much) (?:sadness|sorrow|regret|hearts?|joy|pride|pleasure) (?:that )?(?:we|i) (?:announce|share|report|say|inform you of)\s+(?=\w)|"
    r"(?:we|i) (?:regret|are sad|are sorry|are proud|are happy|are pleased|are delighted|are excited|am happy|am proud) to (?:announce|introduce|present|share|inform you of)\s+(?=\w)",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"(?:did you know(?: that)?|have you ever (?:wondered|asked yourself)|do you know|ever wondered)\s+(?=\w)",
    re.IGNORECASE,
)
# "Last summer we walked": when it was is not what it is about.
_WHEN = re.compile(
    r"(?:last|this|next|one) (?:\w+ )?(?:year|summer|winter|spring|autumn|week|month|day|night|morning|afternoon|evening|weekend|monday|tuesday|wednesday|thursday|friday|"
    r"saturday|sunday),? (?=(?:the|an?|my|our|his|her|their|its|two|three|some|we|i)\b)",
    re.IGNORECASE,
)
_KNOWN = re.compile(
    r"(?:(?:most|many|some) (?:people|experts|scientists|doctors) (?:think|believe|say|know|agree) (?:that )?)|it (?:is|was|'s) (?:(?:well|widely|commonly) )?(?:known|true|said|clear|thought|believed|a fact|no secret|no wonder) that\s+",
    re.IGNORECASE,
)
# "A picture of a castle, mostly grey": the castle is the subject.
_SHOWING = re.compile(
    r"(?:this is )?an? (?:\w+ ){0,3}(?:picture|photo|photograph|image|drawing|painting) of (?:what looks like )?(?=\w)",
    re.IGNORECASE,
)
# "There was once a tailor" introduces someone as "there was a tailor" does.
_ONCE = re.compile(r"^((?:there|here) (?:is|was|are|were|lived)) (?:once |also |now |still )+", re.IGNORECASE)
# "Today we bake a lemon cake": the cake is the subject.
_MAKING = re.compile(
    r"(?:today|now|tonight|here),? (?:we|i)(?:'ll| will| are going to| am going to)? (?:bake|make|cook|build|visit|meet|try|test|prepare)\s+"
    r"(?=(?:an?|the|some|our)\b)",
    re.IGNORECASE,
)
# The rest must still be enough for a title.
_FEWEST = 2
_PRESENTING = re.compile(
    r"(?:introducing|presenting|welcome to)\s+(?=(?:the|our|a|an|my|your)\b)", re.IGNORECASE
)
_LEADS = (
    _SHOWING,
    _LABELS,
    _NOTING,
    _WELCOME,
    _PRESENTING,
    _SADLY,
    _MAKING,
    _SPEAKERS,
    _KNOWN,
    _ASKED,
    _COMING,
    _WITH_COMMA,
    _BEFORE_NOUN,
    _WHEN,
)
# After these, one word is a title: "welcome to our lesson about volcanoes", "let's talk about sleep".
_NAMING = (_WELCOME, _SPEAKERS, _SHOWING)


def without_lead(sentence: str) -> str:
    """Return a sentence without its introductory words; unchanged if nothing would be left."""
    sentence = _ONCE.sub(
        r"\1 ",
        re.sub(
            r"^(?:and|but|so|because(?! [^,]{3,60}, (?:the|an?|my|our|his|her|its|their|this|he|she|it|we|they|you|i)\b)) (?=\w+ \w)",
            "",
            sentence,
            flags=re.IGNORECASE,
        ),
    )
    for _ in range(4):
        found = next((match for lead in _LEADS if (match := lead.match(sentence))), None)
        if found is None or len(sentence[found.end() :].split()) < _FEWEST - (found.re in _NAMING):
            break
        was_asked = found.re is _ASKED
        sentence = sentence[found.end() :]
        sentence = sentence.rstrip("?") if was_asked else sentence
    return sentence
