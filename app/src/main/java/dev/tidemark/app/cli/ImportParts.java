package dev.tidemark.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.app.exports.ExportDirectory;
import dev.tidemark.app.exports.Manifest;
import dev.tidemark.app.imports.Input;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What an export brings, tenant by tenant, and the tenants of the server that it goes to. */
final class ImportParts {
    private ImportParts() {}

    /**
     * An input and the entrance that it goes to.
     *
     * @param tenant empty where the key says whose events they are
     */
    record Part(Input input, Optional<String> tenant) {
        String entrance() {
            return tenant.map(name -> "/v1/import?tenant=" + URLEncoder.encode(name, UTF_8))
                    .orElse("/v1/events");
        }

        /** What it needs, as messages call it. */
        String neededKey() {
            return tenant.isPresent() ? "an admin key" : "a write key of the tenant";
        }

        /** Whether a server has the event of a line; clients' events it is trusted to have. */
        Predicate<byte[]> isThere(ServerClient server) {
            return line -> tenant.isEmpty() || new StoredLine(line).isAt(server, tenant.get());
        }

        /** What sets it apart from an import of the same file into another tenant. */
        List<String> scope() {
            return tenant.map(List::of).orElse(List.of());
        }
    }

    /**
     * The files of an export.
     *
     * @param argument its directory, or one of its files
     * @param only this tenant of the directory; for a file, the tenant that gets its events
     */
    static List<Part> ofExport(String argument, @Nullable String only) throws IOException {
        Path path = Path.of(argument);
        if (!Files.isDirectory(path)) {
            if (only == null) {
                throw new CommandFailedException(
                        "'" + argument + "' is one file of an export; --tenant says whose events they are to be");
            }
            return List.of(new Part(Input.of(argument), Optional.of(only)));
        }
        ExportDirectory directory = new ExportDirectory(path);
        List<Part> parts = new ArrayList<>();
        for (Manifest.TenantFile tenant : directory.requireComplete().tenants()) {
            if (only == null || only.equals(tenant.tenant())) {
                parts.add(new Part(Input.of(directory.file(tenant).toString()), Optional.of(tenant.tenant())));
            }
        }
        if (parts.isEmpty()) {
            throw new CommandFailedException(
                    "the export in " + argument + " has " + (only == null ? "no tenants" : "no tenant '" + only + "'"));
        }
        return parts;
    }

    /** Adds the tenants that the server does not have. */
    static void addTenants(List<Part> parts, ServerClient server, PrintWriter out) {
        Set<String> missing = new TreeSet<>();
        parts.forEach(part -> part.tenant().ifPresent(missing::add));
        if (missing.isEmpty()) {
            return;
        }
        for (JsonNode tenant : server.get("/v1/tenants").path("tenants")) {
            missing.remove(tenant.path("tenant").asText());
        }
        for (String tenant : missing) {
            server.post("/v1/tenants", Map.of("tenant", tenant));
            out.println("added tenant " + tenant + "; 'keys add' makes its keys");
        }
    }
}
