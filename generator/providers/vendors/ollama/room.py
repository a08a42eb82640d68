"""How much room a question and its answer take in a model's context, in tokens."""

from __future__ import annotations

# Tokens of a picture of 1,536 pixels, by the models that cut it finest; of the frame around messages.
OF_PICTURE, OF_FRAME = 3000, 200
# An answer: what a storyboard has anyway, then for each line and each letter that it may be asked about.
LEAST_ANSWER, OF_LINE, OF_LETTER, MOST_ANSWER = 2048, 120, 1.2, 8192
# Contexts grow by doubling: a model is loaded anew for each other size.
SMALLEST = 4096
# Letters that a token has at most, on the average of a question, in scripts with an alphabet.
LONGEST_TOKEN = 9


def tokens_of(words: str) -> int:
    """Return how many tokens a text has at most: models cut English into words, and many scripts into letters."""
    plain = sum(sign.isascii() for sign in words)
    return round(plain / 3 + (len(words) - plain) * 1.3)


def least_tokens_of(words: str) -> int:
    """Return how many tokens a text has at least, by which a question that was cut in silence is known."""
    return len(" ".join(words.split())) // LONGEST_TOKEN


def answer_to(question: str) -> int:
    """Return the tokens that are left for an answer."""
    lines = question.count("\n") + 1
    return min(MOST_ANSWER, LEAST_ANSWER + round(max(OF_LINE * lines, OF_LETTER * len(question))))


def context_for(instruction: str, question: str, pictures: int) -> int:
    """Return the size of the context for a question with its answer: a power of two."""
    needed = (
        OF_FRAME + tokens_of(instruction) + tokens_of(question) + pictures * OF_PICTURE + answer_to(question)
    )
    size = SMALLEST
    while size < needed:
        size *= 2
    return size
