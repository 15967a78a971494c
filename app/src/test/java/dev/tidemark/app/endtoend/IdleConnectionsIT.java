package dev.tidemark.app.endtoend;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thousands of connections that ask for nothing disturb nobody, and are closed after a while. */
@Tag(Fault.SUITE)
class IdleConnectionsIT {
    private static final int CONNECTIONS = Fault.either(2_000, 10_000);

    /** Of memory of all kinds; more than what the operating system's view of a busy JVM varies by. */
    private static final long MOST_BYTES_EACH = 48L << 10;

    @TempDir
    Path data;

    @Test
    void idleConnectionsDisturbNobodyAndAreClosed() throws IOException {
        Launch launch = Launch.in(data)
                .withHeap("256m")
                .with("TIDEMARK_HTTP_IDLE_TIMEOUT", Fault.either(8, 30) + "s")
                .with("TIDEMARK_EMBEDDED_MEMORY", "64MiB");
        try (ServerProcess server = ServerProcess.start(launch)) {
            Vitals before = Vitals.of(server.pid());
            List<SocketChannel> idle = connect(server.api().address());
            Vitals during = Vitals.of(server.pid());
            assertThat(during.sockets()).isGreaterThanOrEqualTo(CONNECTIONS);
            new Fault("%,d idle connections".formatted(CONNECTIONS)).underLoad(server, () -> awaitEnd(idle));
            Vitals after = Vitals.of(server.pid());
            System.out.printf("idle connections:%nbefore %s%nduring %s%nafter  %s%n", before, during, after);
            assertThat(during.threads()).as("threads").isLessThanOrEqualTo(before.threads() + 4);
            assertThat(during.heap() - before.heap()).as("heap").isLessThan(CONNECTIONS * MOST_BYTES_EACH);
            assertThat(after.sockets()).as("sockets").isLessThan(CONNECTIONS / 10);
        }
    }

    /** The others have asked once before, as clients do that keep a connection for later. */
    private static List<SocketChannel> connect(URI address) throws IOException {
        InetSocketAddress server = new InetSocketAddress(address.getHost(), address.getPort());
        List<SocketChannel> connections = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            SocketChannel connection = SocketChannel.open(server);
            connections.add(connection);
            if (i % 2 == 0) {
                connection.write(
                        ByteBuffer.wrap("GET /health/liveness HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII)));
            }
        }
        return connections;
    }

    /** Reads each to its end, which the server makes. */
    private static void awaitEnd(List<SocketChannel> connections) {
        ByteBuffer buffer = ByteBuffer.allocate(4096);
        for (SocketChannel connection : connections) {
            try (connection) {
                while (connection.read(buffer.clear()) >= 0) {}
            } catch (IOException e) {
                // reset, which is an end too
            }
        }
    }
}
