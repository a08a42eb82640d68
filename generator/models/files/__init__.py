"""What rows with pictures and clips have in common."""
