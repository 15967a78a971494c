/**
 * From the bytes of a request to events: JSON and NDJSON are read as streams, values are matched with the catalogue's names and
 * aliases, converted and checked one by one. A bad event is reported and its neighbours are read on. Rules that operators
 * configure are not here but in {@code dev.tidemark.ingestion.validation}. Open {@link dev.tidemark.ingestion.decode.EventDecoder}
 * first; how names are matched stands in {@code EventReader}, how values are converted in {@code Conversions}.
 */
@NullMarked
package dev.tidemark.ingestion.decode;

import org.jspecify.annotations.NullMarked;
