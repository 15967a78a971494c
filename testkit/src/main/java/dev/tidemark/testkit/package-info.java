/**
 * What proves a store right: the reference that every adapter must equal, generators of histories and queries, and the contract
 * suites. In main sources, so that an adapter's whole test is one class.
 */
@NullMarked
package dev.tidemark.testkit;

import org.jspecify.annotations.NullMarked;
