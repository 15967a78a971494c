package dev.tidemark.domain.event;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/** What a field holds, and the Java class of its values. */
public enum FieldType {
    /** Unicode text, compared by code point. */
    TEXT(String.class),
    /** A moment in UTC, whole milliseconds. */
    INSTANT(Instant.class),
    /** A whole number of 64 bits, zero or greater. */
    INTEGER(Long.class),
    /** An exact decimal of at most 18 digits, 4 of them after the point. */
    DECIMAL(BigDecimal.class),
    /** A finite 64-bit float, zero or greater. */
    FLOAT(Double.class),
    /** 128 bits. */
    IDENTIFIER(UUID.class);

    private final Class<?> javaType;

    FieldType(Class<?> javaType) {
        this.javaType = javaType;
    }

    public Class<?> javaType() {
        return javaType;
    }

    /** Whether values can be added up. */
    public boolean isNumber() {
        return this == INTEGER || this == DECIMAL || this == FLOAT;
    }
}
