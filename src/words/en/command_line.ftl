# The command line: its table of arguments is written in English, so there is nothing to lay over it.
