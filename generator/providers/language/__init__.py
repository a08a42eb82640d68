"""What any language model is asked and answers: storyboards, descriptions, and the units of a text that it groups."""
