package dev.tidemark.app.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.tenant.KeyKind;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class ApiKeyTest {
    @Test
    void aGeneratedKeyShowsItsKind() {
        assertThat(ApiKey.generate(KeyKind.WRITE).secret()).matches("tmk_w_[0-9A-Za-z]{40}");
        assertThat(ApiKey.generate(KeyKind.READ).secret()).startsWith("tmk_r_");
        assertThat(ApiKey.generate(KeyKind.ADMIN).secret()).startsWith("tmk_a_");
    }

    @Test
    void noTwoKeysAreAlike() {
        var keys = new HashSet<String>();
        for (int i = 0; i < 1000; i++) {
            keys.add(ApiKey.generate(KeyKind.READ).secret());
        }

        assertThat(keys).hasSize(1000);
    }

    @Test
    void theHashIsSha256() {
        assertThat(new ApiKey("abc").hash())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void aKeyIsNeverPrintedInFull() {
        assertThat(new ApiKey("secret12")).hasToString("secr…");
        assertThat(new ApiKey("tmk_w_0123456789012345678901234567890123456789")).hasToString("tmk_w_0123…");
    }
}
