"""From a Case to diagnostics of the hundred 2: what a sound case looks like, before any figure is computed."""
