package dev.tidemark.app.cli;

import dev.tidemark.app.imports.AccessLogFormat;
import dev.tidemark.app.imports.Constants;
import dev.tidemark.app.imports.CsvFormat;
import dev.tidemark.app.imports.CsvOptions;
import dev.tidemark.app.imports.ImportFormat;
import dev.tidemark.app.imports.NdjsonFormat;
import dev.tidemark.app.imports.Secret;
import dev.tidemark.app.imports.StateDirectory;
import dev.tidemark.app.imports.StoredFormat;
import dev.tidemark.app.imports.TimeReading;
import java.io.IOException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What an imported file holds, and how it is read. */
@SuppressWarnings("NullAway.Init") // picocli sets what is required or has a default
final class ImportFormatOptions {
    @Option(
            names = "--format",
            required = true,
            paramLabel = "FORMAT",
            description = "What the files hold: ${COMPLETION-CANDIDATES}.")
    private Format format;

    @Option(
            names = "--set",
            split = ",",
            paramLabel = "FIELD=VALUE",
            description = "A value for events that have none of their own: a field, or properties.<name>.")
    private Map<String, String> constants = new LinkedHashMap<>();

    @Option(
            names = "--map",
            split = ",",
            paramLabel = "COLUMN=FIELD",
            description =
                    "csv: the field or property that a column goes to, - for nowhere. By default a column goes to the"
                            + " field of its name, else to a property.")
    private Map<String, String> columns = new LinkedHashMap<>();

    @Option(
            names = "--delimiter",
            defaultValue = ",",
            description = "csv: what separates values, one character or 'tab'; by default a comma.")
    private String delimiter;

    @Option(
            names = "--time-format",
            paramLabel = "PATTERN",
            description = "csv: the form of timestamps, as in 'dd.MM.yyyy HH:mm'; by default ISO 8601, or seconds or"
                    + " milliseconds since 1970.")
    private @Nullable String timeFormat;

    @Option(
            names = "--zone",
            defaultValue = "UTC",
            description = "csv: the time zone of timestamps that name none; by default ${DEFAULT-VALUE}.")
    private ZoneId zone;

    @Option(
            names = "--salt",
            defaultValue = "${env:TIDEMARK_IMPORT_SALT}",
            description =
                    "access-log: the secret that addresses are hashed with; by default TIDEMARK_IMPORT_SALT, else a"
                            + " random one kept in the state directory.")
    private @Nullable String salt;

    private enum Format {
        NDJSON,
        CSV,
        ACCESS_LOG,
        EXPORT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The reader of the chosen format. */
    ImportFormat open(CommandSpec spec, StateDirectory state) throws IOException {
        try {
            var added = new Constants(constants);
            return switch (format) {
                case NDJSON -> new NdjsonFormat(added);
                case CSV -> new CsvFormat(csv(), added);
                case EXPORT -> stored();
                case ACCESS_LOG -> new AccessLogFormat(salt == null ? state.salt() : new Secret(salt), added);
            };
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private ImportFormat stored() {
        if (!constants.isEmpty()) {
            throw new IllegalArgumentException("--set is not for exports, whose events come back as they were");
        }
        return new StoredFormat();
    }

    /** Whether it is what 'export' has made. */
    boolean isExport() {
        return format == Format.EXPORT;
    }

    /** Whether files of the format begin with the names of their columns. */
    boolean hasHeading() {
        return format == Format.CSV;
    }

    /** What sets this import apart from others of the same file to the same server. */
    String scope() {
        return format + " " + new TreeMap<>(constants);
    }

    private CsvOptions csv() {
        return new CsvOptions(delimiter(), columns, TimeReading.of(Optional.ofNullable(timeFormat), zone));
    }

    private char delimiter() {
        if (delimiter.equals("tab")) {
            return '\t';
        }
        if (delimiter.length() != 1) {
            throw new IllegalArgumentException("--delimiter is '" + delimiter + "', expected one character or 'tab'");
        }
        return delimiter.charAt(0);
    }
}
