"""The rules of the return, free of screens, storage and clocks."""
