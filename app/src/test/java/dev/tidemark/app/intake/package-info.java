/** Sending events to a whole server, as its clients see it: what is answered, limited and refused. */
@NullMarked
package dev.tidemark.app.intake;

import org.jspecify.annotations.NullMarked;
