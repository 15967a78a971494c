package dev.tidemark.app;

import dev.tidemark.app.control.Bootstrap;
import dev.tidemark.app.health.DeliveryWatch;
import dev.tidemark.app.mirrors.Mirrors;
import dev.tidemark.app.settings.HttpSettings;
import dev.tidemark.app.settings.Settings;
import dev.tidemark.app.wiring.Choices;
import dev.tidemark.app.wiring.HeadStart;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.ingestion.log.MeasuredLog;
import io.micronaut.context.ApplicationContext;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.runtime.graceful.GracefulShutdownManager;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server. Everything it consists of is started and closed with it. */
public final class Server implements AutoCloseable {
    /** What is most likely to fail, before anything listens. */
    private static final List<Class<?>> OPENED_FIRST = List.of(MeasuredLog.class, Storage.class, DataSource.class);

    /** What works by itself, each where a role of this process asks for it. */
    private static final List<Class<?>> STARTED = List.of(DeliveryWatch.class, Mirrors.class);

    private static final Logger log = LoggerFactory.getLogger(Server.class);
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofMinutes(5);

    private final ApplicationContext context;
    private final EmbeddedServer http;

    private Server(ApplicationContext context, EmbeddedServer http) {
        this.context = context;
        this.http = http;
    }

    /**
     * Starts everything and returns when requests are answered.
     *
     * @throws StartFailedException if an operator has to mend something first
     */
    public static Server start(Settings settings) {
        HeadStart headStart = HeadStart.begin(settings);
        var context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .deduceCloudEnvironment(false)
                .banner(false)
                .singletons(settings, headStart)
                .properties(properties(settings))
                .build();
        try {
            context.start();
            OPENED_FIRST.forEach(context::findBean);
            bootstrap(context.getBean(Bootstrap.class));
            STARTED.forEach(context::findBean);
            return new Server(context, context.getBean(EmbeddedServer.class).start());
        } catch (RuntimeException e) {
            context.close();
            headStart.close();
            throw StartFailures.explain(e, settings)
                    .<RuntimeException>map(explained -> explained)
                    .orElse(e);
        }
    }

    /** Of several processes that start for the first time on one control database, one adds what is needed; the others find it there when they look again. */
    private static void bootstrap(Bootstrap bootstrap) {
        try {
            bootstrap.run();
        } catch (DataAccessException e) {
            bootstrap.run();
        }
    }

    /** Where this server listens, with the port that the system chose where none was set. */
    public URI address() {
        return http.getURI();
    }

    /** The parts, for tests that look at all routes. */
    ApplicationContext context() {
        return context;
    }

    /** Takes no more requests, finishes those it has, then closes everything in the order of its use. */
    @Override
    public void close() {
        try {
            context.getBean(GracefulShutdownManager.class)
                    .shutdownGracefully()
                    .toCompletableFuture()
                    .get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            log.warn("some requests were not answered within {}; they are cut off", GRACE, e);
        }
        context.close();
    }

    /** Within an answer; how long clients may take is looked after elsewhere. */
    private static Duration longestSilence(Settings settings) {
        Duration answer = settings.query().timeout().plus(SILENCE);
        return answer.compareTo(settings.http().timeouts().idle()) > 0
                ? answer
                : settings.http().timeouts().idle().plus(SILENCE);
    }

    private static Map<String, Object> properties(Settings settings) {
        HttpSettings http = settings.http();
        var properties = new HashMap<>(settings.framework());
        properties.putAll(Choices.of(settings));
        properties.put("datasources.default.dialect", "POSTGRES");
        properties.put("micronaut.server.host", http.host());
        properties.put("micronaut.server.port", http.port() == 0 ? -1 : http.port());
        properties.put("micronaut.server.max-request-size", http.bodyLimit());
        properties.put("micronaut.server.max-request-buffer-size", http.bodyLimit());
        properties.put("micronaut.server.idle-timeout", longestSilence(settings));
        properties.put("micronaut.server.netty.request-decompression-enabled", false);
        properties.put("micronaut.serde.deserialization.ignore-unknown", false);
        properties.put("micronaut.server.cors.enabled", !http.corsOrigins().isEmpty());
        if (!http.corsOrigins().contains("*")) {
            properties.put("micronaut.server.cors.configurations.all.allowed-origins", http.corsOrigins());
        } else {
            properties.put("micronaut.server.cors.configurations.all.allowed-origins-regex", ".*");
        }
        return properties;
    }
}
