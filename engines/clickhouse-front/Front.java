import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * ClickHouse's HTTP interface before the engine as a library, in a process of its own: for tests and for trying things out on a machine without a server.
 * Users, grants, clusters and replication are not there. Answers are sent when they are whole.
 *
 * <p>Usage: {@code java Front.java LIBRARY DATA PORT}. Port 0 takes a free one. Prints {@code ready URL} and serves until it is killed.
 */
public final class Front {

    private static final int SESSIONS = 8;

    /** Statements about other statements have connections of their own, so that there is one left when all others are busy. */
    private static final Pattern ABOUT_STATEMENTS = Pattern.compile("(?is)^\\s*(KILL\\b.*|SELECT\\b.*\\bsystem\\.processes\\b.*)");

    private static final boolean VERBOSE = System.getenv("VERBOSE") != null;
    private static final Pattern ERROR_CODE = Pattern.compile("Code: (\\d+)");

    private final BlockingQueue<Session> sessions = new LinkedBlockingQueue<>();
    private final BlockingQueue<Session> watchers = new LinkedBlockingQueue<>();

    private Front(Library library, Path data) {
        for (int i = 0; i < SESSIONS; i++) {
            sessions.add(new Session(library.connect(data, List.of())));
        }
        watchers.add(new Session(library.connect(data, List.of())));
    }

    public static void main(String[] arguments) throws IOException {
        Path data = Files.createDirectories(Path.of(arguments[1]).toAbsolutePath());
        Front front = new Front(new Library(Path.of(arguments[0])), data);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[2])), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", front::handle);
        server.start();
        System.out.println("ready http://127.0.0.1:" + server.getAddress().getPort());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(0))); // the engine's own end is not to be waited for
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestURI().getPath().equals("/ping")) {
                answer(exchange, 200, "Ok.\n".getBytes(StandardCharsets.UTF_8));
                return;
            }
            try {
                Request request = Request.of(exchange);
                byte[] result = run(request);
                exchange.getResponseHeaders().set("X-ClickHouse-Query-Id", request.id());
                exchange.getResponseHeaders().set("X-ClickHouse-Format", request.format());
                exchange.getResponseHeaders().set("X-ClickHouse-Timezone", "UTC");
                exchange.getResponseHeaders().set("X-ClickHouse-Server-Display-Name", "engine");
                exchange.getResponseHeaders().set("X-ClickHouse-Summary", "{\"read_rows\":\"0\",\"read_bytes\":\"0\",\"written_rows\":\"0\",\"written_bytes\":\"0\",\"elapsed_ns\":\"0\"}");
                answer(exchange, 200, result);
            } catch (Library.EngineException | IOException | RuntimeException e) {
                refuse(exchange, String.valueOf(e.getMessage()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private byte[] run(Request request) throws Library.EngineException, InterruptedException {
        BlockingQueue<Session> pool = ABOUT_STATEMENTS.matcher(request.sql()).matches() ? watchers : sessions;
        Session session = pool.take();
        try {
            return run(request, session);
        } finally {
            pool.add(session);
        }
    }

    private static byte[] run(Request request, Session session) throws Library.EngineException {
        Map<String, String> settings = new LinkedHashMap<>(request.settings());
        settings.putIfAbsent("log_comment", request.id());
        Library.Connection connection = session.with(request.database(), settings);
        if (request.isInsertOfData()) {
            connection.insert(bytes(request.insertWithoutFormat()), request.insertFormat(), request.data());
            return new byte[0];
        }
        return connection.query(bytes(withIds(request.sql())), request.format(), request.parameters());
    }

    /** The library gives statements ids of its own; that of the request is kept as the statement's comment. */
    private static String withIds(String sql) {
        return ABOUT_STATEMENTS.matcher(sql).matches() ? sql.replaceAll("\\bquery_id\\b", "Settings['log_comment']") : sql;
    }

    private static void refuse(HttpExchange exchange, String message) throws IOException {
        if (VERBOSE) {
            System.err.println(message);
        }
        Matcher code = ERROR_CODE.matcher(String.valueOf(message));
        exchange.getResponseHeaders().set("X-ClickHouse-Exception-Code", code.find() ? code.group(1) : "1002");
        answer(exchange, 500, bytes(String.format(Locale.ROOT, "%s", message)));
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
