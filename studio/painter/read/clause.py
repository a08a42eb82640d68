"""Reading of one clause of a prompt: the things and people that it names, and how much it is about each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from studio.painter.figures.stature import read_statures
from studio.painter.read.concepts import read_concepts
from studio.painter.read.evidence import Clause, told_nouns
from studio.painter.read.lookup import DOING, ClauseWords
from studio.painter.read.mention import ANYONE, Mention
from studio.painter.read.words.roles import (
    ABOUT,
    ABSENT,
    ACTS,
    ACTS_UPON,
    AWAY,
    CAGES,
    CUBS,
    DENIED,
    EMPTY_ATTRIBUTES,
    FIGURES,
    FLIGHT,
    HEADS,
    MANY,
    OF_FRUIT,
    SKIES,
    SPENT,
    VESSELS,
    WHERE,
    WINGBEATS,
    WITH,
)
from studio.text.english.people import is_animate
from studio.text.english.tagger import Tagged
from studio.text.english.verbs import BASES, ing_form
from studio.text.senses.acts import BODILY
from studio.text.words.vocabulary import singular

# Weights of a mention by its role in the clause.
AGENT, OBJECT, COMPANY, TOPIC, WHEREABOUTS = 1.0, 0.8, 0.65, 0.5, 0.3
# Factors for a noun before another noun ("football match") and for the vessel of a content ("a cup of tea").
ATTRIBUTE, VESSEL = 0.6, 0.4


class PromptClause(ClauseWords):
    """Reads one clause from left to right: agent, verb, object, company, place."""

    def __init__(
        self, words: Sequence[Tagged], share: float, known_as: dict[str, str], around: frozenset[str]
    ) -> None:
        super().__init__(words, around)
        self._share, self._known_as = share, known_as
        self._role = AGENT
        self._verb = ""
        self._verbs: list[str] = []
        self._unseen = ""
        self._absent = ""
        self._many = 0
        self._attribute_end = -1
        self._is_aloft = False
        self._vessel: Mention | None = None
        self._preposition = ""

    def read(self) -> list[Mention]:
        at = 0
        while at < len(self._words):
            length, drawing = self._look_up(at)
            if drawing and not self._is_verb(at, length, drawing):
                at = self._meet(at, length, drawing)
            else:
                at = self._pass(at)
        return self._found

    @property
    def told(self) -> Clause:
        """Return what is known of the clause, once it is read."""
        died = ["dying"] if "dying" in self._low else []
        is_off_earth = bool(self._around & {"moon", "mars", "lunar", "martian"})
        return Clause([*self._verbs, *died], self._unseen, is_off_earth)

    def _meet(self, at: int, length: int, drawing: str) -> int:
        """Add a thing, unless it is not meant; return the position at which to read on."""
        end = at + length
        after = self._low[end] if end < len(self._words) else ""
        if (self._single[end - 1], after) in FIGURES or (self._low[at], after) in FIGURES:
            return end + 1
        if self._is_name(at, drawing):
            return end
        if self._single[end - 1] in VESSELS and after == "of":
            return self._open_vessel(at, end, drawing)
        if after == "'s" and not self._is_seen_owner(end, drawing):
            return end + 1
        word = " ".join(self._low[at:end])
        drawing = self._known_as.get(word, drawing)
        stature = read_statures()[drawing]
        if at == self._attribute_end and self._meet_attributed(end, drawing):
            return end
        is_attribute = self._is_attribute(end)
        says_which = is_attribute and (
            word in EMPTY_ATTRIBUTES or stature.kind in {"building", "sign", "sky"}
        )
        says_which = says_which or (is_attribute and self._only_says_which(end))
        if self._absent or says_which:
            return end
        # "Swimming under a waterfall" implies a person, but not which one.
        role = min(self._role, OBJECT) if word in DOING else self._role
        weight = role * self._share * (ATTRIBUTE if is_attribute else 1.0)
        mention = Mention(drawing, word, weight, self._count(end), is_aloft=self._is_aloft, verb=self._verb)
        mention = replace(
            mention, is_topic=self._preposition in {"of", "for", "about"} and self._role < OBJECT
        )
        is_new = self._add(replace(mention, is_agent=self._role == AGENT))
        self._is_aloft = False
        self._attribute_end = end if is_attribute and is_new else -1
        self._many = 0
        return end

    def _only_says_which(self, end: int) -> bool:
        """Return whether a noun before another one is not there: "the honey hunters", "a bread oven"."""
        head, after = self._single[end], self._low[end + 1 : end + 2]
        # "The pilot study running": a noun that can be a verb too, before what it does.
        is_noun = head not in BASES or (self._words[end][1] == "NN" and bool(DOING & set(after)))
        return head not in HEADS and is_noun and not self._look_up(end)[1]

    def _is_seen_owner(self, end: int, drawing: str) -> bool:
        """Return whether an owner is there: what belongs to somebody may be there alone, but not what an animal has."""
        if read_statures()[drawing].kind != "animal":
            return False
        owned = self._single[end + 1] if end + 1 < len(self._words) else ""
        if owned and (owned in CUBS or not is_animate(owned)):
            # The calf of a whale is a whale, and its song is seen by the whale.
            self._low[end + 1], self._single[end + 1] = "", ""
        return True

    def _meet_attributed(self, end: int, drawing: str) -> bool:
        """Resolve a noun that stood before this one; return True if both are one thing, which has been added."""
        before, weight = self._found[-1], self._role * self._share
        if self._is_of_its_kind(drawing):
            # "The polar bear mother" is a bear, and "the owl brothers" are owls.
            number = before.count if self._count(end) == 1 else self._count(end)
            self._found[-1] = replace(before, weight=weight, count=number)
            return True
        if before.stature.kind == "animal" and self._single[self._attribute_end] in CAGES:
            # In a goldfish bowl is a goldfish.
            self._found[-1] = replace(before, weight=weight)
            return True
        if before.stature.kind == "food" and self._single[self._attribute_end] in OF_FRUIT:
            # Lemon juice comes from a lemon, and not from a carton.
            self._found[-1] = replace(before, weight=weight)
            return True
        if drawing == "star":
            # A tennis star shines with tennis.
            return True
        if before.stature.kind == "vehicle" == read_statures()[drawing].kind:
            # A bus driver is in a bus.
            self._found[-1] = replace(before, weight=weight)
            return True
        if drawing.endswith("holding-hands") and before.stature.kind not in {"person", "animal"}:
            # A hockey team is seen by its hockey.
            self._found[-1] = replace(before, weight=weight)
            return True
        # The noun itself is known too, so the one before it only qualifies it: "the man Neil Armstrong".
        attribute = self._found.pop()
        if attribute.is_anyone:
            self._known_as[attribute.word] = drawing
        return False

    def _add(self, mention: Mention) -> bool:
        for name in (mention.word, singular(mention.word), mention.drawing):
            act = ACTS_UPON.get((self._verb, name))
            if act and self._found and self._show_act(act):
                # A person who rides a bicycle is shown on it, rather than beside it.
                return False
        if self._vessel in self._found:
            self._found.remove(self._vessel)
            self._vessel = None
        last = self._found[-1] if self._found else mention
        if (
            mention.is_anyone
            and (last.drawing, last.weight) == (mention.drawing, mention.weight)
            and self._found
        ):
            # "A boy and his grandfather": two of them.
            self._found[-1] = replace(last, count=last.count + mention.count)
            self._known_as[mention.word] = mention.drawing
        else:
            self._found.append(mention)
        return True

    def _open_vessel(self, at: int, end: int, drawing: str) -> int:
        """Read on to the content of a cup or a herd; keep the vessel in case the content cannot be shown."""
        if drawing and not self._absent:
            word = " ".join(self._low[at:end])
            self._vessel = Mention(drawing, word, self._role * self._share * VESSEL)
            self._found.append(self._vessel)
        self._many = self._many or MANY.get(self._single[end - 1], 0)
        self._is_aloft = self._is_aloft or self._low[end - 1] == "swarm"
        return end + 1

    def _is_of_its_kind(self, drawing: str) -> bool:
        young = self._single[self._attribute_end] in CUBS
        is_family = bool(ANYONE.fullmatch(drawing)) or drawing == "woman-feeding-baby" or young
        return is_family and self._found[-1].stature.kind == "animal"

    def _count(self, end: int) -> int:
        word = self._low[end - 1]
        is_plural = self._single[end - 1] != word and word not in read_concepts()
        if self._many:
            return self._many
        return 0 if is_plural else 1

    def _pass(self, at: int) -> int:
        """Note what a word that names nothing says about the next; return the position at which to read on."""
        word, (_, kind) = self._low[at], self._words[at]
        after = self._low[at + 1] if at + 1 < len(self._words) else ""
        if (self._single[at] in VESSELS or word in VESSELS) and after == "of":
            return self._open_vessel(at, at + 1, "")
        if word in DENIED and after != "only":
            self._absent = "clause"
        elif (word, after) in AWAY:
            self._absent = self._absent or "noun"
            return at + 2
        elif word in ABSENT or self._likens(at):
            self._absent = self._absent or "noun"
        elif word in MANY:
            self._many = MANY[word]
        elif (word in {"wing", "wings"} and self._verb in WINGBEATS) or (
            word in SKIES and self._role == WHEREABOUTS
        ):
            self._raise()
        elif word in WITH | WHERE | ABOUT:
            if word == "above" and self._found and self._role != WHEREABOUTS:
                self._raise()
            self._preposition = word
            self._turn(COMPANY if word in WITH else TOPIC if word in ABOUT and self._verb else WHEREABOUTS)
        elif kind in {"VBD", "VBN"} and self._many and self._is_attribute(at + 1):
            # "Two masked men": what they wear is no act.
            return at + 1
        elif kind.startswith("VB") or word in DOING:
            self._act(at)
        elif kind == "NNP" and at == self._attribute_end:
            # "The woman Marie Curie": the first of two names.
            self._attribute_end += 1
        return at + 1

    def _turn(self, role: float) -> None:
        self._role, self._many, self._vessel = role, 0, None
        if self._absent == "noun":
            self._absent = ""

    def _act(self, at: int) -> None:
        word, kind = self._low[at], self._words[at][1]
        self._verb = word if word.endswith("ing") else ing_form(word, kind)
        if not self._verbs and not self._found:
            by = self._low[at - 1] if at else ""
            self._unseen = (
                "" if by in {"he", "she", "they", "we", "i", "you", "who"} else told_nouns(self._words[:at])
            )
        self._verbs.append(self._verb)
        self._turn(OBJECT)
        self._preposition = ""
        if self._verb in FLIGHT:
            self._raise()
        after = self._low[at + 1] if at + 1 < len(self._words) else ""
        self._found = [
            replace(one, act=self._verb) if one.is_agent and one.act not in BODILY else one
            for one in self._found
        ]
        if self._verb in ACTS and self._found and after not in SPENT:
            self._show_act(ACTS[self._verb])

    def _raise(self) -> None:
        """Put the last-named figures in the air; if there are none yet, the next one: "flying birds"."""
        if not self._found:
            self._is_aloft = True
            return
        weight = self._found[-1].weight
        self._found = [replace(one, is_aloft=one.is_aloft or one.weight == weight) for one in self._found]

    def _show_act(self, act: str) -> bool:
        """Show the last-named people doing an act, if they are named no closer than "someone"."""
        actors = [one for one in self._found if one.is_anyone and one.weight == self._found[-1].weight]
        if not self._found[-1].is_anyone:
            return False
        who = {one.drawing.partition("-")[0] for one in actors} if len(actors) == 1 else {"person"}
        many = {"people": "person", "men": "man", "women": "woman"}
        sort = many.get(min(who), min(who)) if "woman-and-man" not in actors[0].drawing else "person"
        names = [f"{sort}-{act}", f"person-{act}", f"woman-{act}"]
        drawing = next((name for name in names if name in read_statures()), "")
        if not drawing:
            return False
        several = sum(max(one.count, 2 if "holding" in one.drawing else 1) for one in actors)
        self._found = [one for one in self._found if one not in actors]
        self._found.append(replace(actors[0], drawing=drawing, count=several))
        shown = {one.drawing for one in actors}
        words = [word for word, known in self._known_as.items() if known in shown]
        self._known_as.update(dict.fromkeys([*words, *(one.word for one in actors)], drawing))
        return True
