"""What a film has of its owner's brand: a logo, colours and a font, and the clips around it."""
