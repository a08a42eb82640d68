"""The sentences of a film as the rules of graphic scenes need them: words, clauses, amounts, dates, cues."""
