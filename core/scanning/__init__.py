"""Scanners: from the characters that they send to what the code in front of them says."""
