/**
 * The query language: from the JSON that users send to a checked {@link dev.tidemark.query.answer.Question}, or a
 * {@link dev.tidemark.query.mistake.Mistake} that names the place. Open {@link dev.tidemark.query.parse.QueryParser} first.
 */
@NullMarked
package dev.tidemark.query.parse;

import org.jspecify.annotations.NullMarked;
