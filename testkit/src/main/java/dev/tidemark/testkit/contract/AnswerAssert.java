package dev.tidemark.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.tidemark.domain.plan.Plan;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.AggregateQuery;
import dev.tidemark.domain.storage.AggregateRow;
import dev.tidemark.domain.storage.AggregateRows;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares whole answers, row by row in order, value by value of the class that the aggregate states. */
final class AnswerAssert {

    /** How far a sum of floats may be off, relative to the greater of the two; or to 1, where values of either sign make it small. */
    private static final double TOLERANCE = 1e-9;

    private final AggregateQuery query;
    private final Plan plan;

    AnswerAssert(AggregateQuery query, Plan plan) {
        this.query = query;
        this.plan = plan;
    }

    void isSame(AggregateRows actual, AggregateRows expected) {
        String context = "answer to %s by plan %s".formatted(query, plan.servedBy());
        assertThat(actual.rows()).as(context).hasSameSizeAs(expected.rows());
        for (int i = 0; i < expected.rows().size(); i++) {
            isSame(
                    "row %d of %s".formatted(i, context),
                    actual.rows().get(i),
                    expected.rows().get(i));
        }
    }

    private void isSame(String context, AggregateRow actual, AggregateRow expected) {
        assertThat(actual.bucket()).as("bucket of %s", context).isEqualTo(expected.bucket());
        assertThat(actual.dimensions()).as("dimensions of %s", context).isEqualTo(expected.dimensions());
        assertThat(actual.values()).as("values of %s", context).hasSameSizeAs(expected.values());
        List<Aggregate> aggregates = query.aggregates();
        for (int i = 0; i < aggregates.size(); i++) {
            Object found = actual.values().get(i);
            Object right = expected.values().get(i);
            if (!isSame(aggregates.get(i), found, right)) {
                fail("%s is %s (%s), expected %s (%s), in %s"
                        .formatted(aggregates.get(i), found, typeOf(found), right, typeOf(right), context));
            }
        }
    }

    private static boolean isSame(Aggregate aggregate, @Nullable Object actual, @Nullable Object expected) {
        if (actual instanceof BigDecimal a && expected instanceof BigDecimal e) {
            return a.compareTo(e) == 0;
        }
        if (actual instanceof Double a && expected instanceof Double e) {
            return a.doubleValue() == e.doubleValue()
                    || (aggregate.unfiltered() instanceof Aggregate.Sum && isNear(a, e));
        }
        return expected == null ? actual == null : expected.equals(actual);
    }

    private static boolean isNear(double actual, double expected) {
        return Math.abs(actual - expected) <= TOLERANCE * Math.max(1, Math.max(Math.abs(actual), Math.abs(expected)));
    }

    private static String typeOf(@Nullable Object value) {
        return value == null ? "nothing" : value.getClass().getSimpleName();
    }
}
