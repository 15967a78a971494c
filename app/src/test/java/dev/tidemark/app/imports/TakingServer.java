package dev.tidemark.app.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.zip.GZIPInputStream;

/**
 * Keeps to the contract of {@code POST /v1/events} on a real port: takes each id once, rejects events of type {@code bad}, answers
 * first what it was told to.
 */
public final class TakingServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Map<String, JsonNode> events = new LinkedHashMap<>();
    private final Queue<Integer> troubles = new ArrayDeque<>();
    private final List<Integer> batches = new ArrayList<>();
    private int largestBatch = Integer.MAX_VALUE;

    public TakingServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/events", this::take);
        server.start();
    }

    public URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** By id, in the order in which they came. */
    public synchronized Map<String, JsonNode> events() {
        return new LinkedHashMap<>(events);
    }

    /** The number of events of each batch it took. */
    synchronized List<Integer> batches() {
        return List.copyOf(batches);
    }

    synchronized void answerFirst(Integer... statuses) {
        troubles.addAll(List.of(statuses));
    }

    synchronized void refuseBatchesAbove(int events) {
        largestBatch = events;
    }

    private synchronized void take(HttpExchange exchange) throws IOException {
        byte[] body = new GZIPInputStream(exchange.getRequestBody()).readAllBytes();
        List<String> lines = new String(body, UTF_8).lines().toList();
        Integer trouble = troubles.poll();
        if (trouble != null) {
            exchange.getResponseHeaders().add("Retry-After", "0");
            answer(exchange, trouble, "{\"title\":\"Trouble\",\"detail\":\"told to answer so\"}");
        } else if (lines.size() > largestBatch) {
            answer(exchange, 413, "{}");
        } else {
            answer(exchange, 202, take(lines));
        }
    }

    private String take(List<String> lines) throws IOException {
        batches.add(lines.size());
        int duplicates = 0;
        var answer = JSON.createObjectNode();
        var rejected = answer.putArray("rejected");
        for (int i = 0; i < lines.size(); i++) {
            JsonNode event = JSON.readTree(lines.get(i));
            if (event.path("event_type").asText().equals("bad")) {
                rejected.addObject()
                        .put("index", i)
                        .put("code", "rule_violated")
                        .put("message", "it is bad");
            } else if (events.putIfAbsent(event.path("event_id").asText(), event) != null) {
                duplicates++;
            }
        }
        answer.put("accepted", lines.size() - rejected.size()).put("duplicates", duplicates);
        return answer.toString();
    }

    private static void answer(HttpExchange exchange, int status, String text) {
        try (exchange) {
            byte[] body = text.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
