"""The versions of a video: the list, one of them, two side by side, and the way back."""
