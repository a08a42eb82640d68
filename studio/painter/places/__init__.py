"""The places that the illustrator can paint."""
