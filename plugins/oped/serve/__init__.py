"""The editor's own preview: build, serve on this machine, and show every saved change in the open page."""
