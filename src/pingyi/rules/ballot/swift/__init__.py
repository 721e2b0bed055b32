"""The arithmetic of ballots several times as fast, with the texts and refusals of `plain_kernel` (Protocol swift §1).

Two kernels, one for each group: `ed25519` (machine code, when numba is installed) and `finite_field` (BELENIOS-2048,
gmpy2). Below `ed25519`, each resting on the one before: `number` (modulo 2^255 − 19), `point` (adding and doubling),
`curve` (powers, and the commitments of whole ballots).
"""
