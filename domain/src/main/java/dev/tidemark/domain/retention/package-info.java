/**
 * How long data is kept and in which tier. Users that come back are a cohort, never retention.
 */
@NullMarked
package dev.tidemark.domain.retention;

import org.jspecify.annotations.NullMarked;
