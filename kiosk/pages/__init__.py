"""One screen a module, built when it is first needed."""
