"""The POS's pages, one a module; each is built when it is first needed."""
