package dev.tidemark.storage.citus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.storage.citus.Partitions.Part;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.postgresql.PostgreSql;
import dev.tidemark.storage.sql.postgresql.Statements;
import dev.tidemark.testkit.contract.MixedHistory;
import dev.tidemark.testkit.contract.PatientWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A worker of a cluster is killed while eight write batches of ten tenants, rollups follow and months are written anew, and is back some seconds later. Run where the environment says how: the commands that kill one, as a loss
 * of power would, and start it again.
 */
class WorkerCrashTest {

    private static final String KILL = "TIDEMARK_TEST_CITUS_WORKER_KILL";
    private static final String START = "TIDEMARK_TEST_CITUS_WORKER_START";

    private static final int ROUNDS = Integer.getInteger("tidemark.crashes", 5);
    private static final int WRITERS = 8;
    private static final int BATCHES = 12;
    private static final int SIZE = 50;
    private static final List<TenantId> TENANTS = IntStream.range(0, 10)
            .mapToObj(number -> new TenantId("tenant-" + number))
            .toList();
    private static final String COUNT = "SELECT count(*), count(DISTINCT event_id) FROM events";
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(3);

    private final TemporaryStore place = new TemporaryStore();
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @AfterEach
    void remove() {
        place.close();
    }

    @Test
    void everyEventIsStoredOnceAndEveryRollupHasIt() throws Exception {
        assumeTrue(
                System.getenv(KILL) != null && System.getenv(START) != null,
                KILL + " and " + START + " name no commands for a worker of a cluster");
        try (CitusStorage one = place.open();
                CitusStorage other = place.open()) {
            List<CitusStorage> servers = List.of(one, other);
            for (int round = 0; round < ROUNDS; round++) {
                writeWhileKilled(servers, round * WRITERS * BATCHES * SIZE);
                long written = (round + 1L) * WRITERS * BATCHES * SIZE;
                awaitSettled(servers.get(round % 2), written);
                assertThat(counts()).as("round %d, seed %d", round, seed).containsExactly(written, written);
                assertThat(wrongTables(other))
                        .as("round %d, seed %d", round, seed)
                        .isEmpty();
            }
        }
    }

    private void writeWhileKilled(List<CitusStorage> servers, int from) throws Exception {
        List<Future<?>> writing = new ArrayList<>();
        try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS + 1)) {
            for (int writer = 0; writer < WRITERS; writer++) {
                CitusStorage server = servers.get(writer % servers.size());
                int first = from + writer * BATCHES * SIZE;
                writing.add(writers.submit(() -> write(server, first)));
            }
            writing.add(writers.submit(() -> rewriteMonths(place)));
            LockSupport.parkNanos(random.nextLong(2_000_000_000L));
            run(KILL);
            LockSupport.parkNanos(1_000_000_000L + random.nextLong(3_000_000_000L));
            run(START);
        }
        for (Future<?> writer : writing) {
            writer.get();
        }
    }

    /** As old ones are, for instance by columns; not if the worker goes away meanwhile, which is told. */
    private static void rewriteMonths(TemporaryStore place) {
        try (PostgreSql server = PostgreSql.connect(place.settings().server())) {
            Rewriting rewriting = place.rewriting(server);
            for (Part part : server.read("looking for parts", Partitions::list)) {
                boolean done = rewriting.rewrite(part.month(), Fragment.of("false"));
                System.out.println(part.month() + (done ? " was written anew" : " was not written anew"));
            }
        } catch (StorageException e) {
            System.out.println("a month was not written anew: " + e.getMessage());
        }
    }

    /** A batch may be committed, as its writer was told, and its part on the worker be seen only when the coordinator has told that one. */
    private void awaitSettled(CitusStorage server, long written) {
        long deadline = System.nanoTime() + PATIENCE;
        do {
            LockSupport.parkNanos(100_000_000L);
            try {
                server.following().follow();
            } catch (StorageException e) {
                LockSupport.parkNanos(100_000_000L); // the worker is not quite back
            }
        } while (!counts().equals(List.of(written, written)) && System.nanoTime() < deadline);
    }

    /** Events, and different ones. */
    private List<Long> counts() {
        try (PostgreSql server = PostgreSql.connect(place.settings().server())) {
            return server.read("counting", connection -> Statements.rows(
                            connection, COUNT, row -> List.of(row.getLong(1), row.getLong(2)))
                    .getFirst());
        } catch (StorageException e) {
            return List.of();
        }
    }

    /** Of all tenants. */
    private static List<String> wrongTables(CitusStorage storage) {
        return TENANTS.stream()
                .flatMap(tenant -> MixedHistory.wrongTables(storage, tenant).stream())
                .toList();
    }

    private static void run(String command) throws IOException, InterruptedException {
        int status = new ProcessBuilder("bash", "-c", System.getenv(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        assertThat(status).as(command).isZero();
    }

    private static void write(CitusStorage storage, int from) {
        for (int batch = 0; batch < BATCHES; batch++) {
            PatientWriter.write(storage, MixedHistory.batch(from + batch * SIZE, from + (batch + 1) * SIZE, TENANTS));
        }
    }
}
