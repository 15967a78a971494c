import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * A request of ClickHouse's HTTP interface, taken apart.
 *
 * @param data of an insert, after the statement; empty otherwise
 * @param settings for this statement alone
 * @param parameters what {@code {name:Type}} stands for
 */
record Request(String id, String database, String format, String sql, byte[] data, Map<String, String> settings, Map<String, String> parameters) {

    private static final Set<String> OF_THE_INTERFACE = Set.of("query", "database", "default_format", "session_id", "session_timeout", "session_check",
            "query_id", "compress", "decompress", "enable_http_compression", "wait_end_of_query", "role", "user", "password", "quota_key",
            "http_write_exception_in_output_format", "client_protocol_version", "send_progress_in_http_headers", "buffer_size", "network_compression_method");

    private static final Pattern INSERT_FORMAT = Pattern.compile("(?is)\\bFORMAT\\s+(\\w+)\\s*$");
    private static final Pattern FIELD = Pattern.compile("(?i)content-disposition: form-data; name=\"([^\"]*)\"");
    private static final String PARAMETER = "param_";

    static Request of(HttpExchange exchange) throws IOException {
        Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
        byte[] body = body(exchange, "1".equals(query.get("decompress")));
        String type = header(exchange, "Content-Type", "");
        if (type.startsWith("multipart/form-data")) {
            query.putAll(form(body, type.replaceFirst(".*boundary=\"?([^\";]*).*", "$1")));
            body = new byte[0];
        }
        Map<String, String> settings = new LinkedHashMap<>();
        Map<String, String> parameters = new LinkedHashMap<>();
        query.forEach((name, value) -> {
            if (name.startsWith(PARAMETER)) {
                parameters.put(name.substring(PARAMETER.length()), value);
            } else if (!OF_THE_INTERFACE.contains(name)) {
                settings.put(name, value);
            }
        });
        String format = exchange.getRequestHeaders().getFirst("X-ClickHouse-Format");
        format = query.getOrDefault("default_format", format == null ? "TabSeparated" : format);
        String sql = query.get("query");
        boolean insert = sql != null && sql.stripLeading().regionMatches(true, 0, "INSERT", 0, 6) && body.length > 0;
        if (!insert) {
            sql = (sql == null ? "" : sql + "\n") + new String(body, StandardCharsets.UTF_8);
            body = new byte[0];
        }
        String id = query.getOrDefault("query_id", java.util.UUID.randomUUID().toString());
        return new Request(id, query.getOrDefault("database", header(exchange, "X-ClickHouse-Database", "default")), format, sql.strip(), body, settings, parameters);
    }

    boolean isInsertOfData() {
        return data.length > 0;
    }

    /** The format that an INSERT of data names at its end. */
    String insertFormat() {
        Matcher named = INSERT_FORMAT.matcher(sql);
        return named.find() ? named.group(1) : "TabSeparated";
    }

    String insertWithoutFormat() {
        return INSERT_FORMAT.matcher(sql).replaceFirst("");
    }

    private static String header(HttpExchange exchange, String name, String fallback) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? fallback : value;
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
        }
        return query;
    }

    /** The fields of a form, one part each. */
    private static Map<String, String> form(byte[] body, String boundary) {
        Map<String, String> form = new LinkedHashMap<>();
        String text = "\r\n" + new String(body, StandardCharsets.ISO_8859_1);
        for (String part : text.split(Pattern.quote("\r\n--" + boundary))) {
            Matcher name = FIELD.matcher(part);
            if (name.find()) {
                String value = part.substring(part.indexOf("\r\n\r\n") + 4);
                form.put(name.group(1), new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
            }
        }
        return form;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static byte[] body(HttpExchange exchange, boolean inBlocks) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
        if ("gzip".equals(encoding)) {
            body = new GZIPInputStream(new java.io.ByteArrayInputStream(body)).readAllBytes();
        } else if (encoding != null && !inBlocks) {
            throw new IOException("Content-Encoding is " + encoding + ", expected gzip, or blocks by decompress=1");
        }
        return inBlocks ? decompressed(body) : body;
    }

    /** Blocks of a checksum of 16 bytes, the method, both sizes and LZ4 data. */
    private static byte[] decompressed(byte[] body) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.length * 3);
        while (in.hasRemaining()) {
            in.position(in.position() + 16);
            int method = in.get() & 0xff;
            int compressed = in.getInt() - 9;
            byte[] block = new byte[in.getInt()];
            if (method == 0x82) {
                lz4(in.slice(in.position(), compressed), block);
            } else if (method == 0x02) {
                in.slice(in.position(), compressed).get(block);
            } else {
                throw new IOException("a block is compressed by method " + method + ", expected LZ4");
            }
            in.position(in.position() + compressed);
            out.writeBytes(block);
        }
        return out.toByteArray();
    }

    private static void lz4(ByteBuffer in, byte[] out) {
        int at = 0;
        while (in.hasRemaining()) {
            int token = in.get() & 0xff;
            int literals = length(token >>> 4, in);
            in.get(out, at, literals);
            at += literals;
            if (!in.hasRemaining()) {
                return;
            }
            int offset = (in.get() & 0xff) | (in.get() & 0xff) << 8;
            int matched = length(token & 15, in) + 4;
            for (int i = 0; i < matched; i++, at++) {
                out[at] = out[at - offset];
            }
        }
    }

    private static int length(int first, ByteBuffer in) {
        int length = first;
        for (int more = first == 15 ? 255 : 0; more == 255; length += more) {
            more = in.get() & 0xff;
        }
        return length;
    }
}
