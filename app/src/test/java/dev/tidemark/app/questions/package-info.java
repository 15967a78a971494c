/** Proves {@code docs/questions.md}. Open {@link dev.tidemark.app.questions.QuestionsTest} first. */
@NullMarked
package dev.tidemark.app.questions;

import org.jspecify.annotations.NullMarked;
