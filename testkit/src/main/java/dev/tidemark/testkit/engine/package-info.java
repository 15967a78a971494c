/**
 * Real database engines for tests: at an address of the environment, started for the tests, or, where neither is possible, a skip that says so. Open {@link
 * dev.tidemark.testkit.engine.Engine} first.
 */
@NullMarked
package dev.tidemark.testkit.engine;

import org.jspecify.annotations.NullMarked;
