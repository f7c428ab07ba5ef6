"""Pagination: from the project conventions, from extensions, or from names of parameters and properties."""
