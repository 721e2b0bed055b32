"""Whom to ask, how many, and what the counts say: frame, allocation, draw, weights, estimates, response rates.

Inputs are counts per appraised unit × stratum × grade, never single answers. Scores, allocations and draws are exact
(integers and fractions); only standard errors, intervals and p-values are floating point.
Protocol: docs/protocol/compute.md.
"""
