package dev.tidemark.storage.sql;

import static java.util.stream.Collectors.joining;

import dev.tidemark.domain.query.Aggregate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Merges rows that are aggregated in part: those of equal keys become one.
 *
 * <p>Where the store has no aggregate that adds up histograms, their entries are added up as rows of their own and joined to the rest. A list of all entries would
 * have to fit into memory, and took three times as long.
 */
final class MergedRows {

    private static final String PARTS = "parts";
    private static final String REST = "rest";
    private static final String BIN = "bin";
    private static final String OCCURRENCES = "occurrences";

    private final List<String> keys;
    private final List<Measure> measures;
    private final Dialect dialect;
    private final Aggregation aggregation;

    /**
     * @param keys columns of the parts; none makes one row of all
     * @param measures columns of the parts, in the order of the result
     */
    MergedRows(List<String> keys, List<Measure> measures, Dialect dialect) {
        this.keys = List.copyOf(keys);
        this.measures = List.copyOf(measures);
        this.dialect = dialect;
        this.aggregation = new Aggregation(dialect);
    }

    /** An aggregate of which the parts hold values in a column; merged it has the same name. */
    record Measure(Aggregate aggregate, String column) {

        private boolean isHistogram() {
            return aggregate.unfiltered() instanceof Aggregate.Bins;
        }
    }

    /** A SELECT of the keys and the measures; without keys of one row. */
    Fragment of(Fragment parts) {
        List<Measure> histograms = dialect.mergeBins(Fragment.of("")).isPresent()
                ? List.of()
                : measures.stream().filter(Measure::isHistogram).toList();
        return histograms.isEmpty() ? grouped(parts, measures) : joined(parts, histograms);
    }

    private Fragment grouped(Fragment parts, List<Measure> some) {
        if (keys.isEmpty() && some.isEmpty()) {
            return Fragment.of("SELECT 0 AS nothing");
        }
        List<Fragment> selected =
                new ArrayList<>(keys.stream().map(Fragment::of).toList());
        some.forEach(measure -> selected.add(merged(measure).as(measure.column())));
        return Fragment.of("SELECT {}\nFROM (\n  {}\n) AS p" + groupBy(keys), Fragment.join(", ", selected), parts);
    }

    private Fragment merged(Measure measure) {
        return aggregation.overPartials(measure.aggregate(), Fragment.of(measure.column()));
    }

    private Fragment joined(Fragment parts, List<Measure> histograms) {
        List<Measure> others =
                measures.stream().filter(measure -> !measure.isHistogram()).toList();
        List<String> selected = new ArrayList<>();
        keys.forEach(key -> selected.add(REST + "." + key));
        measures.forEach(measure -> selected.add(
                (measure.isHistogram() ? name(histograms.indexOf(measure)) : REST) + "." + measure.column()));
        List<Fragment> joins = IntStream.range(0, histograms.size())
                .mapToObj(i -> Fragment.of(
                        "LEFT JOIN (\n{}\n) AS " + name(i) + " ON " + sameKeys(name(i)), histogram(histograms.get(i))))
                .toList();
        return Fragment.of(
                "WITH " + PARTS + " AS (\n  {}\n)\nSELECT " + String.join(", ", selected) + "\nFROM (\n{}\n) AS " + REST
                        + "\n{}",
                parts,
                grouped(Fragment.of("SELECT * FROM " + PARTS), others),
                Fragment.join("\n", joins));
    }

    private Fragment histogram(Measure measure) {
        String by = keys.stream().map(key -> key + ", ").collect(joining());
        List<String> keysAndBin = Stream.concat(keys.stream(), Stream.of(BIN)).toList();
        return Fragment.of(
                "SELECT " + by + "{} AS " + measure.column() + "\nFROM (\n  SELECT " + by + BIN + ", sum(" + OCCURRENCES
                        + ") AS " + OCCURRENCES + " FROM (SELECT " + by + "{} FROM " + PARTS + ") AS e"
                        + groupBy(keysAndBin) + "\n) AS b" + groupBy(keys),
                dialect.binsOf(Fragment.of(BIN), Fragment.of(OCCURRENCES)),
                dialect.binEntries(Fragment.of(measure.column()), BIN, OCCURRENCES));
    }

    private String sameKeys(String other) {
        return keys.isEmpty()
                ? "TRUE"
                : keys.stream()
                        .map(key -> REST + "." + key + " IS NOT DISTINCT FROM " + other + "." + key)
                        .collect(joining(" AND "));
    }

    private static String name(int histogram) {
        return "histogram_" + histogram;
    }

    private static String groupBy(List<String> columns) {
        return columns.isEmpty() ? "" : "\nGROUP BY " + String.join(", ", columns);
    }
}
