package dev.tidemark.app.endtoend;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that send a byte now and then, of a head or of a body, are told so after a while and let go; meanwhile others are served. */
@Tag(Fault.SUITE)
class SlowClientsIT {
    private static final int CLIENTS = Fault.either(200, 1_000);
    private static final int ANNOUNCED = 1 << 20;
    private static final int GREAT = Fault.either(50, 200);
    private static final int GREAT_BYTES = 7 << 20;
    private static final int SENT_AT_ONCE = 32 << 10;

    @TempDir
    Path data;

    @Test
    void slowClientsAreCutOffAndDisturbNobody() {
        Launch launch = Launch.in(data)
                .withHeap("256m")
                .with("TIDEMARK_HTTP_REQUEST_TIMEOUT", Fault.either(3, 20) + "s")
                .with("TIDEMARK_EMBEDDED_MEMORY", "64MiB");
        try (ServerProcess server = ServerProcess.start(launch)) {
            Vitals before = Vitals.of(server.pid());
            List<Integer> statuses = new ArrayList<>();
            List<Vitals> during = new ArrayList<>();
            new Fault("%,d clients that dribble heads and bodies".formatted(CLIENTS)).underLoad(server, () -> {
                List<Socket> clients = connect(server.api().address());
                dribble(clients);
                during.add(Vitals.of(server.pid()));
                clients.forEach(client -> statuses.add(status(client)));
            });
            Vitals after = Vitals.of(server.pid());
            System.out.printf("slow clients:%nbefore %s%nduring %s%nafter  %s%n", before, during.getFirst(), after);
            assertThat(statuses).as("answers").hasSize(CLIENTS).containsOnly(408);
            assertThat(during.getFirst().threads()).as("threads").isLessThanOrEqualTo(before.threads() + 12);
            assertThat(after.sockets()).as("sockets").isLessThan(before.sockets() + CLIENTS / 10);
        }
    }

    /** More than the server's memory holds, of clients that never come to an end. */
    @Test
    void greatBodiesThatDoNotEndHoldNoMoreMemoryThanThereIs() {
        Launch launch = Launch.in(data)
                .withHeap("256m")
                .with("TIDEMARK_HTTP_REQUEST_TIMEOUT", "5s")
                .with("TIDEMARK_EMBEDDED_MEMORY", "64MiB");
        try (ServerProcess server = ServerProcess.start(launch)) {
            server.api().awaitDelivery();
            Vitals before = Vitals.of(server.pid());
            List<Vitals> during = new ArrayList<>();
            List<Integer> statuses = new ArrayList<>();
            new Fault("%d clients that send %d MiB each and do not end".formatted(GREAT, GREAT_BYTES >> 20))
                    .underLoad(server, () -> {
                        List<Socket> clients = sendGreat(server.api().address());
                        during.add(Vitals.of(server.pid()));
                        clients.forEach(client -> statuses.add(status(client)));
                    });
            System.out.printf("great bodies: %s%nbefore %s%nduring %s%n", statuses, before, during.getFirst());
            assertThat(statuses)
                    .as("answers, 0 for none")
                    .hasSize(GREAT)
                    .isSubsetOf(408, 503)
                    .contains(503);
            assertThat(during.getFirst().resident() - before.resident())
                    .as("resident memory")
                    .isLessThan(GREAT * (long) GREAT_BYTES / 2);
            assertThat(server.log()).doesNotContain("OutOfMemoryError", "OutOfDirectMemoryError", "LEAK:");
        }
    }

    private static List<Socket> sendGreat(URI address) {
        List<Socket> clients = new ArrayList<>();
        byte[] piece = " ".repeat(GREAT_BYTES / 8).getBytes(US_ASCII);
        for (int i = 0; i < GREAT; i++) {
            try {
                Socket client = new Socket(address.getHost(), address.getPort());
                clients.add(client);
                client.getOutputStream().write(head(2 * GREAT_BYTES).getBytes(US_ASCII));
                for (int sent = 0; sent < GREAT_BYTES; sent += piece.length) {
                    client.getOutputStream().write(piece);
                }
            } catch (IOException e) {
                // refused while it sent
            }
        }
        return clients;
    }

    private static List<Socket> connect(URI address) {
        List<Socket> clients = new ArrayList<>();
        try {
            for (int i = 0; i < CLIENTS; i++) {
                Socket client = new Socket(address.getHost(), address.getPort());
                clients.add(client);
                client.getOutputStream().write(i % 2 == 0 ? head() : beginningOfBody());
            }
            return clients;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] head() {
        return "POST /v1/events HTTP/1.1\r\nHost: x\r\nX-Slow: ".getBytes(US_ASCII);
    }

    private static byte[] beginningOfBody() {
        return (head(ANNOUNCED) + " ".repeat(SENT_AT_ONCE)).getBytes(US_ASCII);
    }

    private static String head(int length) {
        return "POST /v1/events HTTP/1.1\r\nHost: x\r\nX-Api-Key: " + Launch.WRITE_KEY
                + "\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n";
    }

    private static void dribble(List<Socket> clients) {
        for (int i = 0; i < 5; i++) {
            Pause.millis(200);
            for (Socket client : clients) {
                try {
                    client.getOutputStream().write(' ');
                } catch (IOException e) {
                    throw new UncheckedIOException("cut off before its time", e);
                }
            }
        }
    }

    private static int status(Socket client) {
        try (client) {
            String answer = new String(client.getInputStream().readAllBytes(), US_ASCII);
            return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
