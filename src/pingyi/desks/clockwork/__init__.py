"""The clockwork: what the programme does by itself, at its times. Its process is `pingyi.server.clockwork`."""
