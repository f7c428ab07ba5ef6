"""References: what they are (`reference`), where they lead (`lookup`), and how all are resolved (`resolver`)."""
