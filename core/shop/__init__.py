"""What an installation is made of, as its settings say: `core.bootstrap` puts it together."""
