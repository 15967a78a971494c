/** Servers with mirrors, in this process. */
@NullMarked
package dev.tidemark.app.mirrors;

import org.jspecify.annotations.NullMarked;
