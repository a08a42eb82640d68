"""The settings of a film that was made, and all that is changed of it at once."""
