"""Recordings of an owner's own voice: checked, cleaned, levelled, and timed by the words that are spoken in them."""
