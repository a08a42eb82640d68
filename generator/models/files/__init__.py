"""What rows with pictures have in common."""
