package dev.tidemark.query.ota;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.event.Alias;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.event.FieldRole;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.query.mistake.Mistake;
import dev.tidemark.query.parse.Attributes;
import dev.tidemark.query.parse.Input;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Something that an answer is broken down by.
 *
 * @param name as it was asked for, and as the answer calls it
 */
record Breakdown(String name, Attribute attribute) {

    /** Names of update events that the catalogue does not know; they are kept as properties. */
    private static final List<String> PAYLOAD = List.of("failure_stage", "cancellation_reason", "rollback_reason");

    private static final int MOST = 4;

    Breakdown {
        requireNonNull(name, "name is null");
        requireNonNull(attribute, "attribute is null");
    }

    static Breakdown of(Field field) {
        return new Breakdown(field.label(), Attribute.of(field));
    }

    static Breakdown ofProperty(String key) {
        return new Breakdown(key, Attribute.ofProperty(key));
    }

    /** Names separated by commas, each a field, another name that clients send a field under, or a property. */
    static List<Breakdown> parse(String parameter, Input list) {
        List<Breakdown> breakdowns = new ArrayList<>();
        for (String name : list.text("a field").split(",", -1)) {
            Breakdown breakdown = named(parameter, name.strip());
            if (breakdowns.stream().anyMatch(other -> other.attribute.equals(breakdown.attribute))) {
                throw list.mistake("each field once");
            }
            breakdowns.add(breakdown);
        }
        if (breakdowns.size() > MOST) {
            throw list.mistake("at most " + MOST + " fields");
        }
        return breakdowns;
    }

    private static Breakdown named(String parameter, String name) {
        return find(name).map(attribute -> new Breakdown(name, attribute)).orElseThrow(() -> Mistake.unknown(
                        parameter,
                        name,
                        '"' + name + '"',
                        "a field such as device_os, error_code or failure_stage, or " + Attribute.PROPERTY_PREFIX
                                + "<key>",
                        names())
                .asException());
    }

    private static Optional<Attribute> find(String name) {
        if (PAYLOAD.contains(name)) {
            return Optional.of(Attribute.ofProperty(name));
        }
        return Attributes.find(name).or(() -> ofAlias(name)).filter(attribute -> attribute.is(FieldRole.DIMENSION));
    }

    private static Optional<Attribute> ofAlias(String name) {
        return dimensions()
                .filter(field -> field.aliases().stream().map(Alias::path).anyMatch(name::equals))
                .findFirst()
                .map(Attribute::of);
    }

    private static List<String> names() {
        Stream<String> fields = dimensions()
                .flatMap(field -> Stream.concat(
                        Stream.of(field.label()), field.aliases().stream().map(Alias::path)));
        return Stream.concat(fields, PAYLOAD.stream()).toList();
    }

    private static Stream<Field> dimensions() {
        return Arrays.stream(Field.values()).filter(field -> field.is(FieldRole.DIMENSION));
    }
}
