/**
 * Puts the parts together: one factory per store and per log, and one each for taking events, delivering them and answering
 * questions. Nothing here decides anything; it hands settings to constructors.
 */
@NullMarked
package dev.tidemark.app.wiring;

import org.jspecify.annotations.NullMarked;
