"""The journal of this installation: one entry for every action, written in the action's own transaction.

Entries wait until `actions.integrate` gives them their place in the Merkle tree, and `actions.checkpoint` signs the
tree's head; both the places and the heads are never changed again (docs/decisions/0012-journal-order.md).
"""
