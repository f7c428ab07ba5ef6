"""Explanations of names: where they come from, and which rules gave them."""
