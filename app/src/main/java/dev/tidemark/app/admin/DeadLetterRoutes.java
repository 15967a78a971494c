package dev.tidemark.app.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidemark.app.control.DeadLetterStore;
import dev.tidemark.app.control.DeadLetterStore.Place;
import dev.tidemark.app.wiring.Replay;
import dev.tidemark.domain.tenant.Caller;
import dev.tidemark.domain.tenant.KeyKind;
import dev.tidemark.domain.tenant.RequiresKey;
import dev.tidemark.ingestion.delivery.DeadLetter;
import dev.tidemark.ingestion.pipeline.EventIntake;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /v1/dead-letters}: events that were refused, and sending them again. */
@Requires(beans = EventIntake.class)
@Controller("/v1/dead-letters")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DeadLetterRoutes {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;

    private final DeadLetterStore letters;
    private final Replay replay;
    private final Inputs inputs;

    DeadLetterRoutes(DeadLetterStore letters, Replay replay, Inputs inputs) {
        this.letters = letters;
        this.replay = replay;
        this.inputs = inputs;
    }

    @Get
    @RequiresKey({KeyKind.READ, KeyKind.ADMIN})
    Listing list(
            Caller caller,
            @QueryValue Optional<String> after,
            @QueryValue Optional<String> code,
            @QueryValue Optional<Integer> limit) {
        int most = limit.orElse(DEFAULT_LIMIT);
        if (most < 1 || most > MAX_LIMIT) {
            throw Inputs.bad("limit is " + most + ", expected 1 to " + MAX_LIMIT);
        }
        List<Item> items =
                letters.list(caller.tenant(), after.map(DeadLetterRoutes::place), code.map(Inputs::code), most).stream()
                        .map(Item::of)
                        .toList();
        return new Listing(items, items.size() < most ? null : items.getLast().place());
    }

    @Post("/replay")
    @RequiresKey({KeyKind.WRITE, KeyKind.ADMIN})
    Outcome replay(Caller caller, @Body byte[] body) {
        Wanted wanted = inputs.read(body, Wanted.class);
        Replay.Outcome outcome = replay.run(
                caller.tenant(),
                Optional.ofNullable(wanted.ids())
                        .map(ids -> ids.stream().map(Inputs::id).toList()),
                Optional.ofNullable(wanted.code()).map(Inputs::code));
        return new Outcome(
                outcome.accepted(),
                outcome.duplicates(),
                outcome.rejected().stream()
                        .map(letter -> new Rejected(
                                letter.id().toString(), letter.code().label(), letter.message()))
                        .toList());
    }

    private static Place place(String text) {
        int separator = text.indexOf('/');
        if (separator < 0) {
            throw Inputs.bad("after is '" + text + "', expected the value of 'next' in the answer before");
        }
        return new Place(
                Inputs.instant("after", text.substring(0, separator)), Inputs.id(text.substring(separator + 1)));
    }

    /** Which letters to replay; {@code {}} for all of the tenant. */
    @Serdeable
    record Wanted(@Nullable List<String> ids, @Nullable String code) {}

    @Serdeable
    record Item(
            String id,
            @JsonProperty("received_at") Instant receivedAt,
            String source,
            String code,
            String message,
            String raw) {
        static Item of(DeadLetter letter) {
            return new Item(
                    letter.id().toString(),
                    letter.receivedAt(),
                    letter.source(),
                    letter.violation().code().label(),
                    letter.violation().message(),
                    letter.raw());
        }

        String place() {
            return receivedAt + "/" + id;
        }
    }

    /** A page; {@code next} goes into the parameter {@code after} of the request for the next one. */
    @Serdeable
    record Listing(
            @JsonProperty("dead_letters") List<Item> deadLetters,
            @Nullable String next) {}

    @Serdeable
    record Outcome(int accepted, int duplicates, List<Rejected> rejected) {}

    @Serdeable
    record Rejected(String id, String code, String message) {}
}
