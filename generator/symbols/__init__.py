"""Api and Document -> the place of each public name in the document.

=========  ==================================================================================
places     from an operation, a declaration or a schema to its node and to the nodes of its parts
table      all public names with their nodes and signatures
sources    the file of the package that has the places
=========  ==================================================================================
"""
