"""What each sentence of a summary rests on: links between sentences in any order, and the beads that follow from them.

A ladder can only rise, and each of its segments belongs to one bead. A summary draws one sentence
from three paragraphs, and tells the last thing first. So here every target sentence is compared
with every source sentence. `measures` compares them, `first_features` and `second_features` make
tables of the comparison, and `estimate` makes probabilities of the tables. `support_map` chooses
the links, and `grouping` makes beads of paragraphs from them.
"""
