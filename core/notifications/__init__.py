"""Tells merchants' sites of every status: from the outbox over the network, at least once."""
