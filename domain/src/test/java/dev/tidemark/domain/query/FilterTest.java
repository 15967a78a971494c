package dev.tidemark.domain.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tidemark.domain.event.Field;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilterTest {

    private static final Literal TEXT = new Literal.Text("1");
    private static final Literal NUMBER = new Literal.Numeric(BigDecimal.ONE);

    @Test
    void aFieldIsComparedWithItsOwnTypeAlone() {
        assertThatIllegalArgumentException().isThrownBy(() -> equal(Attribute.of(Field.BYTES), TEXT));
        assertThatIllegalArgumentException().isThrownBy(() -> equal(Attribute.of(Field.PLATFORM), NUMBER));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Filter.In(Attribute.of(Field.BYTES), List.of(NUMBER, TEXT)));
    }

    @Test
    void aPropertyIsComparedWithEither() {
        assertThat(equal(Attribute.ofProperty("plan"), TEXT)).isNotEqualTo(equal(Attribute.ofProperty("plan"), NUMBER));
    }

    @Test
    void identityAndTimeAreNoFilters() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Filter.Exists(Attribute.of(Field.TENANT_ID)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Filter.Exists(Attribute.of(Field.TIMESTAMP)));
        assertThatIllegalArgumentException().isThrownBy(() -> equal(Attribute.of(Field.EVENT_ID), TEXT));
    }

    @Test
    void onlyTextIsSearched() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Filter.Contains(Attribute.of(Field.STATUS_CODE), "4"))
                .withMessageContaining("status_code");
    }

    @Test
    void trailingZerosDoNotMatter() {
        assertThat(new Literal.Numeric(new BigDecimal("1.500"))).isEqualTo(new Literal.Numeric(new BigDecimal("1.5")));
    }

    @Test
    void aNumberOfTooManyDigitsIsRefused() {
        Literal long31 = new Literal.Numeric(new BigDecimal("1".repeat(31)));
        assertThatIllegalArgumentException().isThrownBy(() -> equal(Attribute.of(Field.BYTES), long31));
        Literal vast = new Literal.Numeric(new BigDecimal("1e31"));
        assertThatIllegalArgumentException().isThrownBy(() -> equal(Attribute.of(Field.BYTES), vast));
    }

    private static Filter equal(Attribute attribute, Literal literal) {
        return new Filter.Compare(attribute, Comparison.EQUAL, literal);
    }
}
