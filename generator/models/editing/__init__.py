"""Changes to films that were made."""
