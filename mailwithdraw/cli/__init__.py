"""The commands: they parse arguments, print, and decide nothing."""
