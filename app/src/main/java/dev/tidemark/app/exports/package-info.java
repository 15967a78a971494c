/**
 * Exports of whole stores: what a directory of exported tenants holds, and how it is filled from a running server. Open {@link dev.tidemark.app.exports.StoreExport} first. What
 * is exported comes back by {@code import}, which lives in {@code dev.tidemark.app.imports}.
 */
@NullMarked
package dev.tidemark.app.exports;

import org.jspecify.annotations.NullMarked;
