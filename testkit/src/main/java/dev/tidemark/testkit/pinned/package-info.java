/**
 * Composed SQL in files, for reviewers to read: {@link dev.tidemark.testkit.pinned.PinnedQuestion} says which questions every adapter has a file of,
 * {@link dev.tidemark.testkit.pinned.PinnedFile} compares. What a store answers is not looked at here.
 */
@NullMarked
package dev.tidemark.testkit.pinned;

import org.jspecify.annotations.NullMarked;
