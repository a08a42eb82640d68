"""The search in the words of films: their folding, the index, and its query languages."""
