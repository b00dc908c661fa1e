"""The commands: one module each, all with a `command`; `cli.COMMANDS` is the one list that names them."""
