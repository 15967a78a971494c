/**
 * How the server's own log lines look: JSON for machines, text for people. {@link dev.tidemark.app.logging.Logging} sets it
 * up without a configuration file, because reading one costs a tenth of the start time.
 */
@NullMarked
package dev.tidemark.app.logging;

import org.jspecify.annotations.NullMarked;
