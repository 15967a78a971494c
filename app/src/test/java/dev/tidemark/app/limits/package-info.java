/** Proves limits alone; what clients see of them is in {@code dev.tidemark.app.intake}. */
@NullMarked
package dev.tidemark.app.limits;

import org.jspecify.annotations.NullMarked;
