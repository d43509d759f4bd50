"""From bytes to a message, to what it is and what it says. Pure and total."""
