/** The server as one runnable program: everything that knows all other modules lives below this package. */
@NullMarked
package dev.tidemark.app;

import org.jspecify.annotations.NullMarked;
