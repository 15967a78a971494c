/**
 * The HTTP entrance of events, and the only package of this module that knows the framework. Whose events they are says the key, by
 * the {@link dev.tidemark.domain.tenant.Caller} that the server binds; bodies come in already decompressed. Open
 * {@link dev.tidemark.ingestion.http.EventController} first.
 */
@NullMarked
package dev.tidemark.ingestion.http;

import org.jspecify.annotations.NullMarked;
