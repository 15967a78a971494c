/**
 * Importing files: readers for NDJSON, CSV and web server access logs, the ids that make a second import harmless, and the
 * sending to a running server. Plain Java; the command line is next door in {@code cli}. Open
 * {@link dev.tidemark.app.imports.FileImport} first, then {@link dev.tidemark.app.imports.ImportFormat}.
 */
@NullMarked
package dev.tidemark.app.imports;

import org.jspecify.annotations.NullMarked;
