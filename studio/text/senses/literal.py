"""What a text says without it being there: comparisons, conditions, words of others, what might have been."""

# ruff: noqa: RUF001 (the signs of writing look alike)

from __future__ import annotations

import re

# A noun phrase of a comparison: up to four words, until a word begins that goes on with the sentence.
_STOP = (
    r"(?:in|on|at|to|that|which|who|when|while|and|but|or|for|with|from|over|under|through|into|before|after|until|because|as|if|than|"
    r"he|she|it|they|we|you|I|is|are|was|were|has|have|had|will|would|can|could)\b"
)
_PHRASE = rf"(?:(?!{_STOP})[\w'’-]+(?: of (?:a |an |the )?[\w'’-]+)?\b ?){{1,4}}"
_ARTICLE = r"(?:an?|the|one|some|any|another|two|three|most|all|my|your|his|her|its|our|their)"
_COMPARED = [
    # "Like a lion", but "she would like a coffee" and "they like the garden".
    rf"(?<!\bwould )(?<!['’]d )(?<!\b[Ii] )(?<!\b[Ww]e )(?<!\byou )(?<!\b[Tt]hey )(?<!\bto )(?<!n['’]t )\b[Ll]ike {_ARTICLE} {_PHRASE}",
    rf"\bas [\w-]+ as (?:{_ARTICLE} )?{_PHRASE}",
    rf"\bthan (?:{_ARTICLE} )?{_PHRASE}",
    r"\bas (?:if|though)\b[^.;:!?]*",
    rf"(?<=\bcompar)(?P<kept>(?:e|es|ed|ing)\b [^,.;:!?]*?) (?:to|with) (?:{_ARTICLE} )?{_PHRASE}",
    rf"\b(?:call|nickname|label|dub)(?:s|ed|ing)? (?:it|him|her|them|this|that|himself|herself) (?:{_ARTICLE} )?{_PHRASE}",
    rf"\bremind(?:s|ed|ing)? (?:\w+ ){{1,2}}of (?:{_ARTICLE} )?{_PHRASE}",
    rf"\b(?:feels?|felt|sounds?|sounded|tastes?|tasted|smells?|smelled|smelt|looks?|looked|seems?|seemed) like (?:{_ARTICLE} )?{_PHRASE}",
]
_UNREAL = [
    # Conditions, wishes, what was once, and what frightens.
    r"(?:^|(?<=[,;:.!?] ))(?:[Ii]f|[Uu]nless|[Ii]n case|[Ww]hether|[Ee]ven if|[Ss]uppose|[Oo]nly if)\b[^,.;:!?]*(?:,|$)",
    r"\b(?:if|unless|whether|in case)\b[^,.;:!?]*",
    r"\b(?:could|would|should|might|must|may) (?:not |never )?have [^,.;:!?]*",
    rf"\b(?:want|wanted|wants|hope|hoped|hopes|dream|dreamed|dreamt|dreams|wish|wished|plan|planned|need|needs|needed|promised|expected)\b(?: \w+){{0,2}} (?:to be|to become|of being|of becoming) (?:{_ARTICLE} )?{_PHRASE}",
    rf"\bused to be (?:{_ARTICLE} )?{_PHRASE}",
    rf"\b(?:afraid|scared|frightened|terrified|tired|sick|jealous|fond|proud|capable|ashamed) of (?:{_ARTICLE} )?{_PHRASE}",
    rf"\b(?:allergic|addicted|immune) to (?:{_ARTICLE} )?{_PHRASE}",
    r"\benough (?:for|to)\b[^,.;:!?]*",
    r"\b(?:hop|fear|doubt|wonder|pretend|wish|imagin|believ|assum|warn)(?:e|es|ed|s|ing)? that\b[^,.;:!?]*",
    r"\b(?:(?:[Tt]he|[Aa]n?|[Oo]ur|[Mm]y|[Hh]is|[Hh]er|[Tt]heir) )?[\w-]+ (?:is|are|was|were) (?:now |long |all )?(?:gone|away|missing|extinct|dead|absent|sold out)\b",
    r"\b(?:do|does|did)(?: not|n['’]t) have\b[^,.;:!?]*",
    r"\b(?:logo|emblem|mascot|crest|nickname|motto|codename|symbol)s?\b[^.;:!?]*",
    r"\b(?:everything|all|anything|everyone|everybody|anyone) (?:but|except|save)\b[^,.;:!?]*",
    r"^(?:Dear|Hi|Hello|Hey) [A-Z]\w+",
    r"\b(?:is|are|was|were|be|been) (?:no|not|never|neither|hardly|anything but|nothing but)\b[^,.;:!?]*",
]
_QUOTED = re.compile(r"[“\"„«»][^“”\"„«»]*[”\"“»«]")
_ENGLISH = [re.compile(pattern) for pattern in (*_COMPARED, *_UNREAL)]
# Who turned into a frog is a frog now.
_BECAME = re.compile(r"[^,.;:!?]*\b(?:turn|chang|transform)(?:ed|e?s|ing) (?:back )?into (?=an? )")
_NOUN = r"(?:[\w’'-]+ ){0,1}[\w’'-]+"
# What somebody or something is said to be, if that ends the clause: "Kunden sind der Schlüssel zum Erfolg".
_END = r"(?: (?:von|vom|zu|zum|für|de|du|des|del|della|do|da|dos|à|pour|para|per)\b[^,.;:!?]*)?(?=\s*(?:[,.;:!?]|$))"
_OTHERS = {
    "de": rf"(?<=,) (?:die|der|das|den|dem|deren|dessen|dass|weil|wenn|obwohl)\b[^,.;:!?]*|\b(?:ist|sind|war|waren) (?:ein\w*|der|die|das|unser\w*) {_NOUN}{_END}|\bwie (?:ein\w*|de[rmns]|die|das) {_NOUN}|\b(?:wenn|falls|als ob)\b[^,.;:!?]*",
    "fr": rf"\b(?:qui|dont|où|lequel|laquelle)\b[^,.;:!?]*|\b(?:est|sont|était|étaient) (?:une?|le|la|les) {_NOUN}{_END}|\bcomme (?:une?|le|la|les|des) {_NOUN}|\b(?:si|comme si)\b[^,.;:!?]*",
    "es": rf"\b(?:quien(?:es)?|donde|cuyo)\b[^,.;:!?]*|\b(?:es|son|era|eran|fue) (?:una?|el|la|los|las) {_NOUN}{_END}|\bcomo (?:una?|el|la|los|las) {_NOUN}|\b(?:si|como si)\b[^,.;:!?]*",
    "it": rf"\b(?:cui|dove)\b[^,.;:!?]*|\b(?:è|sono|era|erano) (?:un[oa]?|il|lo|la|i|gli|le) {_NOUN}{_END}|\bcome (?:un[oa]?|il|lo|la|i|gli|le) {_NOUN}|\b(?:se|come se)\b[^,.;:!?]*",
    "pt": rf"\b(?:quem|onde|cujo)\b[^,.;:!?]*|\b(?:é|são|era|eram) (?:uma?|o|a|os|as) {_NOUN}{_END}|\bcomo (?:uma?|o|a|os|as) {_NOUN}|\b(?:se|como se)\b[^,.;:!?]*",
}
_FOREIGN = {language: re.compile(pattern, re.IGNORECASE) for language, pattern in _OTHERS.items()}


def without_unreal(text: str, language: str = "en") -> str:
    """Return a text without what is only compared, supposed, feared or said by somebody in it.

    A text that is nothing but words of somebody keeps them.
    """
    outside = _QUOTED.sub(" ", text)
    text = outside if re.search(r"\w", outside) else text
    if language != "en":
        pattern = _FOREIGN.get(language)
        return pattern.sub(" ", text) if pattern else text
    text = _BECAME.sub(" ", text)
    for pattern in _ENGLISH:
        text = pattern.sub(lambda found: found.groupdict().get("kept") or " ", text)
    return text
