package dev.tidemark.app.settings;

import dev.tidemark.domain.tenant.TenantId;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the first start creates when there is no tenant yet. Keys that are not given are generated.
 *
 * @param tenant the first tenant's name
 */
public record BootstrapSettings(
        TenantId tenant, Optional<String> writeKey, Optional<String> readKey, Optional<String> adminKey) {
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x39\\x3b-\\x7e]{8,200}");

    static BootstrapSettings read(SettingsReader reader) {
        return new BootstrapSettings(
                reader.checked("TIDEMARK_BOOTSTRAP_TENANT", TenantId::new).orElse(new TenantId("default")),
                reader.secret("TIDEMARK_BOOTSTRAP_WRITE_KEY", BootstrapSettings::key),
                reader.secret("TIDEMARK_BOOTSTRAP_READ_KEY", BootstrapSettings::key),
                reader.secret("TIDEMARK_ADMIN_KEY", BootstrapSettings::key));
    }

    private static String key(String text) {
        if (!KEY.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "expected 8 to 200 printable ASCII characters without blanks and colons");
        }
        return text;
    }
}
