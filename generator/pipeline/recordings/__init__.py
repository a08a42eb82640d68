"""Recordings of an owner's own voice in films: made ready for a scene, and cut where there is one for all scenes."""
