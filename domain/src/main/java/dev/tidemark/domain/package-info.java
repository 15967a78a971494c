/** What Tidemark means: events, queries, rollups, and the ports that stores implement. Uses the JDK only. */
@NullMarked
package dev.tidemark.domain;

import org.jspecify.annotations.NullMarked;
