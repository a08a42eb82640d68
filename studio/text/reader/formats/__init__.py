"""Formats of text that is pasted: Markdown, HTML, subtitles, JSON."""
