/**
 * The question side of the server: {@code parse} and {@code report} turn what users send into a
 * {@link dev.tidemark.query.answer.Question}, {@code answer} plans, reads and derives, {@code format} writes the answer down and
 * {@code http} is the only package that knows a framework. {@code ota} answers in the shapes of OTA analytics servers.
 */
@NullMarked
package dev.tidemark.query;

import org.jspecify.annotations.NullMarked;
