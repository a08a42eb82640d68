"""The forms that start a video, in a browser."""
