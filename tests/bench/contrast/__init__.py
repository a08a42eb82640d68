"""The contrast of all letters in frames."""
