"""What the training data holds for each word: the columns of tags and of trees."""

#: Columns of tags: those that the pipeline sets (upos, feats, lem, ner), and those of other schemes
#: that help in training (features of Norwegian and Swedish, tags of NDT and of PAROLE).
TAGS = ("upos", "feats", "lem", "ner", "xfeats", "ntag", "msd")
#: Trees: columns of heads and labels by the name of the parser.
TREES = {"ud": ("head", "dep"), "ndt": ("nhead", "ndep")}
#: All columns of numbers.
COLUMNS = ("form", *TAGS, *(column for pair in TREES.values() for column in pair))
#: A number that is not known.
UNKNOWN = -100
