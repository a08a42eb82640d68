"""Forms for what a video is begun with: documents, presets, kits."""
