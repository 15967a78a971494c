package dev.tidemark.query.answer;

/**
 * What an answer tells besides its rows, and where it comes from.
 *
 * @param previous beside each measure the same of the period before, and by what share it changed
 * @param totals each measure of all events together, in which nobody counts twice
 * @param rollups whether rollups may serve it; the numbers are the same without, as anybody can check
 */
public record Extras(boolean previous, boolean totals, boolean rollups) {

    public static final Extras NONE = new Extras(false, false, true);
}
