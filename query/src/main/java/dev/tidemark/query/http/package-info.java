/**
 * The HTTP entrances of queries and reports, and the only package of this module that knows the framework. Whose data is meant
 * says the key, by the {@link dev.tidemark.domain.tenant.Caller} that the server binds. Open
 * {@link dev.tidemark.query.http.QueryController} first.
 */
@NullMarked
package dev.tidemark.query.http;

import org.jspecify.annotations.NullMarked;
