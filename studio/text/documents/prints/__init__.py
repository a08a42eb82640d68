"""PDFs: what is printed on pages, back in the order and the paragraphs in which it was written."""
