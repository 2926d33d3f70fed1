"""The database behind the storage ports; the one place that knows SQLAlchemy."""
