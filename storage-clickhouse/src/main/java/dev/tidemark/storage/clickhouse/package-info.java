/**
 * The store in a ClickHouse server. Open {@link dev.tidemark.storage.clickhouse.ClickHouseStorage} first; how a batch gets there once and whole is told by
 * {@link dev.tidemark.storage.clickhouse.ClickHouseEventWriter}. What all databases say alike is composed in {@code storage-sql}; no framework here.
 */
@NullMarked
package dev.tidemark.storage.clickhouse;

import org.jspecify.annotations.NullMarked;
