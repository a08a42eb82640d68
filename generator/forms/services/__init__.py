"""Forms for services that are set up on pages."""
