"""The simulator's window: it moves everything that a store does not."""
