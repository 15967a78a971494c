package dev.tidemark.app.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.Zstd;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.zip.Deflater;

/** A request that nobody would send on purpose. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record FuzzRequest(
        String path, Optional<String> key, String contentType, Optional<String> contentEncoding, byte[] body) {
    private static final List<String> PATHS = List.of(
            "/v1/events",
            "/v1/events",
            "/v1/events",
            "/v1/events",
            "/v1/events",
            "/v1/events",
            "/v1/events",
            "/v1/events",
            "/v1/events?wait=stored",
            "/v1/events?wait=%00&wait=x",
            "/v1/query",
            "/v1/query",
            "/v1/query",
            "/v1/query",
            "/v1/query",
            "/v1/query",
            "/v1/dead-letters/replay",
            "/v1/dead-letters",
            "/v1/tenants",
            "/v1/keys",
            "/v1/imports",
            "/v1/reports/funnel",
            "/v1/reports/cohorts",
            "/v1/reports/paths",
            "/v1/reports/screens",
            "/events",
            "/health",
            "/docs");

    private static final List<String> KEYS = List.of(Launch.WRITE_KEY, Launch.READ_KEY, "tmk_w_unknown", "x");

    private static final List<String> TYPES = List.of(
            Api.JSON,
            Api.JSON,
            Api.NDJSON,
            "application/json; charset=utf-16",
            "application/json; charset=\"no such\"",
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "multipart/form-data",
            "application/octet-stream",
            "text/csv",
            "application/xml",
            "*/*",
            "nonsense",
            "/",
            "a/b/c;;=");

    private static final List<String> CODINGS =
            List.of("gzip", "zstd", "deflate", "identity", "br", "gzip, gzip", "x-gzip", "", "GZIP");

    private static final List<String> SEEDS = List.of("""
            {"event_type": "screen_view", "event_name": "HomeScreen", "timestamp": "2024-01-15T10:30:00Z", "event_id": "a",
             "project_id": "p", "user_id": "user_123", "country": "US", "properties": {"referrer": "push"}, "duration_ms": 5000}""", """
            [{"event_type": "ticket_sale", "quantity": 2, "price": 50.00, "currency": "USD", "amount": 12.3456},
             {"event_type": "update_started", "device_info": {"os": "Android"}, "release_info": {"current_version": "1.0.0"}}]""", """
            {"event_type": "request", "status_code": 200, "bytes": 17, "timestamp": 1700000000}
            {"event_type": "request", "status_code": 500, "response_time_ms": 0.25, "timestamp": "1700000000000"}
            """, """
            {"from": "-7d", "to": "now", "timezone": "Europe/Berlin", "granularity": "day", "measures": ["events", "actors",
             "p95(duration_ms)"], "dimensions": ["platform", "properties.plan"], "filter": {"and": [{"eq": ["event_type", "x"]},
             {"in": ["country", ["US", "DE"]]}, {"not": {"exists": "amount"}}]}, "order_by": [["events", "desc"]], "limit": 10}""", """
            {"app_id": "x", "from": "2024-01-01", "to": "2024-02-01", "measures": ["sum(amount)"], "filter":
             {"or": [{"gt": ["properties.n", 1.5]}, {"starts_with": ["page_url", "/"]}, {"contains": ["city", "a"]}]}}""", """
            {"tenant": "t", "kind": "read", "name": "n"}""");

    private static final List<String> SNIPPETS = List.of(
            "\u0000",
            "\\u0000",
            "\\ud800",
            "\ud83d\ude00",
            "null",
            "-0",
            "1e999999999",
            "-1e-999999999",
            "123456789012345678901234567890123456789012345678901234567890",
            "0.00000000000000000000000000000000000001",
            "NaN",
            "[[[[[[",
            "}}}}",
            "\"",
            "\\",
            ",,",
            ":",
            "'; DROP TABLE events; --",
            "\r\n",
            "\ufeff",
            "{\"$ref\": \"#\"}",
            "2024-02-30T25:61:61Z",
            "+999999999-01-01",
            "\"properties\": {\"\": {\"\": []}}",
            "\"properties\": 1",
            "\"__proto__\": {}",
            "\"timezone\": \"../../etc/passwd\"",
            "\"from\": \"-999999y\"",
            "\"granularity\": \"1m\"");

    /** The next request of this source of randomness. */
    static FuzzRequest next(RandomGenerator random) {
        String path = pick(PATHS, random);
        Optional<String> key = key(path, random);
        byte[] plain = body(random);
        if (random.nextInt(3) > 0) {
            return new FuzzRequest(path, key, pick(TYPES, random), Optional.empty(), plain);
        }
        String coding = pick(CODINGS, random);
        byte[] coded = random.nextInt(5) == 0 ? plain : encode(coding, plain);
        byte[] sent = random.nextBoolean() ? mutate(coded, random) : coded;
        return new FuzzRequest(path, key, pick(TYPES, random), Optional.of(coding), sent);
    }

    /** Most often the key that opens the path: what is refused for its key is not looked at further. */
    private static Optional<String> key(String path, RandomGenerator random) {
        return switch (random.nextInt(10)) {
            case 0 -> Optional.empty();
            case 1, 2 -> Optional.of(pick(KEYS, random));
            default -> Optional.of(path.startsWith("/v1/events") ? Launch.WRITE_KEY : Launch.READ_KEY);
        };
    }

    private static byte[] body(RandomGenerator random) {
        return switch (random.nextInt(8)) {
            case 0 -> bytes(random, random.nextInt(2000));
            case 1 -> nested(random);
            case 2 -> repeated(random);
            case 3 -> pick(SEEDS, random).getBytes(UTF_8);
            default -> mutate(pick(SEEDS, random).getBytes(UTF_8), random);
        };
    }

    private static byte[] nested(RandomGenerator random) {
        String opening =
                pick(List.of("[", "{\"a\":", "{\"properties\":{\"a\":", "{\"filter\":{\"not\":", "{\"and\":["), random);
        return opening.repeat(1 + random.nextInt(5000)).getBytes(UTF_8);
    }

    /** Much of the same: many events, many members, long texts, long numbers. */
    private static byte[] repeated(RandomGenerator random) {
        int times = 1 + random.nextInt(3000);
        String text =
                switch (random.nextInt(5)) {
                    case 0 -> "[" + "{\"event_type\":\"t\"},".repeat(times) + "{}]";
                    case 1 -> "{\"event_type\":\"t\"" + ",\"a\":1".repeat(times) + "}";
                    case 2 -> "{\"event_type\":\"" + "x".repeat(times * 20) + "\"}";
                    case 3 -> "{\"event_type\":\"t\",\"amount\":" + "9".repeat(times) + "}";
                    default ->
                        "{\"measures\":[" + "\"events\",".repeat(times)
                                + "\"events\"],\"from\":\"-1d\",\"to\":\"now\"}";
                };
        return text.getBytes(UTF_8);
    }

    /** Up to five cuts, insertions, repetitions and flipped bits. */
    private static byte[] mutate(byte[] bytes, RandomGenerator random) {
        byte[] mutated = bytes;
        for (int i = random.nextInt(5); i >= 0; i--) {
            mutated = mutateOnce(mutated, random);
        }
        return mutated;
    }

    private static byte[] mutateOnce(byte[] bytes, RandomGenerator random) {
        if (bytes.length == 0) {
            return bytes(random, 1);
        }
        int at = random.nextInt(bytes.length);
        int end = at + random.nextInt(Math.min(60, bytes.length - at) + 1);
        byte[] part = Arrays.copyOfRange(bytes, at, end);
        return switch (random.nextInt(5)) {
            case 0 -> replace(bytes, at, at, pick(SNIPPETS, random).getBytes(UTF_8));
            case 1 -> replace(bytes, at, end, new byte[0]);
            case 2 -> replace(bytes, random.nextInt(bytes.length), part);
            case 3 -> replace(bytes, at, at + 1, new byte[] {(byte) (bytes[at] ^ 1 << random.nextInt(8))});
            default -> replace(bytes, at, end, bytes(random, part.length));
        };
    }

    private static byte[] replace(byte[] bytes, int at, byte[] with) {
        return replace(bytes, at, at, with);
    }

    private static byte[] replace(byte[] bytes, int from, int to, byte[] with) {
        byte[] result = new byte[from + with.length + bytes.length - to];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(with, 0, result, from, with.length);
        System.arraycopy(bytes, to, result, from + with.length, bytes.length - to);
        return result;
    }

    private static byte[] encode(String coding, byte[] plain) {
        return switch (coding) {
            case "gzip", "x-gzip", "GZIP" -> BadInputIT.gzip(plain);
            case "gzip, gzip" -> BadInputIT.gzip(BadInputIT.gzip(plain));
            case "zstd" -> Zstd.compress(plain);
            case "deflate" -> deflate(plain);
            default -> plain;
        };
    }

    private static byte[] deflate(byte[] plain) {
        try (Deflater deflater = new Deflater()) {
            deflater.setInput(plain);
            deflater.finish();
            byte[] buffer = new byte[plain.length + 100];
            return Arrays.copyOf(buffer, deflater.deflate(buffer));
        }
    }

    private static byte[] bytes(RandomGenerator random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static <T> T pick(List<T> list, RandomGenerator random) {
        return list.get(random.nextInt(list.size()));
    }

    /** How to send it again by hand. */
    String description() {
        return "POST " + path + " key " + key + ", Content-Type " + contentType + ", Content-Encoding "
                + contentEncoding + ", " + body.length + " bytes: "
                + HexFormat.of().formatHex(body, 0, Math.min(body.length, 2000));
    }
}
