/**
 * Bodies of requests, good and bad, as text and bytes: what clients send, and what nobody should. Open
 * {@link dev.tidemark.testkit.body.RequestBodies} first. Nothing here knows how a body is read.
 */
@NullMarked
package dev.tidemark.testkit.body;

import org.jspecify.annotations.NullMarked;
