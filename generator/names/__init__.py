"""Names that the user of the generator chooses: in the configuration, or in a file for another generator."""
