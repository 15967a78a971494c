/** That a mirror comes to hold what the primary holds, whatever fails. */
@NullMarked
package dev.tidemark.ingestion.mirror;

import org.jspecify.annotations.NullMarked;
