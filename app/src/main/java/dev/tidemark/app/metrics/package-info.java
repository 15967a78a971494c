/**
 * Figures about this process for Prometheus. {@link dev.tidemark.app.metrics.Meters} makes the registry; what measures is a
 * decorator or an observer of the part it measures, so that no part knows of metrics.
 */
@NullMarked
package dev.tidemark.app.metrics;

import org.jspecify.annotations.NullMarked;
