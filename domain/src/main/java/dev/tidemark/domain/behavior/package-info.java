/**
 * Questions about what actors do one thing after another: rolling activity, cohorts, funnels, sessions, paths and latest values. Each is a
 * record that checks itself, beside the rows that stores answer with; what is meant stands there. Rates and shares are derived by who asks.
 * Events of one actor are in the order of {@link dev.tidemark.domain.behavior.EventOrder}.
 */
@NullMarked
package dev.tidemark.domain.behavior;

import org.jspecify.annotations.NullMarked;
