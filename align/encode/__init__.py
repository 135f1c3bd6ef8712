"""Text -> unit vectors: one encoder a file, behind one table."""
