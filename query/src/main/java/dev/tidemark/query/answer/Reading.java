package dev.tidemark.query.answer;

import dev.tidemark.domain.query.AggregateQuery;
import dev.tidemark.domain.query.Ordering;
import dev.tidemark.domain.storage.AggregateRow;
import dev.tidemark.domain.storage.AggregateRows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * How a question is put to a store and what is left to do with what comes back. The store orders and cuts where it can: where all
 * keys are buckets, dimensions or aggregates. Where a key is derived, or groups are to be dropped or added, all groups are read
 * and it is done here.
 */
final class Reading {

    private final Question question;
    private final Derivation derivation;
    private final int maxGroups;
    private final boolean ordersHere;

    Reading(Question question, int maxGroups) {
        this.question = question;
        this.derivation = Derivation.of(question.measures());
        this.maxGroups = maxGroups;
        this.ordersHere = question.blanks() != Question.Blanks.AS_STORED
                || question.order().stream().anyMatch(this::isDerived);
    }

    /** What to ask the store: one group more than are wanted, to see whether there are more. */
    AggregateQuery query() {
        return new AggregateQuery(
                question.tenant(),
                question.period().buckets(),
                question.dimensions(),
                derivation.aggregates(),
                question.filter(),
                ordersHere
                        ? List.of()
                        : question.order().stream().map(this::ofStore).toList(),
                (ordersHere ? maxGroups : question.limit()) + 1);
    }

    /** All groups to answer with, in order; may be more than the limit. */
    List<Group> groups(AggregateRows rows) {
        List<Group> groups = new ArrayList<>(rows.rows().size());
        for (AggregateRow row : rows.rows()) {
            groups.add(
                    new Group(row.bucket(), row.dimensions(), derivation.derive(row.values(), length(row.bucket()))));
        }
        if (ordersHere) {
            TooManyGroups.require(groups.size(), maxGroups);
            settleBlanks(groups);
            groups.sort(Group.order(question.order(), question.dimensions().size()));
        }
        return groups;
    }

    private boolean isDerived(Ordering key) {
        return key instanceof Ordering.ByMeasure measure
                && derivation.aggregateOf(measure.position()).isEmpty();
    }

    private Ordering ofStore(Ordering key) {
        return key instanceof Ordering.ByMeasure measure
                ? new Ordering.ByMeasure(
                        derivation.aggregateOf(measure.position()).orElseThrow(), measure.descending())
                : key;
    }

    private Duration length(int bucket) {
        return question.period().buckets().get(bucket).range().length();
    }

    private void settleBlanks(List<Group> groups) {
        switch (question.blanks()) {
            case AS_STORED -> {}
            case DROP ->
                groups.removeIf(group -> !Numbers.isSomething(group.measures().getFirst()));
            case FILL -> addEmptyBuckets(groups);
        }
    }

    private void addEmptyBuckets(List<Group> groups) {
        BitSet present = new BitSet();
        groups.forEach(group -> present.set(group.bucket()));
        int buckets = question.period().buckets().size();
        for (int i = present.nextClearBit(0); i < buckets; i = present.nextClearBit(i + 1)) {
            groups.add(new Group(i, List.of(), derivation.ofNothing()));
        }
    }
}
