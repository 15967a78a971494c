/**
 * The ports that a store implements, small interfaces behind {@link dev.tidemark.domain.storage.Storage}. Each method's
 * Javadoc is the contract that every adapter is tested against.
 */
@NullMarked
package dev.tidemark.domain.storage;

import org.jspecify.annotations.NullMarked;
