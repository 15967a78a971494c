package dev.tidemark.app.settings;

import static java.util.stream.Collectors.joining;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** What a process does; by default everything. */
public enum Role {
    /** Takes events and makes them durable. */
    INGEST,
    /** Brings them from the log to the stores. */
    DELIVER,
    /** Answers questions. */
    QUERY;

    private static final String SETTING = "TIDEMARK_ROLES";

    /** In settings. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Set<Role> read(SettingsReader reader, LogType log, StorageType storage, ControlSettings control) {
        EnumSet<Role> roles = EnumSet.noneOf(Role.class);
        for (String name : reader.list(SETTING)) {
            List<Role> named = Stream.of(values())
                    .filter(role -> role.label().equalsIgnoreCase(name))
                    .toList();
            if (named.isEmpty()) {
                reader.wrong(
                        SETTING,
                        "some of " + Stream.of(values()).map(Role::label).collect(joining(", ")));
                return EnumSet.allOf(Role.class);
            }
            roles.addAll(named);
        }
        if (roles.isEmpty() || roles.size() == values().length) {
            return EnumSet.allOf(Role.class);
        }
        check(reader, roles, log, storage, control);
        return roles;
    }

    private static void check(
            SettingsReader reader, Set<Role> roles, LogType log, StorageType storage, ControlSettings control) {
        if (log == LogType.LOCAL && roles.contains(INGEST) != roles.contains(DELIVER)) {
            reader.wrong(
                    SETTING,
                    "ingest and deliver together, as the log is local files that one process has; choose TIDEMARK_LOG_TYPE=kafka to part them");
        }
        if (storage == StorageType.EMBEDDED && roles.contains(DELIVER) != roles.contains(QUERY)) {
            reader.wrong(
                    SETTING,
                    "deliver and query together, as the store is embedded in one process; choose another store by TIDEMARK_STORAGE_TYPE to part them");
        }
        if (!control.isShared()) {
            reader.wrong(
                    SETTING,
                    "a control database that the processes share, or each would have tenants and keys of its own: set TIDEMARK_CONTROL_URL to a PostgreSQL database");
        }
    }
}
