/**
 * What a store promises, as tests: one suite per port, all of them together in
 * {@link dev.tidemark.testkit.contract.StorageContract}, which an adapter's test extends to say where its data lies. Whole answers
 * are compared with those of the reference; nothing here knows a particular store.
 */
@NullMarked
package dev.tidemark.testkit.contract;

import org.jspecify.annotations.NullMarked;
