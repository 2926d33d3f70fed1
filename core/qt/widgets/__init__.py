"""Widgets that both kiosk and POS use."""
