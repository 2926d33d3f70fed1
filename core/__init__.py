"""The parts of Balik that kiosk and POS share."""
