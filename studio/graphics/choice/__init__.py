"""The choice of a graphic scene or a painting for each sentence of a film."""
