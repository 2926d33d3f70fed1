"""What ECMS and terminals say to each other over HTTP: one shape, for both ends."""
