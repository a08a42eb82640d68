"""How owners keep their films: folders, the order, the bin, duplicates."""
