package dev.tidemark.ingestion.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.event.Alias;
import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.event.FieldType;
import dev.tidemark.domain.event.RejectionCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class NamesTest {

    /** Whichever names of a field are sent and in whatever order: the best wins, and every other one stays as a property. */
    @Property(tries = 500)
    void bestNameWinsAndTheOthersBecomeProperties(@ForAll("aliased") Field field, @ForAll Random random) {
        List<String> names = new ArrayList<>(List.of(field.label()));
        field.aliases().stream().map(Alias::path).forEach(names::add);
        List<String> sent = new ArrayList<>(names);
        Collections.shuffle(sent, random);
        sent = sent.subList(0, 1 + random.nextInt(sent.size()));
        String best = names.stream().filter(sent::contains).findFirst().orElseThrow();
        List<String> members = sent.stream()
                .map(name -> "\"" + name + "\":" + (names.indexOf(name) + 1))
                .toList();

        Event event = Decoding.eventWith(String.join(",", members));

        Map<String, String> others = new HashMap<>();
        sent.stream()
                .filter(name -> !name.equals(best))
                .forEach(name -> others.put(name, "" + (names.indexOf(name) + 1)));
        assertThat(event.properties()).isEqualTo(others);
        int factor = field.aliases().stream()
                .filter(alias -> alias.path().equals(best))
                .mapToInt(Alias::factor)
                .findFirst()
                .orElse(1);
        int value = names.indexOf(best) + 1;
        assertThat(event.value(field))
                .asString()
                .startsWith(field.type().isNumber() ? "" + value * factor : "" + value);
    }

    @Provide
    Arbitrary<Field> aliased() {
        return Arbitraries.of(Field.class)
                .filter(field ->
                        field.type() != FieldType.INSTANT && !field.aliases().isEmpty());
    }

    @Test
    void aliasIsReadNestedAndFlatAlike() {
        assertThat(Decoding.eventWith("\"device_info\":{\"os\":\"Android\"}").value(Field.OS))
                .isEqualTo("Android");
        assertThat(Decoding.eventWith("\"device_info.os\":\"Android\"").value(Field.OS))
                .isEqualTo("Android");
    }

    @Test
    void absentBetterNameLeavesTheFieldToTheNext() {
        Event event = Decoding.eventWith("\"app_id\":\"\",\"project_id\":null,\"service_name\":\"shop\"");

        assertThat(event.value(Field.APP_ID)).isEqualTo("shop");
        assertThat(event.properties()).isEmpty();
    }

    @Test
    void losingAliasNeedNotConvert() {
        Event event = Decoding.eventWith("\"revenue\":\"n/a\",\"amount\":5");

        assertThat(event.value(Field.AMOUNT)).isEqualTo(new java.math.BigDecimal("5.0000"));
        assertThat(event.properties()).isEqualTo(Map.of("revenue", "n/a"));
        assertThat(Decoding.codeWith("\"revenue\":\"n/a\"")).isEqualTo(RejectionCode.WRONG_TYPE);
    }

    @Test
    void whatIsInPropertiesIsNeverAField() {
        Event event = Decoding.eventWith(
                "\"properties\":{\"os\":\"x\",\"device_info\":{\"os\":\"y\"},\"properties\":{\"a\":1}}");

        assertThat(event.value(Field.OS)).isNull();
        assertThat(event.properties()).isEqualTo(Map.of("os", "x", "device_info.os", "y", "properties.a", "1"));
    }

    @Test
    void unknownNamesAreFlattenedWithDots() {
        Event event = Decoding.eventWith(
                "\"cart\":{\"items\":[ 1, {\"a\" : \"b c\\\"\"} ],\"vip\":true,\"empty\":{},\"none\":null},\"\":1");

        assertThat(event.properties())
                .isEqualTo(Map.of("cart.items", "[1,{\"a\":\"b c\\\"\"}]", "cart.vip", "true", "_", "1"));
    }

    @Test
    void whatTheServerSetsIsAPropertyWhenSent() {
        Event event = Decoding.eventWith("\"received_at\":\"2024-01-01\",\"actor_id\":\"me\"");

        assertThat(event.receivedAt()).isEqualTo(Decoding.NOW);
        assertThat(event.value(Field.ACTOR_ID)).isNull();
        assertThat(event.properties()).isEqualTo(Map.of("received_at", "2024-01-01", "actor_id", "me"));
    }

    @Test
    void otherTenantIsRejected() {
        assertThat(Decoding.codeWith("\"tenant_id\":\"other\"")).isEqualTo(RejectionCode.FOREIGN_TENANT);
        assertThat(Decoding.eventWith("\"tenant_id\":\"acme-corp\"").tenant()).isEqualTo(Decoding.TENANT);
    }

    @Test
    void groupUnderAFieldsNameIsOfTheWrongType() {
        assertThat(Decoding.codeWith("\"os\":{\"name\":\"x\"}")).isEqualTo(RejectionCode.WRONG_TYPE);
        assertThat(Decoding.codeWith("\"properties\":[1]")).isEqualTo(RejectionCode.WRONG_TYPE);
        assertThat(Decoding.codeWith("\"properties\":\"x\"")).isEqualTo(RejectionCode.WRONG_TYPE);
    }

    @Test
    void lastOfANameSentTwiceCounts() {
        Event event =
                Decoding.eventWith("\"user_id\":\"a\",\"user_id\":\"b\",\"x\":1,\"x\":2,\"revenue\":1,\"revenue\":2");

        assertThat(event.value(Field.USER_ID)).isEqualTo("b");
        assertThat(event.value(Field.AMOUNT)).isEqualTo(new java.math.BigDecimal("2.0000"));
        assertThat(event.properties()).isEqualTo(Map.of("x", "2"));
    }
}
