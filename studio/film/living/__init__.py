"""Paintings that live: from a picture in layers to what a shot shows, and how each thing in it moves."""
