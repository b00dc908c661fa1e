"""The reception: channels, numbers, hours, branches: facts that every page shows, verified."""
