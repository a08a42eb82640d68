"""What the page of a film's scenes asks for besides the page itself."""
