package dev.tidemark.query.parse;

import dev.tidemark.domain.event.Alias;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.event.FieldRole;
import dev.tidemark.domain.event.Text;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.query.mistake.QueryMistakeException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads the names of fields and properties. */
public final class Attributes {

    private Attributes() {}

    /** What the name stands for, if it can be used so. */
    public static Attribute named(Input input, FieldRole role) {
        return named(input, input.text(expected(role)), role);
    }

    static Attribute named(Input input, String name, FieldRole role) {
        return find(name).filter(attribute -> attribute.is(role)).orElseThrow(() -> unknown(input, name, role));
    }

    /** The field or property of this name, whatever it is good for. */
    public static Optional<Attribute> find(String name) {
        if (name.startsWith(Attribute.PROPERTY_PREFIX)) {
            String key = Text.clean(name.substring(Attribute.PROPERTY_PREFIX.length()));
            return key.isEmpty() ? Optional.empty() : Optional.of(Attribute.ofProperty(key));
        }
        return Field.ofLabel(name).map(Attribute::of);
    }

    private static QueryMistakeException unknown(Input input, String name, FieldRole role) {
        Optional<Field> sentAs = ofAlias(name).filter(field -> field.is(role));
        if (sentAs.isPresent()) {
            return input.mistake("'" + sentAs.get().label() + "', the name that '" + name + "' is stored under");
        }
        return input.unknownName(name, expected(role), labels(role));
    }

    /** The names of all fields that can be used so. */
    public static List<String> labels(FieldRole role) {
        return Arrays.stream(Field.values())
                .filter(field -> field.is(role))
                .map(Field::label)
                .toList();
    }

    private static Optional<Field> ofAlias(String name) {
        return Arrays.stream(Field.values())
                .filter(field -> field.aliases().stream().map(Alias::path).anyMatch(name::equals))
                .findFirst();
    }

    private static String expected(FieldRole role) {
        return switch (role) {
            case DIMENSION -> "a field to group by or properties.<key>";
            case MEASURE -> "a field that holds numbers or properties.<key>";
            case FILTER -> "a field to filter by or properties.<key>";
            case UNIQUE -> "a field to count distinct values of or properties.<key>";
        };
    }
}
