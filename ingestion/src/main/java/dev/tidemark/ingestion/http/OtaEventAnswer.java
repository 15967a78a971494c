package dev.tidemark.ingestion.http;

import io.micronaut.serde.annotation.Serdeable;

/** What became of the events of a body, in the envelope that clients of OTA analytics know. */
@Serdeable
record OtaEventAnswer(EventAnswer data) {}
