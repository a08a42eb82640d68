"""The page on which all of a film is changed."""
