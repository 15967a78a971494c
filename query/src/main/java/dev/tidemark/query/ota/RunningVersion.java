package dev.tidemark.query.ota;

import static dev.tidemark.domain.rollup.UpdateEvent.CANCELLED;
import static dev.tidemark.domain.rollup.UpdateEvent.DOWNLOADED;
import static dev.tidemark.domain.rollup.UpdateEvent.DOWNLOADING;
import static dev.tidemark.domain.rollup.UpdateEvent.FAILED;
import static dev.tidemark.domain.rollup.UpdateEvent.INSTALLED;
import static dev.tidemark.domain.rollup.UpdateEvent.INSTALLING;
import static dev.tidemark.domain.rollup.UpdateEvent.ROLLBACK_COMPLETED;
import static dev.tidemark.domain.rollup.UpdateEvent.STARTED;

import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.rollup.UpdateEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an update event tells of the version that its device runs from then on. Every event of an update names the version it started
 * from ({@code current_version}) and the one it leads to ({@code target_version}): once installed the device runs the latter; before
 * that, after a failure or a cancellation, and once rolled back, the former. While a rollback is under way the events before it stand.
 */
final class RunningVersion {

    private static final Filter HAS_CURRENT = new Filter.Exists(Attribute.of(Field.CURRENT_VERSION));
    private static final Filter HAS_TARGET = new Filter.Exists(Attribute.of(Field.TARGET_VERSION));

    /** The events that tell a version. An installation that names no target tells what runs since as the current version. */
    static final Filter TOLD = new Filter.Or(List.of(
            new Filter.And(List.of(INSTALLED.filter(), new Filter.Or(List.of(HAS_TARGET, HAS_CURRENT)))),
            new Filter.And(List.of(
                    UpdateEvent.anyOf(
                            STARTED, DOWNLOADING, DOWNLOADED, INSTALLING, FAILED, CANCELLED, ROLLBACK_COMPLETED),
                    HAS_CURRENT))));

    private RunningVersion() {}

    /** @param told type, current and target version of an event that {@link #TOLD} accepts */
    static String of(List<@Nullable Object> told) {
        Object target = told.get(2);
        Object version = INSTALLED.isNamed(told.getFirst()) && target != null ? target : told.get(1);
        if (version == null) {
            throw new IllegalStateException("the store answered " + told + ", expected an event that tells a version");
        }
        return version.toString();
    }
}
