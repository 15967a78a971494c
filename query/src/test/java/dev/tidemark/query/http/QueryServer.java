package dev.tidemark.query.http;

import dev.tidemark.domain.storage.Storage;
import dev.tidemark.domain.tenant.Caller;
import dev.tidemark.domain.tenant.KeyKind;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.query.answer.QueryLimits;
import dev.tidemark.query.answer.Stores;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** A server on a port of loopback that knows one caller and answers from the given store. */
final class QueryServer implements AutoCloseable {

    static final TenantId TENANT = new TenantId("acme");

    private final EmbeddedServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    QueryServer(Storage storage, QueryLimits limits, Clock clock) {
        this(Stores.only(storage), limits, clock);
    }

    QueryServer(Stores stores, QueryLimits limits, Clock clock) {
        server = ApplicationContext.builder()
                .properties(Map.of("micronaut.server.port", -1, "micronaut.server.host", "127.0.0.1"))
                .singletons(stores, limits, clock)
                .build()
                .start()
                .getBean(EmbeddedServer.class)
                .start();
    }

    int port() {
        return server.getPort();
    }

    HttpResponse<String> post(String path, String body, String accept) throws IOException, InterruptedException {
        return send(
                request(path).header("Accept", accept).POST(java.net.http.HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> get(String path, String accept) throws IOException, InterruptedException {
        return send(request(path).header("Accept", accept).GET());
    }

    private java.net.http.HttpRequest.Builder request(String path) {
        return java.net.http.HttpRequest.newBuilder(URI.create(server.getURI() + path));
    }

    private HttpResponse<String> send(java.net.http.HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        client.close();
        server.getApplicationContext().close();
    }

    @Singleton
    static final class OneCaller implements TypedRequestArgumentBinder<Caller> {

        @Override
        public Argument<Caller> argumentType() {
            return Argument.of(Caller.class);
        }

        @Override
        public BindingResult<Caller> bind(ArgumentConversionContext<Caller> context, HttpRequest<?> request) {
            return () -> Optional.of(new Caller(TENANT, KeyKind.READ));
        }
    }
}
