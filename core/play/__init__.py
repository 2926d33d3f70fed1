"""Plays scenarios: with the real windows, or without them over the ports that they use.

Outermost beside `core.desktop.desk`: here kiosk, POS and the composition root meet.
"""
