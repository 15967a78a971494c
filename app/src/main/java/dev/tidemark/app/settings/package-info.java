/**
 * What an operator can set, one record per concern with its defaults in code. {@link dev.tidemark.app.settings.Settings}
 * reads them all before anything starts, so that a wrong value stops the start with one line. No other package reads the
 * environment.
 */
@NullMarked
package dev.tidemark.app.settings;

import org.jspecify.annotations.NullMarked;
