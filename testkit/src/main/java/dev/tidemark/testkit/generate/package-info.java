/**
 * Generators of what a store may meet: histories of events and questions about them, full of the values where stores differ. Drafts
 * are pure data that shrinks well; they become events and queries once a scene and tenants are given. Open
 * {@link dev.tidemark.testkit.generate.StorageCase} first.
 */
@NullMarked
package dev.tidemark.testkit.generate;

import org.jspecify.annotations.NullMarked;
