"""The page of a film's scenes as an editor."""
