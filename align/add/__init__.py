"""Bring documents into a folder of pairs: fetch, check, keep, and note them in `pairs.toml`."""
