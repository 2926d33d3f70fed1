"""The window in which a recorded run is seen again."""
