"""The language server: what an editor asks for while somebody writes; problems, quick fixes, hover, completion."""
