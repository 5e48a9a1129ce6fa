"""Objects, refs and remotes of a Git repository, and the files that are governed.

Trusted: what a tree is. pygit2 lives here; the network goes through the git program, in a clean environment.
Others import `repository.Repository`, `remote`, `governed.governed_files`, `pushed`, `worktree.read_worktree`.
"""
