/**
 * What happened: the event, its fields and the limits they obey.
 *
 * <p>{@link dev.tidemark.domain.event.Field} is the one list of columns that decoding, schemas, query validation and
 * documentation are driven by. Open it first, then {@link dev.tidemark.domain.event.Event}.
 */
@NullMarked
package dev.tidemark.domain.event;

import org.jspecify.annotations.NullMarked;
