"""The commands of `balik` that need no screen, one module a group.

Each offers `add(commands)`, which costs next to nothing; its work is imported when it is run.
"""
