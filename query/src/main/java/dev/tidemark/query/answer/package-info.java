/**
 * From a checked question to its answer: planning, reading, deriving and ordering. Knows nothing of JSON, CSV or HTTP. Open
 * {@link dev.tidemark.query.answer.QueryEngine} first.
 */
@NullMarked
package dev.tidemark.query.answer;

import org.jspecify.annotations.NullMarked;
