"""What the kiosk does, without a screen: a state and an event give a state and effects."""
