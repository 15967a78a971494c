package dev.tidemark.app;

import dev.tidemark.app.control.Bootstrap;
import dev.tidemark.app.settings.HttpSettings;
import dev.tidemark.app.settings.Settings;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** A running server. Everything it consists of is started and closed with it. */
public final class Server implements AutoCloseable {
    private final ApplicationContext context;
    private final EmbeddedServer http;

    private Server(ApplicationContext context, EmbeddedServer http) {
        this.context = context;
        this.http = http;
    }

    /** Starts everything and returns when requests are answered. */
    public static Server start(Settings settings) {
        var context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .deduceCloudEnvironment(false)
                .banner(false)
                .singletons(settings)
                .properties(properties(settings))
                .build();
        try {
            context.start();
            context.getBean(Bootstrap.class).run();
            return new Server(context, context.getBean(EmbeddedServer.class).start());
        } catch (RuntimeException | Error e) {
            context.close();
            throw e;
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
        http.stop();
        context.close();
    }

    private static Map<String, Object> properties(Settings settings) {
        HttpSettings http = settings.http();
        var properties = new HashMap<>(settings.framework());
        properties.put("datasources.default.dialect", "POSTGRES");
        properties.put("micronaut.server.host", http.host());
        properties.put("micronaut.server.port", http.port() == 0 ? -1 : http.port());
        properties.put("micronaut.server.max-request-size", http.bodyLimit());
        properties.put("micronaut.server.max-request-buffer-size", http.bodyLimit());
        properties.put("micronaut.server.netty.request-decompression-enabled", false);
        properties.put("micronaut.server.cors.enabled", !http.corsOrigins().isEmpty());
        if (!http.corsOrigins().contains("*")) {
            properties.put("micronaut.server.cors.configurations.all.allowed-origins", http.corsOrigins());
        } else {
            properties.put("micronaut.server.cors.configurations.all.allowed-origins-regex", ".*");
        }
        return properties;
    }
}
