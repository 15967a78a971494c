package dev.tidemark.query.mistake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    private static final List<String> NAMES = List.of("platform", "day", "os", "country", "city");

    @ParameterizedTest
    @CsvSource({"platfrom,platform", "PLATFORM,platform", "dya,day", "plattform,platform", "contry,country", "cty,city"
    })
    void aSlipIsRecognised(String wrong, String meant) {
        assertThat(Nearest.to(wrong, NAMES)).hasValue(meant);
    }

    @ParameterizedTest
    @CsvSource({"o", "or", "d", "xyz", "''"})
    void whatIsFarFromEverythingIsNot(String wrong) {
        assertThat(Nearest.to(wrong, NAMES)).isEmpty();
    }

    @Test
    void whatIsTooLongIsNotLookedAt() {
        assertThat(Nearest.to("x".repeat(1_000_000), NAMES)).isEmpty();
    }
}
