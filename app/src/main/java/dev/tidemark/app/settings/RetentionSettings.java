package dev.tidemark.app.settings;

import dev.tidemark.domain.retention.Lifetimes;
import dev.tidemark.domain.retention.RetentionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What becomes of old events. Which types are kept longer or shorter than the rest only the settings file can hold:
 *
 * <pre>
 * tidemark:
 *   lifetimes:
 *     - event_type: ticket_sale
 *       delete_after: 3650d    # or never
 * </pre>
 *
 * @param coldVolume where events go that are not hot any more
 */
public record RetentionSettings(RetentionPolicy policy, Optional<String> coldVolume) {

    private static final String HOT = "TIDEMARK_RETENTION_HOT";
    private static final String COLD = "TIDEMARK_RETENTION_COLD";
    private static final String DELETE_AFTER = "TIDEMARK_RETENTION_DELETE_AFTER";
    private static final String VOLUME = "TIDEMARK_STORAGE_COLD_VOLUME";
    private static final Set<String> KEYS = Set.of("event_type", "delete_after");
    private static final int MOST_DAYS = 36_500;

    static RetentionSettings read(
            SettingsReader reader, SettingsFile file, StorageType storage, List<String> fileProblems) {
        Duration deleteAfter = age(reader, DELETE_AFTER).orElse(Lifetimes.FOREVER);
        Duration cold = age(reader, COLD).orElse(deleteAfter);
        Duration hot = age(reader, HOT).orElse(cold);
        Optional<String> volume = reader.checked(VOLUME, RetentionSettings::volume);
        if (storage != StorageType.CLICKHOUSE) {
            reader.unused(VOLUME, "as the store is " + storage.label() + "; leave it out, or choose another store");
        } else if (volume.isPresent() != reader.text(HOT).isPresent()) {
            reader.wrong(
                    volume.isPresent() ? HOT : VOLUME,
                    volume.isPresent()
                            ? "an age, as " + VOLUME + " is set"
                            : "the name of a volume for what is older than " + HOT);
        }
        Map<String, Lifetimes> byType = byType(file, fileProblems);
        if (cold.compareTo(hot) < 0 || deleteAfter.compareTo(cold) < 0) {
            reader.wrong(
                    deleteAfter.compareTo(cold) < 0 ? DELETE_AFTER : COLD,
                    "no less than " + (deleteAfter.compareTo(cold) < 0 ? COLD : HOT));
            return new RetentionSettings(RetentionPolicy.KEEP_EVERYTHING, Optional.empty());
        }
        RetentionPolicy policy = new RetentionPolicy(new Lifetimes(hot, cold, deleteAfter), byType);
        if (storage == StorageType.EMBEDDED && !policy.equals(RetentionPolicy.KEEP_EVERYTHING)) {
            refuse(reader, byType.isEmpty() ? Optional.empty() : Optional.of(file), fileProblems);
        }
        refuseWhatPostgreSqlHasNot(
                reader, storage, byType.isEmpty() ? Optional.empty() : Optional.of(file), fileProblems);
        return new RetentionSettings(policy, volume);
    }

    private static void refuseWhatPostgreSqlHasNot(
            SettingsReader reader, StorageType storage, Optional<SettingsFile> file, List<String> fileProblems) {
        String reason = "as the store is " + storage.label();
        if (storage.isPostgreSql()) {
            reader.unused(HOT, reason + ", where all events are on one kind of disk; leave it out");
        }
        if (storage == StorageType.TIMESCALE) {
            file.ifPresent(lifetimes ->
                    fileProblems.add(SettingsNode.of(lifetimes, "lifetimes").place() + ": expected nothing, " + reason
                            + ", where all types are kept equally long; leave it out"));
        }
    }

    private static void refuse(SettingsReader reader, Optional<SettingsFile> file, List<String> fileProblems) {
        String expected =
                "nothing: the embedded store keeps all events as they are; leave it out, or choose another store";
        for (String name : List.of(HOT, COLD, DELETE_AFTER)) {
            if (reader.text(name).isPresent()) {
                reader.wrong(name, expected);
            }
        }
        file.ifPresent(lifetimes ->
                fileProblems.add(SettingsNode.of(lifetimes, "lifetimes").place() + ": expected " + expected));
    }

    private static Map<String, Lifetimes> byType(SettingsFile file, List<String> problems) {
        Map<String, Lifetimes> lifetimes = new TreeMap<>();
        try {
            for (SettingsNode item : SettingsNode.of(file, "lifetimes").items()) {
                item.requireKeys(KEYS);
                String type = item.child("event_type").text();
                Duration age = lifetime(item.child("delete_after"));
                if (lifetimes.put(type, new Lifetimes(age, age, age)) != null) {
                    throw item.child("event_type").wrong("a type that is not listed before");
                }
            }
        } catch (SettingsException e) {
            problems.addAll(e.problems());
        }
        return lifetimes;
    }

    private static Duration lifetime(SettingsNode node) {
        String text = node.text().strip();
        if (text.equalsIgnoreCase("never")) {
            return Lifetimes.FOREVER;
        }
        return days(text).orElseThrow(() -> node.wrong("whole days such as 90d, up to " + MOST_DAYS + "d, or never"));
    }

    /** The volume for events that are not hot any more, in a store besides the primary. */
    static Optional<String> mirrorVolume(SettingsReader reader, String name) {
        Optional<String> volume = reader.checked(name, RetentionSettings::volume);
        if (volume.isPresent() && reader.text(HOT).isEmpty()) {
            reader.wrong(name, "nothing, as " + HOT + " is not set and so all events are hot");
        }
        return volume;
    }

    private static Optional<Duration> age(SettingsReader reader, String name) {
        return reader.checked(name, text -> days(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected whole days such as 90d, up to " + MOST_DAYS + "d, or nothing")));
    }

    private static Optional<Duration> days(String text) {
        return Durations.parse(text)
                .filter(age -> age.isPositive()
                        && age.compareTo(Duration.ofDays(MOST_DAYS)) <= 0
                        && age.equals(Duration.ofDays(age.toDays())));
    }

    private static String volume(String text) {
        if (!text.matches("[A-Za-z0-9_-]+")) {
            throw new IllegalArgumentException("expected letters, digits, _ and -");
        }
        return text;
    }
}
