/**
 * What an operator demands of events beyond the catalogue: fields and properties that must be there, ranges, enumerations and
 * patterns, per event type. The limits of the catalogue are not here but in {@code dev.tidemark.domain.event.FieldLimits}. Open
 * {@link dev.tidemark.ingestion.validation.EventRules} first.
 */
@NullMarked
package dev.tidemark.ingestion.validation;

import org.jspecify.annotations.NullMarked;
