package dev.tidemark.domain.event;

import static dev.tidemark.domain.event.FieldRole.DIMENSION;
import static dev.tidemark.domain.event.FieldRole.FILTER;
import static dev.tidemark.domain.event.FieldRole.MEASURE;
import static dev.tidemark.domain.event.FieldRole.UNIQUE;
import static dev.tidemark.domain.event.FieldType.DECIMAL;
import static dev.tidemark.domain.event.FieldType.FLOAT;
import static dev.tidemark.domain.event.FieldType.IDENTIFIER;
import static dev.tidemark.domain.event.FieldType.INSTANT;
import static dev.tidemark.domain.event.FieldType.INTEGER;
import static dev.tidemark.domain.event.FieldType.TEXT;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The field catalogue: every column of an event, once. Decoding, validation, each store's schema, query validation and the
 * API's documentation are driven by this list; there is no second one.
 *
 * <p>The {@link #code()} identifies a field in the event log. Codes are never reused or changed, so that a log written by an
 * older version stays readable.
 */
public enum Field {
    TENANT_ID(1, "tenant_id", TEXT, 64, Set.of()),
    EVENT_ID(2, "event_id", IDENTIFIER, 0, Set.of()),
    EVENT_TYPE(3, "event_type", TEXT, 64, Roles.LABEL),
    EVENT_NAME(4, "event_name", TEXT, 256, Roles.LABEL),
    TIMESTAMP(5, "timestamp", INSTANT, 0, Set.of()),
    RECEIVED_AT(6, "received_at", INSTANT, 0, Set.of()),
    ORG_ID(7, "org_id", TEXT, 128, Roles.LABEL, "organizer_id"),
    APP_ID(8, "app_id", TEXT, 128, Roles.LABEL, "project_id", "service_name"),
    USER_ID(9, "user_id", TEXT, 256, Roles.LABEL),
    ANONYMOUS_ID(10, "anonymous_id", TEXT, 256, Roles.LABEL),
    DEVICE_ID(11, "device_id", TEXT, 256, Roles.LABEL),
    SESSION_ID(12, "session_id", TEXT, 256, Roles.LABEL),
    /** The first of user, anonymous and device id that is present; derived, never sent. */
    ACTOR_ID(13, "actor_id", TEXT, 256, Roles.LABEL),
    PLATFORM(14, "platform", TEXT, 128, Roles.LABEL),
    OS(15, "os", TEXT, 128, Roles.LABEL, "device_info.os", "device_os"),
    OS_VERSION(16, "os_version", TEXT, 128, Roles.LABEL, "device_info.os_version", "device_os_version"),
    DEVICE_MODEL(17, "device_model", TEXT, 128, Roles.LABEL, "device_info.model"),
    DEVICE_MANUFACTURER(18, "device_manufacturer", TEXT, 128, Roles.LABEL, "device_info.manufacturer"),
    BROWSER(19, "browser", TEXT, 128, Roles.LABEL),
    APP_VERSION(20, "app_version", TEXT, 128, Roles.LABEL),
    LOCALE(21, "locale", TEXT, 128, Roles.LABEL),
    COUNTRY(22, "country", TEXT, 128, Roles.LABEL),
    REGION(23, "region", TEXT, 128, Roles.LABEL),
    CITY(24, "city", TEXT, 128, Roles.LABEL),
    SCREEN_NAME(25, "screen_name", TEXT, 2048, Roles.LABEL),
    PAGE_URL(26, "page_url", TEXT, 2048, Roles.LABEL),
    REFERRER(27, "referrer", TEXT, 2048, Roles.LABEL),
    METHOD(28, "method", TEXT, 128, Roles.LABEL),
    ENDPOINT(29, "endpoint", TEXT, 2048, Roles.LABEL),
    STATUS_CODE(30, "status_code", INTEGER, 0, EnumSet.allOf(FieldRole.class)),
    CURRENT_VERSION(31, "current_version", TEXT, 128, Roles.LABEL, "release_info.current_version"),
    TARGET_VERSION(32, "target_version", TEXT, 128, Roles.LABEL, "release_info.target_version"),
    ERROR_CODE(33, "error_code", TEXT, 128, Roles.LABEL),
    ERROR_MESSAGE(34, "error_message", TEXT, 2048, Roles.LABEL),
    CONNECTION_TYPE(35, "connection_type", TEXT, 128, Roles.LABEL, "network_info.connection_type"),
    PRODUCT_ID(36, "product_id", TEXT, 128, Roles.LABEL),
    CURRENCY(37, "currency", TEXT, 128, Roles.LABEL),
    /** Milliseconds. */
    DURATION_MS(
            38,
            "duration_ms",
            FLOAT,
            0,
            Roles.NUMBER,
            new Alias("response_time_ms", 1),
            new Alias("install_duration_seconds", 1000),
            new Alias("performance_metrics.install_duration_seconds", 1000)),
    /** Megabits per second. */
    SPEED_MBPS(
            39, "speed_mbps", FLOAT, 0, Roles.NUMBER, "download_speed_mbps", "performance_metrics.download_speed_mbps"),
    /** Revenue in units of {@link #CURRENCY}. */
    AMOUNT(40, "amount", DECIMAL, 0, Roles.NUMBER, "revenue", "transaction_amount"),
    QUANTITY(41, "quantity", INTEGER, 0, Roles.NUMBER),
    BYTES(42, "bytes", INTEGER, 0, Roles.NUMBER);

    private static final Map<String, Field> BY_LABEL =
            Arrays.stream(values()).collect(toUnmodifiableMap(Field::label, Function.identity()));

    private final int code;
    private final String label;
    private final FieldType type;
    private final int limit;
    private final Set<FieldRole> roles;
    private final List<Alias> aliases;

    Field(int code, String label, FieldType type, int limit, Set<FieldRole> roles) {
        this(code, label, type, limit, roles, new Alias[0]);
    }

    Field(int code, String label, FieldType type, int limit, Set<FieldRole> roles, String... aliases) {
        this(
                code,
                label,
                type,
                limit,
                roles,
                Arrays.stream(aliases).map(path -> new Alias(path, 1)).toArray(Alias[]::new));
    }

    Field(int code, String label, FieldType type, int limit, Set<FieldRole> roles, Alias... aliases) {
        this.code = code;
        this.label = label;
        this.type = type;
        this.limit = limit;
        this.roles = roles;
        this.aliases = List.of(aliases);
    }

    /** The field of this name, as users and schemas write it; aliases are not looked at. */
    public static Optional<Field> ofLabel(String label) {
        return Optional.ofNullable(BY_LABEL.get(label));
    }

    /** Identifies the field in the event log for ever. */
    public int code() {
        return code;
    }

    /** The name in JSON, in queries and of the column. */
    public String label() {
        return label;
    }

    public FieldType type() {
        return type;
    }

    /** The greatest number of Unicode code points of a text; 0 for other types. */
    public int limit() {
        return limit;
    }

    public boolean is(FieldRole role) {
        return roles.contains(role);
    }

    /** Other names clients send it under, the preferred one first. The field's own name comes before all of them. */
    public List<Alias> aliases() {
        return aliases;
    }

    /** Whether clients send it; tenant, receipt time and actor are the server's to set. */
    public boolean isSent() {
        return this != RECEIVED_AT && this != ACTOR_ID;
    }

    private static final class Roles {
        static final Set<FieldRole> LABEL = EnumSet.of(DIMENSION, FILTER, UNIQUE);
        static final Set<FieldRole> NUMBER = EnumSet.of(MEASURE, FILTER);
    }
}
