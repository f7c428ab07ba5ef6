"""The resources of the API, one module for each; the clients load them when they are first used."""
