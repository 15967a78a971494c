import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A connection that remembers its database and settings, since changing them costs as much as a small question: only what a request needs otherwise is changed. */
final class Session {

    private static final int ATTEMPTS = 5;

    private final Library.Connection connection;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private String database = "";

    Session(Library.Connection connection) {
        this.connection = connection;
    }

    /** The connection, in the database and with just the settings that are wanted. */
    Library.Connection with(String wantedDatabase, Map<String, String> wanted) throws Library.EngineException {
        if (!database.equals(wantedDatabase)) {
            execute("USE `" + wantedDatabase + "`");
            database = wantedDatabase;
        }
        List<String> changes = new ArrayList<>();
        settings.keySet().stream().filter(name -> !wanted.containsKey(name)).forEach(name -> changes.add(name + " = DEFAULT"));
        wanted.forEach((name, value) -> {
            if (!value.equals(settings.get(name))) {
                changes.add(name + " = '" + value.replace("\\", "\\\\").replace("'", "\\'") + "'");
            }
        });
        if (!changes.isEmpty()) {
            change(changes, wanted);
        }
        return connection;
    }

    private void change(List<String> changes, Map<String, String> wanted) throws Library.EngineException {
        try {
            execute("SET " + String.join(", ", changes));
        } catch (Library.EngineException e) {
            forget(wanted);
            throw e;
        }
        settings.clear();
        settings.putAll(wanted);
    }

    /** After a refusal nobody knows which settings there are. */
    private void forget(Map<String, String> wanted) {
        settings.putAll(wanted);
        for (String name : settings.keySet()) {
            try {
                execute("SET " + name + " = DEFAULT");
            } catch (Library.EngineException unknownSetting) {
                // Then it has no value either.
            }
        }
        settings.clear();
    }

    /** These statements still bear the id of the request before, in its comment. Whoever kills that one late may hit them, and they are run again. */
    private void execute(String sql) throws Library.EngineException {
        for (int attempt = 1; ; attempt++) {
            try {
                connection.query(sql.getBytes(StandardCharsets.UTF_8), "Null", Map.of());
                return;
            } catch (Library.EngineException e) {
                if (attempt == ATTEMPTS || !String.valueOf(e.getMessage()).contains("QUERY_WAS_CANCELLED")) {
                    throw e;
                }
            }
        }
    }
}
