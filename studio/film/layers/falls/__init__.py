"""What drifts through the air of a shot, or shines in it."""
