package dev.tidemark.benchmarks;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/** Posts bodies over many connections by one thread, each connection sending another as soon as the last is answered. What the server has no room for is sent again. */
final class Senders implements AutoCloseable {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Selector selector;
    private final Iterator<byte[]> bodies;
    private final Queue<Refused> refused = new ArrayDeque<>();
    private int unanswered;

    private Senders(Iterator<byte[]> bodies) throws IOException {
        this.selector = Selector.open();
        this.bodies = bodies;
    }

    /** A body to send again, when the server may have room. */
    private record Refused(Exchange exchange, long due) {}

    /** Posts all bodies and returns when the last one is answered 202. */
    static void post(int port, int connections, List<byte[]> bodies) throws IOException {
        try (Senders senders = new Senders(bodies.iterator())) {
            for (int i = 0; i < connections; i++) {
                senders.sendNext(new Exchange(senders.selector, port, "/v1/events"));
            }
            while (senders.unanswered > 0) {
                senders.work();
            }
        }
    }

    private void sendNext(Exchange exchange) throws IOException {
        if (bodies.hasNext()) {
            unanswered++;
            exchange.send(bodies.next());
        }
    }

    private void work() throws IOException {
        selector.select(refused.isEmpty() ? 0 : TimeUnit.NANOSECONDS.toMillis(PAUSE_NANOS));
        for (SelectionKey key : selector.selectedKeys()) {
            Exchange exchange = (Exchange) key.attachment();
            if (key.isWritable()) {
                exchange.goOn();
            } else {
                take(exchange);
            }
        }
        selector.selectedKeys().clear();
        for (Refused next = refused.peek(); next != null && next.due() <= System.nanoTime(); next = refused.peek()) {
            refused.remove().exchange().sendAgain();
        }
    }

    private void take(Exchange exchange) throws IOException {
        int status = exchange.receive();
        if (status == 503 || status == 429) {
            refused.add(new Refused(exchange, System.nanoTime() + PAUSE_NANOS));
        } else if (status == 202) {
            unanswered--;
            sendNext(exchange);
        } else if (status != 0) {
            throw new IOException("the server answered " + status + ", expected 202");
        }
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            ((Exchange) key.attachment()).close();
        }
        selector.close();
    }
}
