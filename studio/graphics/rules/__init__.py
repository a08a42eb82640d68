"""The kinds of graphic scenes, each with the rule that finds it in a sentence."""
