"""The ECMS on the wire: HTTP endpoints over the use cases, in the dialects of those who call."""
