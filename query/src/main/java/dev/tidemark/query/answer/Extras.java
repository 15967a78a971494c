package dev.tidemark.query.answer;

/**
 * What an answer tells besides its rows.
 *
 * @param previous beside each measure the same of the period before, and by what share it changed
 * @param totals each measure of all events together, in which nobody counts twice
 */
public record Extras(boolean previous, boolean totals) {

    public static final Extras NONE = new Extras(false, false);
}
