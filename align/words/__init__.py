"""Inside linked sentences: which words answer each other, and the terms that recur.

`japanese_words` and `english_words` find the words of a text, `first_features` and
`second_features` compare each source word with each target word, `estimate` turns the comparison
into probabilities, `decide` into links. `of_alignment` does this for all beads of an alignment,
`terms` counts what recurs.
"""
