"""English words of one spelling and two sounds: which of them a sentence means."""
