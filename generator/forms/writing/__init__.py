"""Forms for what a text service writes."""
