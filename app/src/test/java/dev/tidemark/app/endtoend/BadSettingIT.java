package dev.tidemark.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that was set wrongly does not start, and says in one line what was set, to what, and what is allowed. */
class BadSettingIT {
    @TempDir
    Path data;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TIDEMARK_HTTP_PORT       | eighty    | 65535
            TIDEMARK_STORAGE_TYPE    | embeded   | embedded
            TIDEMARK_FLUSH_INTERVAL  | 5 parsecs | 500ms
            TIDEMARK_BATCH_EVENTS    | 0         | 1
            TIDEMARK_LOG_MAX_SIZE    | lots      | 64MiB
            TIDEMARK_LOG_TYPE        | paper     | local
            TIDEMARK_QUERY_TIMEOUT   | -1s       | 500ms
            """)
    void aBadSettingRefusesTheStartInOneLine(String name, String value, String allowed) {
        CommandLine.Outcome outcome = CommandLine.run(Launch.in(data).with(name, value), "serve");

        assertThat(outcome.status()).isNotZero();
        assertThat(outcome.output().lines()).as(outcome.output()).hasSize(1);
        assertThat(outcome.output()).contains(name, value, allowed);
    }

    @Test
    void everyWrongSettingIsNamedAtOnce() {
        CommandLine.Outcome outcome = CommandLine.run(
                Launch.in(data).with("TIDEMARK_HTTP_PORT", "eighty").with("TIDEMARK_LOG_TYPE", "paper"), "serve");

        assertThat(outcome.output().lines()).as(outcome.output()).hasSize(2);
    }

    @Test
    void aBadRollupRefusesTheStartInOneLine() throws IOException {
        Files.writeString(data.resolve("application.yml"), """
                tidemark:
                  rollups:
                    - {name: plans, dimensions: [properties.plan], measures: ['sum(amuont)']}
                """);
        CommandLine.Outcome outcome = CommandLine.run(Launch.in(data), "serve");

        assertThat(outcome.status()).isNotZero();
        assertThat(outcome.output().lines()).as(outcome.output()).hasSize(1);
        assertThat(outcome.output())
                .contains("tidemark.rollups in application.yml[0], measures[0] is \"sum(amuont)\"", "amount");
    }

    @Test
    void anUnknownCommandIsAnsweredWithThoseThereAre() {
        CommandLine.Outcome outcome = CommandLine.run(Launch.in(data), "sevre");

        assertThat(outcome.status()).isNotZero();
        assertThat(outcome.output()).contains("sevre", "serve");
    }
}
