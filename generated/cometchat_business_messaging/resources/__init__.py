"""The resources of the API. The clients import the module of a resource when it is first used."""
