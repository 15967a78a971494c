/**
 * What is wrong with a question, said so that its author can repair it. Open {@link dev.tidemark.query.mistake.Mistake} first.
 */
@NullMarked
package dev.tidemark.query.mistake;

import org.jspecify.annotations.NullMarked;
