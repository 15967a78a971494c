package dev.tidemark.storage.clickhouse;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ClientFaultCause;
import com.clickhouse.client.api.CompressionMethod;
import com.clickhouse.client.api.data_formats.ClickHouseBinaryFormatReader;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.client.api.query.QueryResponse;
import com.clickhouse.client.api.query.QuerySettings;
import com.clickhouse.data.ClickHouseFormat;
import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.storage.StorageException.Category;
import dev.tidemark.storage.sql.Fragment;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The statements of this store at the server, by the official client. Each has an id, by which it can be killed. */
final class Server implements AutoCloseable {

    /** What ids of statements begin with. */
    static final String PREFIX = "tidemark-";

    /** Without it casts of absent values fail. Decimal text is read to the last bit. */
    private static final Map<String, String> ALWAYS = Map.of("cast_keep_nullable", "1", "precise_float_parsing", "1");

    /** Connections beyond those of questions: background, killing, health, and writers, of which there is one for each partition of a log. */
    private static final int OTHER_CONNECTIONS = 64;

    /** Whoever has a deadline is told of it before. */
    private static final long PATIENCE_MILLIS = 2_000;

    private final Layout layout;
    private final ClickHouseSettings settings;
    private final Client client;

    /** Requests wait for the server, so they need threads that nothing else waits for. */
    private final ExecutorService requests = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("tidemark-clickhouse-", 1).factory());

    private volatile boolean closed;

    /** @param layout whose shard's address is asked */
    Server(Layout layout) {
        this.layout = layout;
        this.settings = layout.settings();
        this.client = new Client.Builder()
                .addEndpoint(settings.shards().get(layout.shard() - 1).toString())
                .setUsername(settings.login().username())
                .setPassword(settings.login().password())
                .setDefaultDatabase(settings.database())
                .compressClientRequest(true)
                .compressServerResponse(false)
                .compressionMethod(CompressionMethod.LZ4)
                .useAsyncRequests(true)
                .setSharedOperationExecutor(requests)
                .useHttpFormDataForQuery(
                        true) // or what a question may hold would be limited by the length of an address
                .useServerTimeZone(false)
                .useTimeZone("UTC")
                .setMaxRetries(0)
                .retryOnFailures(ClientFaultCause.None)
                .setConnectTimeout(5, ChronoUnit.SECONDS)
                .setConnectionRequestTimeout(10, ChronoUnit.SECONDS)
                .setMaxConnections(settings.limits().concurrentReads() + OTHER_CONNECTIONS)
                .setClientName("tidemark")
                .build();
    }

    ClickHouseSettings settings() {
        return settings;
    }

    Layout layout() {
        return layout;
    }

    static String newId() {
        return PREFIX + UUID.randomUUID();
    }

    /** Runs a statement that returns nothing. */
    void execute(String purpose, String sql) {
        execute(purpose, sql, newId(), Map.of());
    }

    void execute(String purpose, String sql, String id, Map<String, String> serverSettings) {
        execute(purpose, sql, id, serverSettings, settings.database());
    }

    void createDatabase() {
        String sql = "CREATE DATABASE IF NOT EXISTS " + settings.database() + layout.onCluster();
        execute("creating the database " + settings.database(), sql, newId(), Map.of(), "default");
    }

    private void execute(String purpose, String sql, String id, Map<String, String> serverSettings, String database) {
        run(purpose, sql, Map.of(), command(id, serverSettings, database));
    }

    private QuerySettings command(String id, Map<String, String> serverSettings, String database) {
        QuerySettings command = new QuerySettings();
        command.setQueryId(id);
        command.setDatabase(database);
        ALWAYS.forEach(command::serverSetting);
        layout.settingsOfWrites().forEach(command::serverSetting);
        serverSettings.forEach(command::serverSetting);
        command.setNetworkTimeout(settings.limits().writeTimeout().toMillis(), ChronoUnit.MILLIS);
        return command;
    }

    /** Not as a command of the client: that ends on a thread of the common pool, which may wait for this. */
    private void run(String purpose, String sql, Map<String, Object> parameters, QuerySettings command) {
        requireOpen();
        try {
            await(
                            client.query(sql, parameters, command),
                            command.getQueryId(),
                            settings.limits().writeTimeout())
                    .close();
        } catch (Exception e) {
            throw ClickHouseErrors.whileWriting(purpose, e);
        }
    }

    /** Runs a statement with its values bound. */
    void execute(String purpose, Fragment fragment) {
        Rendered rendered = Rendered.of(fragment);
        run(purpose, rendered.text(), rendered.parameters(), command(newId(), Map.of(), settings.database()));
    }

    /** Inserts rows in the format {@code RowBinary}. */
    void insert(String purpose, String table, List<String> columns, String id, RowBinary rows) {
        requireOpen();
        InsertSettings insert = new InsertSettings();
        insert.setQueryId(id);
        insert.setDatabase(settings.database());
        Inserts.OF_ONE_BLOCK.forEach(insert::serverSetting);
        layout.settingsOfWrites().forEach(insert::serverSetting);
        insert.setNetworkTimeout(settings.limits().writeTimeout().toMillis(), ChronoUnit.MILLIS);
        try {
            await(
                            client.insert(table, columns, rows::writeTo, ClickHouseFormat.RowBinary, insert),
                            id,
                            settings.limits().writeTimeout())
                    .close();
        } catch (Exception e) {
            throw ClickHouseErrors.whileWriting(purpose, e);
        }
    }

    /** All rows of a short answer. */
    <R> List<R> rows(String purpose, Fragment fragment, RowReader<R> reader) {
        return rows(purpose, fragment, settings.database(), reader);
    }

    /** All rows of a short answer of which no database needs to be there. */
    <R> List<R> rowsOfServer(String purpose, Fragment fragment, RowReader<R> reader) {
        return rows(purpose, fragment, "system", reader);
    }

    private <R> List<R> rows(String purpose, Fragment fragment, String database, RowReader<R> reader) {
        List<R> rows = new ArrayList<>();
        try (Answer answer = ask(
                fragment,
                newId(),
                settings.limits().writeTimeout(),
                Map.of(),
                ClickHouseFormat.RowBinaryWithNamesAndTypes,
                database)) {
            answer.forEach(row -> rows.add(reader.read(row)));
        } catch (Exception e) {
            throw ClickHouseErrors.whileReading(purpose, e);
        }
        return rows;
    }

    /** The bytes of an answer in the format {@code RowBinary}. */
    <R> R bytes(String purpose, Fragment fragment, BytesReader<R> reader) {
        try (Answer answer =
                        ask(fragment, newId(), settings.limits().writeTimeout(), Map.of(), ClickHouseFormat.RowBinary);
                InputStream in = answer.response.getInputStream()) {
            return reader.read(in);
        } catch (Exception e) {
            throw ClickHouseErrors.whileReading(purpose, e);
        }
    }

    /** Asks, and returns when the answer begins: from then on it is of the parts that tables had before. */
    Answer ask(
            Fragment fragment,
            String id,
            Duration patience,
            Map<String, String> serverSettings,
            ClickHouseFormat format)
            throws Exception {
        return ask(fragment, id, patience, serverSettings, format, settings.database());
    }

    private Answer ask(
            Fragment fragment,
            String id,
            Duration patience,
            Map<String, String> serverSettings,
            ClickHouseFormat format,
            String database)
            throws Exception {
        requireOpen();
        Rendered rendered = Rendered.of(fragment);
        QuerySettings query = new QuerySettings();
        query.setQueryId(id);
        query.setDatabase(database);
        query.setFormat(format);
        ALWAYS.forEach(query::serverSetting);
        serverSettings.forEach(query::serverSetting);
        return new Answer(await(client.query(rendered.text(), rendered.parameters(), query), id, patience));
    }

    /** Ends the request on this side at once; the server may go on. */
    void abandon(String id) {
        client.cancelTransportRequest(id);
    }

    /** Has the server end the statement of this id, and waits for that; in a cluster, whichever replica runs it. */
    void kill(String id) {
        killWhere("query_id = '" + id + "'");
    }

    void killWhere(String condition) {
        String statement = layout.kill(condition);
        if (layout.isReplicated()) {
            execute("ending statements", statement);
        } else {
            rows("ending statements", Fragment.of(statement), row -> row);
        }
    }

    /** Has this server end a question; no harm is done where it runs on another. */
    void killHere(String id) {
        rows("ending the question " + id, Fragment.of("KILL QUERY WHERE query_id = '" + id + "' SYNC"), row -> row);
    }

    void drop(String purpose, String table) {
        execute(purpose, layout.drop(table));
    }

    /** Waits until the replica asked has what the table's other replicas had confirmed before; nothing to do where there are none. */
    void catchUp(String table) {
        layout.catchUp(table).ifPresent(statement -> execute("catching up with replicas of " + table, statement));
    }

    @Override
    public void close() {
        closed = true;
        client.close();
        requests.shutdownNow();
    }

    private void requireOpen() {
        if (closed) {
            throw new StorageException(Category.UNAVAILABLE, "the ClickHouse store is closed", null);
        }
    }

    private <T extends AutoCloseable> T await(CompletableFuture<T> future, String id, Duration patience)
            throws Exception {
        try {
            return future.get(patience.toMillis() + PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } catch (TimeoutException e) {
            abandon(future, id);
            throw new TimeoutException("no answer within " + patience.toMillis() + " ms");
        } catch (InterruptedException e) {
            abandon(future, id);
            Thread.currentThread().interrupt();
            throw e;
        }
    }

    /** An answer that comes all the same is closed, or its connection would never be free again. */
    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it
    private void abandon(CompletableFuture<? extends AutoCloseable> future, String id) {
        abandon(id);
        future.thenAccept(Server::close);
    }

    private static void close(AutoCloseable answer) {
        try {
            answer.close();
        } catch (Exception e) {
            // it is of no use any more
        }
    }

    /** An answer that has begun. */
    final class Answer implements AutoCloseable {
        private final QueryResponse response;

        private Answer(QueryResponse response) {
            this.response = response;
        }

        void forEach(RowSink sink) {
            ClickHouseBinaryFormatReader reader = client.newBinaryFormatReader(response); // closed with its answer
            BinaryRow row = new BinaryRow(reader);
            while (reader.hasNext() && reader.next() != null) {
                sink.take(row);
            }
        }

        long rowsRead() {
            return response.getReadRows();
        }

        @Override
        public void close() throws IOException {
            try {
                response.close();
            } catch (IOException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }

    @FunctionalInterface
    interface RowReader<R extends @Nullable Object> {
        R read(BinaryRow row);
    }

    @FunctionalInterface
    interface RowSink {
        void take(BinaryRow row);
    }

    @FunctionalInterface
    interface BytesReader<R> {
        R read(InputStream in) throws IOException;
    }
}
