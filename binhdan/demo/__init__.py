"""An invented class from roster to quarterly report, played with the commands a ward uses."""
