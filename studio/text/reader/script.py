"""What a storyboard has to keep of a text as it was given: the scenes, pictures and title that its writer marked."""

from __future__ import annotations

from dataclasses import replace

from studio.contracts import GIVEN, Passage, Storyboard
from studio.text.reader.document import Document
from studio.text.reader.sections import MarkedScene, scenes_of
from studio.text.words.dictionaries import translate
from studio.text.words.language import identify, is_plainly_english


class Script:
    """A document as a text provider gets it: `text` and `split` are those to call it with."""

    def __init__(self, document: Document, language: str = "", split: str = "auto") -> None:
        """Cut a document into scenes if more is known of it than its words; `language` is found if it is empty."""
        self.document, self.text, self.split = document, document.text, split
        self._scenes: list[MarkedScene] = []
        self._language = language
        if document.is_structured:
            self._language = language or identify(document.text)
            self._scenes = scenes_of(document, self._language, split)
            self.text, self.split = "\n\n".join(scene.narration for scene in self._scenes), GIVEN

    def direct(self, board: Storyboard) -> Storyboard:
        """Return a storyboard of the text with its narrations and pictures as the writer marked them."""
        if not self._scenes:
            return board
        # A provider that has cut the text otherwise has still said what is seen at about that place.
        share = len(board.passages) / len(self._scenes)
        return replace(
            board,
            passages=tuple(
                Passage(
                    narration=scene.narration,
                    prompt=self._prompt(scene.prompt) or board.passages[int(index * share)].prompt,
                    is_described=bool(scene.prompt),
                )
                for index, scene in enumerate(self._scenes)
            ),
        )

    def _prompt(self, note: str) -> str:
        """Return a note as a prompt; in another language, with the English that painters understand."""
        if not note or self._language == "en" or is_plainly_english(note):
            return note
        known = list(dict.fromkeys(translate(note, self._language)))
        return f"{note} ({', '.join(known)})" if known else note
