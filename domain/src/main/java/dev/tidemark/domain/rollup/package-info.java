/**
 * Stored aggregates as data: which are built in, and when one can stand in for raw events. Open
 * {@link dev.tidemark.domain.rollup.RollupDefinition} first.
 */
@NullMarked
package dev.tidemark.domain.rollup;

import org.jspecify.annotations.NullMarked;
