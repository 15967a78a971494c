package dev.tidemark.app.exports;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.app.imports.PatientClient;
import dev.tidemark.app.imports.TransferException;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Asks a running server for stored events, page by page. Pages become smaller while the server cannot manage larger ones, or fills them with few large events. */
public final class EventPages {
    private static final int LARGEST = 10_000;
    private static final int SMALLEST = 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PatientClient server;
    private final Function<String, HttpRequest.Builder> requests;
    private int limit = LARGEST;

    /** @param requests begins a request to a path of the server, with an admin key */
    public EventPages(PatientClient server, Function<String, HttpRequest.Builder> requests) {
        this.server = server;
        this.requests = requests;
    }

    /**
     * Some events of a tenant.
     *
     * @param next after which position there are more; empty if these were the last
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Page(byte[] lines, int events, Optional<String> next) {}

    /**
     * What the server has.
     *
     * @param now its clock
     */
    record Inventory(String now, List<Stored> tenants) {}

    /** A tenant of the server, which may have been removed while its events are still there. */
    record Stored(String tenant, long events, boolean registered) {}

    Inventory inventory() {
        JsonNode answer = tree(
                require(server.send(() -> requests.apply("/v1/export/tenants").build())));
        List<Stored> tenants = new ArrayList<>();
        for (JsonNode tenant : answer.path("tenants")) {
            tenants.add(new Stored(
                    tenant.path("tenant").asText(),
                    tenant.path("events").asLong(),
                    tenant.path("registered").asBoolean()));
        }
        return new Inventory(answer.path("now").asText(), tenants);
    }

    Page page(String tenant, Optional<String> after, Optional<String> receivedFrom) {
        int[] asked = {2 * limit};
        HttpResponse<byte[]> answer = require(server.send(() -> {
            asked[0] = Math.max(SMALLEST, asked[0] / 2); // each time that the server could not
            return requests.apply(path(tenant, after, receivedFrom, asked[0])).build();
        }));
        int events = Integer.parseInt(header(answer, "Tidemark-Events")
                .orElseThrow(
                        () -> new TransferException("the server does not say how many events it hands over; it is of an"
                                + " older version, or something between changes its answers")));
        Optional<String> next = header(answer, "Tidemark-Next");
        limit = next.isEmpty() ? limit : Math.clamp(2L * events, SMALLEST, LARGEST);
        return new Page(answer.body(), events, next);
    }

    private static String path(String tenant, Optional<String> after, Optional<String> receivedFrom, int limit) {
        StringBuilder path = new StringBuilder("/v1/export?limit=" + limit + "&tenant=" + encoded(tenant));
        after.ifPresent(position -> path.append("&after=").append(encoded(position)));
        receivedFrom.ifPresent(from -> path.append("&received_from=").append(encoded(from)));
        return path.toString();
    }

    private HttpResponse<byte[]> require(HttpResponse<byte[]> answer) {
        return switch (answer.statusCode()) {
            case 200 -> answer;
            case 401, 403 ->
                throw new TransferException(
                        server.said(answer) + ". Exporting needs an admin key: --key or TIDEMARK_KEY");
            default -> throw new TransferException(server.said(answer));
        };
    }

    private JsonNode tree(HttpResponse<byte[]> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JacksonException e) {
            throw new TransferException(server.said(answer) + ", which is no JSON; is it a Tidemark server?", e);
        } catch (IOException e) {
            throw new TransferException("memory cannot be read", e);
        }
    }

    private static Optional<String> header(HttpResponse<byte[]> answer, String name) {
        return answer.headers().firstValue(name);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
