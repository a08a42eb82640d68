"""Films of ordinary texts and graphic scenes of every kind, on sheets for people to judge."""
