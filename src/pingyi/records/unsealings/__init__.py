"""Requests to learn who raised an opinion: who asked and why, what each custodian decided and why."""
