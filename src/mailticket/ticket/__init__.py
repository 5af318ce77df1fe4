"""Pure: the procedure. `decide` says what follows from an event, `evolve` applies one fact (spec 1)."""
