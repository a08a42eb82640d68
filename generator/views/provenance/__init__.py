"""Who made what a film shows, whose works they are, and what it cost."""
