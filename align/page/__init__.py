"""The local web page on which a person reviews alignments."""
