package dev.tidemark.app.exports;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an export directory holds and how far it has come.
 *
 * @param startedAt by the server's clock; what was received before is in a complete export, unless it was not stored yet
 * @param receivedFrom absent for all events, else only those received at this moment or later
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Manifest(
        String format,
        int version,
        @JsonProperty("started_at") String startedAt,
        @JsonProperty("received_from") @Nullable String receivedFrom,
        List<TenantFile> tenants) {

    static final String FORMAT = "tidemark-export";
    static final int VERSION = 1;

    public Manifest {
        requireNonNull(startedAt, "started_at is absent");
        tenants = List.copyOf(tenants);
        if (!FORMAT.equals(format) || version != VERSION) {
            throw new IllegalArgumentException("it is a '" + format + "' of version " + version + ", expected a '"
                    + FORMAT + "' of version " + VERSION);
        }
    }

    static Manifest begin(String startedAt, Optional<String> receivedFrom) {
        return new Manifest(FORMAT, VERSION, startedAt, receivedFrom.orElse(null), List.of());
    }

    Optional<TenantFile> of(String tenant) {
        return tenants.stream().filter(file -> file.tenant().equals(tenant)).findFirst();
    }

    /** With this in the place of what it said of the tenant. */
    Manifest with(TenantFile changed) {
        List<TenantFile> all = new ArrayList<>(tenants);
        int place = of(changed.tenant()).map(all::indexOf).orElse(-1);
        if (place < 0) {
            all.add(changed);
        } else {
            all.set(place, changed);
        }
        return new Manifest(format, version, startedAt, receivedFrom, all);
    }

    /**
     * The file of a tenant and how much of it counts: what is behind was written as a run was broken off, and goes.
     *
     * @param file its name in the directory
     * @param next after which position the export goes on; absent at the beginning and the end
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TenantFile(
            String tenant,
            String file,
            long events,
            long bytes,
            @Nullable String next,
            boolean complete) {

        public TenantFile {
            requireNonNull(tenant, "a tenant is absent");
            if (file == null || file.isBlank() || file.contains("/") || file.contains("\\")) {
                throw new IllegalArgumentException(
                        "file is '" + file + "', expected the name of a file in the directory");
            }
            if (events < 0 || bytes < 0) {
                throw new IllegalArgumentException(tenant + " has " + events + " events in " + bytes + " bytes");
            }
        }

        /** Nothing of the tenant yet. */
        static TenantFile begin(String tenant) {
            return new TenantFile(tenant, name(tenant), 0, 0, null, false);
        }

        /** Different for tenants that differ, also where names of files know no letter case or colon. */
        private static String name(String tenant) {
            StringBuilder name = new StringBuilder();
            for (int i = 0; i < tenant.length(); i++) {
                char c = tenant.charAt(i);
                boolean isPlain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
                name.append(isPlain ? String.valueOf(c) : "%%%02X".formatted((int) c));
            }
            return name + ".ndjson.zst";
        }
    }
}
