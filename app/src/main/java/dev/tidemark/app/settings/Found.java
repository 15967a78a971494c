package dev.tidemark.app.settings;

/**
 * A value that was set.
 *
 * @param place where it was set, as the operator would look for it: a variable's name, or a key and its file
 */
record Found(String place, String value) {}
