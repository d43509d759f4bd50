"""From a decision to a letter, a firewall and a threaded reply. Pure."""
