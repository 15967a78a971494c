package dev.tidemark.ingestion.mirror;

import dev.tidemark.domain.event.EventPosition;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.ingestion.mirror.Progress.Place;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/** The progress of a mirror as it is noted: lines of {@code name=value}. */
public final class ProgressText {
    private ProgressText() {}

    /** What a text says; empty where it says nothing, or nothing that can be read: filling anew does no harm. */
    public static Optional<Progress> parse(String text) {
        try {
            Properties lines = new Properties();
            lines.load(new StringReader(text));
            return Optional.of(parse(lines));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Progress parse(Properties lines) {
        Optional<TenantId> tenant = find(lines, "tenant").map(TenantId::new);
        return new Progress(
                value(lines, "stores"),
                value(lines, "complete").equals("true"),
                tenant.map(name -> new Place(name, find(lines, "after").map(EventPosition::parse))),
                Long.parseLong(value(lines, "events")),
                Long.parseLong(value(lines, "total")));
    }

    private static Optional<String> find(Properties lines, String name) {
        return Optional.ofNullable(lines.getProperty(name));
    }

    private static String value(Properties lines, String name) {
        return find(lines, name).orElseThrow(() -> new IllegalArgumentException("there is no " + name));
    }

    /** What {@link #parse} reads. */
    public static String of(Progress progress) {
        StringBuilder text = new StringBuilder();
        line(text, "stores", progress.stores());
        line(text, "complete", Boolean.toString(progress.complete()));
        progress.place().ifPresent(place -> line(text, "tenant", place.tenant().value()));
        progress.place().flatMap(Place::after).ifPresent(position -> line(text, "after", position.toString()));
        line(text, "events", Long.toString(progress.events()));
        line(text, "total", Long.toString(progress.total()));
        return text.toString();
    }

    /** What stands for something else in such texts is marked as itself. */
    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append('=').append(value.replace("\\", "\\\\")).append('\n');
    }
}
