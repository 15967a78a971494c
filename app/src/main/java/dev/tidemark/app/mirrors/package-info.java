/**
 * The mirrors of this server: opens their stores, which may be away for any time, keeps an eye on them, and hands them to those who ask. How a mirror comes to hold what the primary holds is done in {@code
 * dev.tidemark.ingestion.mirror}. Open {@link dev.tidemark.app.mirrors.Mirrors} first.
 */
@NullMarked
package dev.tidemark.app.mirrors;

import org.jspecify.annotations.NullMarked;
