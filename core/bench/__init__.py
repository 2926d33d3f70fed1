"""Benchmarks with their yardsticks, run by `balik bench`."""
