"""What the counter says: every refusal, every strange scan, every state of the printer."""
