/**
 * What can be asked: attributes, filters, measures, and the aggregates that stores compute for them. Open
 * {@link dev.tidemark.domain.query.AggregateQuery} first.
 */
@NullMarked
package dev.tidemark.domain.query;

import org.jspecify.annotations.NullMarked;
