"""What a film of several pictures is begun with."""
