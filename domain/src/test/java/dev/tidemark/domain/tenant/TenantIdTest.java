package dev.tidemark.domain.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantIdTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "0",
                "acme",
                "ACME-2.eu_west:1",
                "x123456789012345678901234567890123456789012345678901234567890123"
            })
    void lettersDigitsAndSomePunctuationAreLegal(String value) {
        assertThat(new TenantId(value)).hasToString(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-a",
                ".",
                "..",
                "a b",
                "a/b",
                "a\nb",
                "a\n",
                "é",
                "\uFF11",
                "x1234567890123456789012345678901234567890123456789012345678901234"
            })
    void everythingElseIsRefused(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new TenantId(value));
    }
}
