package dev.tidemark.ingestion.validation;

import dev.tidemark.domain.event.Properties;
import java.math.BigDecimal;
import java.util.Optional;

/** Values of events seen as numbers or as text, whatever their type. */
final class Values {

    private Values() {}

    static Optional<BigDecimal> number(Object value) {
        return switch (value) {
            case Long number -> Optional.of(BigDecimal.valueOf(number));
            case Double number -> Optional.of(BigDecimal.valueOf(number));
            case BigDecimal number -> Optional.of(number);
            case String text when Properties.number(text).isPresent() -> Optional.of(new BigDecimal(text));
            default -> Optional.empty();
        };
    }

    static String text(Object value) {
        return switch (value) {
            case String text -> text;
            case Long number -> number.toString();
            default -> number(value).flatMap(Properties::canonical).orElseGet(() -> String.valueOf(value));
        };
    }
}
