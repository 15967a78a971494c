/**
 * Who may call what. {@link dev.tidemark.app.security.Authentication} looks at every request before its route runs;
 * {@link dev.tidemark.app.security.KeyRing} knows the keys. How keys are stored is not here but in {@code control}.
 */
@NullMarked
package dev.tidemark.app.security;

import org.jspecify.annotations.NullMarked;
