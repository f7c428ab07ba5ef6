"""Two versions of a document -> the changes that matter to the people who call the client.

=============  ========================================================================================
git            the files of a commit, read from the objects of a git repository
places         where a symbol stands in the document
signatures     the Python surface as text
reach          the operations that reach a declaration
compare/       two Apis -> findings: every difference that a rule describes
rules          what each kind of difference does to callers (`rules.toml`)
changes        findings -> changes: one for each place
=============  ========================================================================================
"""
