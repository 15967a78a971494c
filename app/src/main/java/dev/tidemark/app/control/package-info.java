/**
 * The control database: tenants, keys and dead letters, on an H2 file or on PostgreSQL. The statements of the schema are under
 * {@code migrations} in the resources. {@link dev.tidemark.app.control.Registry} is the way in; events are never here.
 */
@NullMarked
package dev.tidemark.app.control;

import org.jspecify.annotations.NullMarked;
