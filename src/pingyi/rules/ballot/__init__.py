"""Sealed ballots: the Belenios protocol (crypto version 1) for one-tick questions. Protocol paragraphs: docs/protocol.

Public modules, one noun each: group · credential · proof · form · seal · channel · pedersen · trustee · tally · board ·
box. `swift_*` modules are the fast path: same claims as the plain one, tested against it.
"""
