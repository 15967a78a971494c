package dev.tidemark.app.mirrors;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.domain.event.Violation;
import dev.tidemark.ingestion.delivery.DeadLetter;
import dev.tidemark.ingestion.delivery.DeadLetters;
import java.util.List;
import java.util.UUID;

/** Letters about events that a mirror refused. They say so, and are others than those of the primary about the same events, which may have taken them. */
record MirrorLetters(String mirror, DeadLetters delegate) implements DeadLetters {

    @Override
    public void keep(List<DeadLetter> letters) {
        delegate.keep(letters.stream().map(this::ofMirror).toList());
    }

    private DeadLetter ofMirror(DeadLetter letter) {
        Violation violation = letter.violation();
        return new DeadLetter(
                UUID.nameUUIDFromBytes((mirror + "/" + letter.id()).getBytes(UTF_8)),
                letter.tenant(),
                letter.receivedAt(),
                letter.source(),
                new Violation(violation.code(), "the mirror " + mirror + " refused it: " + violation.message()),
                letter.raw());
    }
}
