"""Whether a build that remembers says what a build that knows nothing says, whatever was edited in between."""
