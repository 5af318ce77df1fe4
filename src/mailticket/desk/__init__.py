"""Where message, ticket and policy meet: the only place that loads, asks `decide`, and writes (house 1)."""
