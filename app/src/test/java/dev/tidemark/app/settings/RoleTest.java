package dev.tidemark.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoleTest {
    private static final Map<String, String> SHARED = Map.of(
            "TIDEMARK_LOG_TYPE", "kafka",
            "TIDEMARK_STORAGE_TYPE", "clickhouse",
            "TIDEMARK_CONTROL_URL", "jdbc:postgresql://db/control");

    @Test
    void aProcessDoesEverythingUnlessToldOtherwise() {
        assertThat(Settings.load(Map.of()).roles()).containsExactlyInAnyOrder(Role.values());
        assertThat(Settings.load(Map.of("TIDEMARK_ROLES", "query,ingest,deliver"))
                        .roles())
                .containsExactlyInAnyOrder(Role.values());
    }

    @Test
    void rolesArePartedWhereProcessesShareLogStoreAndControl() {
        assertThat(Settings.load(with("ingest")).roles()).containsExactly(Role.INGEST);
        assertThat(Settings.load(with("Deliver, query")).roles()).containsExactlyInAnyOrder(Role.DELIVER, Role.QUERY);
    }

    @Test
    void anUnknownRoleIsAnsweredWithThoseThereAre() {
        assertThat(problems(with("ingest,delivery")))
                .containsExactly("TIDEMARK_ROLES is 'ingest,delivery', expected some of ingest, deliver, query");
    }

    @Test
    void aLocalLogHoldsIngestAndDeliverTogether() {
        assertThat(problems(with("ingest", "TIDEMARK_LOG_TYPE", "local")))
                .containsExactly(
                        "TIDEMARK_ROLES is 'ingest', expected ingest and deliver together, as the log is local files that one process has; choose TIDEMARK_LOG_TYPE=kafka to part them");
    }

    @Test
    void anEmbeddedStoreHoldsDeliverAndQueryTogether() {
        assertThat(problems(with("query", "TIDEMARK_STORAGE_TYPE", "embedded")))
                .containsExactly(
                        "TIDEMARK_ROLES is 'query', expected deliver and query together, as the store is embedded in one process; choose another store by TIDEMARK_STORAGE_TYPE to part them");
        assertThat(Settings.load(with("ingest", "TIDEMARK_STORAGE_TYPE", "embedded"))
                        .roles())
                .containsExactly(Role.INGEST);
    }

    @Test
    void processesThatPartRolesShareAControlDatabase() {
        assertThat(problems(with("query", "TIDEMARK_CONTROL_URL", "")))
                .containsExactly(
                        "TIDEMARK_ROLES is 'query', expected a control database that the processes share, or each would have tenants and keys of its own: set TIDEMARK_CONTROL_URL to a PostgreSQL database");
    }

    private static Map<String, String> with(String roles) {
        Map<String, String> settings = new HashMap<>(SHARED);
        settings.put("TIDEMARK_ROLES", roles);
        return settings;
    }

    private static Map<String, String> with(String roles, String name, String value) {
        Map<String, String> settings = with(roles);
        settings.put(name, value);
        return settings;
    }

    private static List<String> problems(Map<String, String> settings) {
        return catchThrowableOfType(SettingsException.class, () -> Settings.load(settings))
                .problems();
    }
}
