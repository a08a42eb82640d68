"""Services as they are set up: by the environment, and by what people have stored on pages."""
