"""The operations of the fake. Each resource is imported when it is first used."""
