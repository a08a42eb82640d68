"""Outside services as people set them up on pages."""
