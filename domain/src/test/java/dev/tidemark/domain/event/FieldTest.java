package dev.tidemark.domain.event;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FieldTest {

    private static final List<Field> FIELDS = List.of(Field.values());

    @Test
    void codesAreUniqueAndPositive() {
        assertThat(FIELDS).extracting(Field::code).doesNotHaveDuplicates().allMatch(code -> code > 0);
    }

    /** Logs written by older versions name fields by these; a change here makes them unreadable. */
    @Test
    void codesNeverChange() {
        assertThat(FIELDS.stream()
                        .map(field -> field.code() + " " + field.label())
                        .limit(8))
                .containsExactly(
                        "1 tenant_id",
                        "2 event_id",
                        "3 event_type",
                        "4 event_name",
                        "5 timestamp",
                        "6 received_at",
                        "7 org_id",
                        "8 app_id");
        assertThat(FIELDS).hasSize(42).allMatch(field -> field.code() == FIELDS.indexOf(field) + 1);
    }

    @Test
    void labelsAndAliasesNeverClash() {
        Stream<String> labels = FIELDS.stream().map(Field::label);
        Stream<String> aliases =
                FIELDS.stream().flatMap(field -> field.aliases().stream()).map(Alias::path);
        assertThat(Stream.concat(labels, aliases)).doesNotHaveDuplicates();
    }

    /** A field cannot be a value and a group of values at once. */
    @Test
    void noNameIsTheGroupOfAnother() {
        Set<String> names = Stream.concat(
                        FIELDS.stream().map(Field::label),
                        FIELDS.stream()
                                .flatMap(field -> field.aliases().stream())
                                .map(Alias::path))
                .collect(toSet());
        assertThat(names).noneMatch(name -> names.stream().anyMatch(other -> other.startsWith(name + ".")));
    }

    @ParameterizedTest
    @EnumSource
    void aFieldIsFoundByItsLabelAlone(Field field) {
        assertThat(Field.ofLabel(field.label())).contains(field);
        assertThat(field.label()).isEqualTo(field.name().toLowerCase(java.util.Locale.ROOT));
        assertThat(field.aliases())
                .allMatch(alias -> Field.ofLabel(alias.path()).isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void onlyNumbersAreMeasuresAndOnlyTextsHaveALimit(Field field) {
        assertThat(field.is(FieldRole.MEASURE)).isEqualTo(field.type().isNumber());
        assertThat(field.limit() > 0).isEqualTo(field.type() == FieldType.TEXT);
        assertThat(field.aliases()).allMatch(alias -> alias.factor() == 1 || field.type() == FieldType.FLOAT);
    }

    @Test
    void theServersFieldsAreNotSent() {
        assertThat(FIELDS.stream().filter(field -> !field.isSent())).containsExactly(Field.RECEIVED_AT, Field.ACTOR_ID);
    }
}
