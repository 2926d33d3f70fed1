"""What stands on a paper and where, decided without a font, a printer or a picture."""
