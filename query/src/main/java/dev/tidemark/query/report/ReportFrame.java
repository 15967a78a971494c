package dev.tidemark.query.report;

import dev.tidemark.domain.time.Granularity;
import java.util.List;
import java.util.Optional;

/** What a report says about its request, whatever it shows. */
interface ReportFrame {

    /** In the address. */
    String name();

    /** What it tells, in a sentence. */
    String summary();

    /** Where its time begins if nobody says, as users would write it. */
    String from();

    /** If nobody says. */
    Granularity granularity();

    /** The most rows if nobody says. */
    int limit();

    /** The type of the events it is about, which {@code event_type} replaces. */
    Optional<String> eventType();

    /** Parameters that it takes besides those of all reports. */
    List<String> parameters();
}
