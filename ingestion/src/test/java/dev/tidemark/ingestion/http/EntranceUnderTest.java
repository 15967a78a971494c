package dev.tidemark.ingestion.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.ingestion.decode.DecoderLimits;
import dev.tidemark.ingestion.decode.EventCheck;
import dev.tidemark.ingestion.decode.EventDecoder;
import dev.tidemark.ingestion.decode.TimeOrderedIds;
import dev.tidemark.ingestion.log.AppendResult;
import dev.tidemark.ingestion.log.EventLog;
import dev.tidemark.ingestion.log.LocalEventLog;
import dev.tidemark.ingestion.log.LogObserver;
import dev.tidemark.ingestion.log.LogSettings;
import dev.tidemark.ingestion.pipeline.Admission;
import dev.tidemark.ingestion.pipeline.EventIntake;
import dev.tidemark.ingestion.pipeline.IntakeObserver;
import dev.tidemark.ingestion.pipeline.IntakeRecord;
import dev.tidemark.ingestion.pipeline.PrimaryStore;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ForkJoinPool;
import java.util.function.LongFunction;

/** A server that has the entrance of events and a log, and tells what was put into the log. */
final class EntranceUnderTest implements AutoCloseable {

    private final List<IntakeRecord> taken = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final EventLog log;
    private final ApplicationContext context;
    private final URI address;
    private volatile LongFunction<CompletionStage<Optional<PrimaryStore.Outcome>>> store =
            position -> CompletableFuture.completedFuture(Optional.empty());

    private EntranceUnderTest(Path directory) {
        Clock clock = Clock.systemUTC();
        log = LocalEventLog.open(LogSettings.in(directory), LogObserver.none(), clock);
        EventDecoder decoder = new EventDecoder(DecoderLimits.DEFAULT, new TimeOrderedIds(), EventCheck.NONE);
        EventIntake intake = new EventIntake(
                decoder,
                this::append,
                1000,
                Admission.byMemory(clock),
                IntakeObserver.NONE,
                clock,
                ForkJoinPool.commonPool());
        PrimaryStore primary = (position, atMost) -> store.apply(position);
        context = ApplicationContext.builder(Map.of("micronaut.server.port", -1))
                .deduceEnvironment(false)
                .banner(false)
                .singletons(intake, primary, EventHttpSettings.DEFAULT)
                .start();
        address = context.getBean(EmbeddedServer.class).start().getURI();
    }

    static EntranceUnderTest start(Path directory) {
        return new EntranceUnderTest(directory);
    }

    private CompletionStage<AppendResult> append(IntakeRecord record) {
        taken.add(record);
        return log.append(new byte[] {1});
    }

    /** An answer as it came. */
    record Answer(int status, String body, Optional<String> retryAfter) {}

    Answer post(String path, String contentType, String body) throws IOException, InterruptedException {
        return post(path, contentType, body.getBytes(UTF_8));
    }

    Answer post(String path, String contentType, byte[] body) throws IOException, InterruptedException {
        var request = java.net.http.HttpRequest.newBuilder(address.resolve(path))
                .POST(java.net.http.HttpRequest.BodyPublishers.ofByteArray(body));
        if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
        return new Answer(
                response.statusCode(), response.body(), response.headers().firstValue("Retry-After"));
    }

    List<IntakeRecord> taken() {
        return taken;
    }

    void store(LongFunction<CompletionStage<Optional<PrimaryStore.Outcome>>> store) {
        this.store = store;
    }

    void closeLog() {
        log.close();
    }

    @Override
    public void close() {
        context.close();
        client.close();
        log.close();
    }
}
