"""What a mail states, each fact with the words that state it."""
