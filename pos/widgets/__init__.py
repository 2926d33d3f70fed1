"""What the POS's pages are built of."""
