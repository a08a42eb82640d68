"""Services as they answer when they are well, one module each; `answer` takes a Call below the folder of its name."""
