"""Training of the shipped models, from the corpora to the files; nothing of it is installed."""
