"""Names of declarations, resources and methods."""
