/**
 * A month of believable events for a first look, of five kinds of product: a mobile app, a ticket shop, over-the-air updates,
 * services under load and a web site. Open {@link dev.tidemark.app.demo.DemoEvents} first.
 */
@NullMarked
package dev.tidemark.app.demo;

import org.jspecify.annotations.NullMarked;
