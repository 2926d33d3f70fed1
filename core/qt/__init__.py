"""What kiosk and POS share of Qt: theme, icons, tasks, timers, the scanner as keyboard, widgets."""
