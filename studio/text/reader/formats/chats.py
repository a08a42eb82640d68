"""Chats with a model, written with labels: what is asked there is no part of a text, what is answered is the text."""

from __future__ import annotations

import re

# Who asks, and who answers: a play has not both.
_ASKS = r"(?:user|human|you|me|prompt|question to (?:the )?ai|benutzer|nutzer|ich|utilisateur|moi|usuario|utente|usuário|пользователь|用户|我)"
_ANSWERS = r"(?:assistant|ai(?: assistant)?|bot|model|chatbot|(?:chat)?gpt(?:-?\d\w*)?|claude|gemini|copilot|assistent|ki|ia|asistente|assistente|ассистент|нейросеть|助手)"
_TURN = re.compile(
    rf"^[ \t]*(?:#{{1,4}} ?)?(?:\*\*|__)?(?:(?P<asks>{_ASKS})|(?P<answers>{_ANSWERS}))(?:\*\*|__)?[ \t]*[:\uff1a](?:\*\*|__)?[ \t]*",
    re.IGNORECASE | re.MULTILINE,
)
# Names that people have as well count only beside a sure one.
_SURE = re.compile(
    r"assist|gpt|claude|gemini|copilot|user|human|chatbot|benutzer|nutzer|usuario|utente", re.IGNORECASE
)


def read_chat(text: str) -> str:
    """Return a chat with its turns marked as a chat model's page marks them, if both ask and answer have labels."""
    turns = list(_TURN.finditer(text))
    if not (
        any(turn["asks"] for turn in turns)
        and any(turn["answers"] for turn in turns)
        and any(_SURE.search(turn[0]) for turn in turns)
    ):
        return text
    return _TURN.sub(lambda turn: "\n\nYou said:\n" if turn["asks"] else "\n\nChatGPT said:\n", text)
