package dev.tidemark.app.imports;

import dev.tidemark.domain.event.Alias;
import dev.tidemark.domain.event.Field;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names under which a field is sent. */
final class FieldNames {
    private FieldNames() {}

    /** The field of this name or alias. */
    static Optional<Field> field(String name) {
        return Arrays.stream(Field.values())
                .filter(field -> field.isSent() && names(field).anyMatch(name::equals))
                .findFirst();
    }

    /** All names that mean the same as this one, itself included. */
    static Set<String> synonyms(String name) {
        return field(name).stream()
                .flatMap(FieldNames::names)
                .collect(Collectors.collectingAndThen(
                        Collectors.toSet(), names -> names.isEmpty() ? Set.of(name) : Set.copyOf(names)));
    }

    private static Stream<String> names(Field field) {
        return Stream.concat(Stream.of(field.label()), field.aliases().stream().map(Alias::path));
    }
}
