/**
 * How much clients may send: events per second of a key, events per UTC day of a tenant. What the server has room for is not decided here but
 * in {@code dev.tidemark.ingestion.pipeline}. Open {@link dev.tidemark.app.limits.WriteAdmission} first.
 */
@NullMarked
package dev.tidemark.app.limits;

import org.jspecify.annotations.NullMarked;
