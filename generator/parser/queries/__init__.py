"""Questions about single nodes of a document, answered without making types."""
