package dev.tidemark.query.report;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.query.Measure;
import dev.tidemark.query.answer.Question;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a report shows, whatever the time and the filters.
 *
 * @param filter what its events have in common
 * @param byFirstMeasure whether rows are sorted by the first measure, the greatest first (of a series, within each bucket)
 */
record Shape(
        List<Measure> measures,
        List<Attribute> dimensions,
        Filter filter,
        boolean byFirstMeasure,
        Question.Blanks blanks) {

    Shape {
        measures = List.copyOf(measures);
        dimensions = List.copyOf(dimensions);
        requireNonNull(filter, "filter is null");
        requireNonNull(blanks, "blanks is null");
    }

    /** Measures over time, a row for every bucket. */
    static Shape series(Measure... measures) {
        return new Shape(List.of(measures), List.of(), Filter.ALL, false, Question.Blanks.FILL);
    }

    /** The greatest groups by the first of the measures. */
    static Shape ranking(List<Attribute> dimensions, Measure... measures) {
        return new Shape(List.of(measures), dimensions, Filter.ALL, true, Question.Blanks.AS_STORED);
    }

    /** The same with further measures after its own. */
    Shape showing(List<Measure> further) {
        List<Measure> all = Stream.concat(measures.stream(), further.stream()).toList();
        return new Shape(all, dimensions, filter, byFirstMeasure, blanks);
    }

    Shape where(Filter filter) {
        return new Shape(measures, dimensions, filter, byFirstMeasure, blanks);
    }

    Shape ordered(boolean byFirstMeasure) {
        return new Shape(measures, dimensions, filter, byFirstMeasure, blanks);
    }

    Shape with(Question.Blanks blanks) {
        return new Shape(measures, dimensions, filter, byFirstMeasure, blanks);
    }
}
