"""Read-only views: what the store holds, as people and programs are shown it."""
