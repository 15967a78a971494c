package dev.tidemark.ingestion.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaSettingsTest {

    @Test
    void aMirrorHasAGroupOfItsOwnAndAnEmbeddedOneOneOfItsProcess() {
        KafkaSettings settings = settings("tidemark");
        assertThat(settings.mirrorGroup("copy", false)).isEqualTo("tidemark.copy");
        assertThat(settings.mirrorGroup("copy", true)).isEqualTo("tidemark.copy.member");
    }

    @Test
    void aGroupThatWasAMirrorsGoesOnWithDeadLettersWhereThePrimaryWas() {
        assertThat(settings("tidemark").formerDeadLetterGroups()).isEmpty();
        assertThat(settings("tidemark.copy.member").formerDeadLetterGroups())
                .containsExactly("tidemark.copy.dead-letters", "tidemark.dead-letters");
    }

    private static KafkaSettings settings(String group) {
        return new KafkaSettings(
                Map.of(),
                "events",
                group,
                "member",
                new KafkaSettings.Creation(6, 0, Duration.ofDays(7)),
                new KafkaSettings.Producing("zstd", Duration.ofMillis(2), 1 << 18, Duration.ofSeconds(20)),
                Duration.ofSeconds(15));
    }
}
