package dev.tidemark.app.endtoend;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request as a document writes it down: {@code curl -X POST http://host:port/path -d '…'}. Everything but the address is sent as it
 * is written, and a key with it.
 */
record Curl(String method, String path, String contentType, String body) {
    private static final Pattern ADDRESS = Pattern.compile("https?://[^/\"\\s]+(/[^\"\\s]*)");
    private static final Pattern METHOD = Pattern.compile("-X\\s+([A-Z]+)");
    private static final Pattern CONTENT_TYPE = Pattern.compile("-H \"Content-Type: ([^\"]+)\"");
    private static final Pattern BODY = Pattern.compile("-d '([^']*)'");

    static Curl parse(String command) {
        return new Curl(
                find(METHOD, command, "GET"),
                find(ADDRESS, command, ""),
                find(CONTENT_TYPE, command, ""),
                find(BODY, command, ""));
    }

    private static String find(Pattern pattern, String command, String otherwise) {
        Matcher matcher = pattern.matcher(command);
        return matcher.find() ? matcher.group(1) : otherwise;
    }

    Answer send(Api api, String key) {
        BodyPublisher sent = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        HttpRequest.Builder request = api.request(path, key).method(method, sent);
        return api.send(contentType.isEmpty() ? request : request.header("Content-Type", contentType));
    }
}
