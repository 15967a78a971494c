/**
 * Measures the server as its users meet it: the one jar as a process of its own, loaded over HTTP, beside the engine's own bulk
 * load of the same rows in the same run. Open {@link dev.tidemark.benchmarks.Benchmark} first.
 */
@NullMarked
package dev.tidemark.benchmarks;

import org.jspecify.annotations.NullMarked;
