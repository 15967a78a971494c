-- Instead of the union of sketches: all values, each as often as it comes.
CREATE AGGREGATE sum(text[]) (SFUNC = array_cat, STYPE = text[])
