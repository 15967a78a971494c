/**
 * Answers as JSON and as CSV. Open {@link dev.tidemark.query.format.AnswerJson} first.
 */
@NullMarked
package dev.tidemark.query.format;

import org.jspecify.annotations.NullMarked;
