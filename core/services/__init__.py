"""Use cases: one verb a module, over ports."""
