/**
 * SQL that all adapters say alike: conditions, buckets, aggregates and whole statements, composed with bound values over the small
 * {@link dev.tidemark.storage.sql.Dialect} that each adapter brings. No connection, no driver and no database's name here. Open
 * {@link dev.tidemark.storage.sql.AggregateStatement} first.
 */
@NullMarked
package dev.tidemark.storage.sql;

import org.jspecify.annotations.NullMarked;
