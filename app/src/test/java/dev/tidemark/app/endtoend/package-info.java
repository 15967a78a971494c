/**
 * Tests of the whole server: each starts the real jar as a process and talks HTTP to it, as a client would. Rules of single
 * parts are tested beside those parts, not here. Open {@link dev.tidemark.app.endtoend.ServerProcess} first.
 */
@NullMarked
package dev.tidemark.app.endtoend;

import org.jspecify.annotations.NullMarked;
