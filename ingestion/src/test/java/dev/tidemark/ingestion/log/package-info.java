/** Tests of the event log, and the broken disks they need. */
@NullMarked
package dev.tidemark.ingestion.log;

import org.jspecify.annotations.NullMarked;
