/**
 * Ranges, granularities and the boundaries of buckets. All zone arithmetic of the system happens here: stores only
 * compare instants. Open {@link dev.tidemark.domain.time.Buckets} first.
 */
@NullMarked
package dev.tidemark.domain.time;

import org.jspecify.annotations.NullMarked;
