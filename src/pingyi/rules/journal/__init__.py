"""The journal: an append-only record of every action that a stranger can check (issue of trust: R10, R14, R151).

Entries are leaves of an RFC 6962 Merkle tree; the tree's head is published as a C2SP checkpoint, its hashes as C2SP
tiles. Whoever keeps one old checkpoint can tell whether anything written before it was changed, removed or reordered.
"""
