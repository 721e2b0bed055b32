"""Where cases are handled: decided, given away, answered, asked after, counted; and where a body works on its own."""
