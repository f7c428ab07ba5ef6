"""Two versions of a document -> the changes that matter to the people who call the client.

=============  ========================================================================================
git            the files of a commit, read from the objects of a git repository
places         the places of a difference between two nodes
reach          the operations that reach a declaration
compare/       two Apis -> findings: every difference that a rule describes
bounds         the constraints of two values -> the constraints that allow other values
rules          what each kind of difference does to callers (`rules.toml`)
changes        findings -> changes: one for each place
approvals      the approvals of changes, in a file beside the spec
versions       the version that a change needs
report         changes, approvals and versions -> the result of a review
inputs         the two versions: from a commit, a file or the working tree
witness        code that shows whether a change breaks types
verification   what mypy says about the witnesses
=============  ========================================================================================
"""
