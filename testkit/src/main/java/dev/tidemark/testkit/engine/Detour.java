package dev.tidemark.testkit.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to a server on this machine that can be made bad: a proxy for bytes over TCP. Usable by many threads. */
public final class Detour implements AutoCloseable {
    private static final int PIECE_BYTES = 16 << 10;
    private static final int DELAY_MILLIS = 40;
    private static final int LOOK_MILLIS = 20;

    private final InetSocketAddress target;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final InetSocketAddress address;
    private volatile ServerSocket listening;
    private volatile Way way = Way.OPEN;
    private volatile boolean closed;

    /** How bytes fare. */
    public enum Way {
        OPEN,
        /** Every piece of at most 16 KiB waits for 40 ms. */
        SLOW,
        /** Nothing gets through, and nobody is told; later it does. */
        SILENT,
        /** Who connects is refused, and who is connected is reset. */
        REFUSING,
        /** Who connects is served, and reset after some bytes. */
        RESETTING
    }

    private Detour(InetSocketAddress target) throws IOException {
        this.target = target;
        this.listening = listen(0);
        this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), listening.getLocalPort());
        accept();
    }

    /** A way to the server at this address. */
    public static Detour to(URI server) {
        try {
            return new Detour(new InetSocketAddress(server.getHost(), server.getPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same address, by this way. */
    public URI by(URI server) {
        String direct = server.getHost() + ":" + server.getPort();
        return URI.create(server.toString().replace(direct, "127.0.0.1:" + address.getPort()));
    }

    /** Lets bytes fare so from now on, those of connections that are open too. */
    public synchronized void become(Way next) {
        way = next;
        try {
            if (next == Way.REFUSING) {
                listening.close();
                connections.forEach(Connection::reset);
            } else if (listening.isClosed()) {
                listening = listen(address.getPort());
                accept();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing of connections that are open gets through any more, and nobody is told; who connects anew is served. */
    public void forgetConnections() {
        connections.forEach(Connection::forget);
    }

    private static ServerSocket listen(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return socket;
    }

    private void accept() {
        ServerSocket socket = listening;
        Thread.ofPlatform().daemon().start(() -> {
            try {
                while (true) {
                    new Connection(socket.accept()).start();
                }
            } catch (IOException e) {
                // closed, or refusing
            }
        });
    }

    private final class Connection {
        private final Socket client;
        private final Socket server = new Socket();
        private volatile boolean forgotten;

        Connection(Socket client) {
            this.client = client;
        }

        void start() {
            connections.add(this);
            Thread.ofPlatform().daemon().start(() -> {
                try {
                    server.connect(target);
                    Thread.ofPlatform().daemon().start(() -> pump(server, client));
                    pump(client, server);
                } catch (IOException e) {
                    reset();
                }
            });
        }

        void forget() {
            forgotten = true;
        }

        void reset() {
            connections.remove(this);
            for (Socket socket : new Socket[] {client, server}) {
                try (socket) {
                    socket.setSoLinger(true, 0);
                } catch (IOException e) {
                    // closed already
                }
            }
        }

        private void pump(Socket from, Socket to) {
            byte[] piece = new byte[PIECE_BYTES];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                    delay();
                    out.write(piece, 0, length);
                }
                to.shutdownOutput();
            } catch (IOException e) {
                reset();
            }
        }

        private void delay() throws IOException {
            try {
                if (way == Way.SLOW) {
                    Thread.sleep(DELAY_MILLIS);
                }
                if (way == Way.RESETTING) {
                    Thread.sleep(DELAY_MILLIS);
                    throw new IOException("to be reset");
                }
                while ((forgotten || way == Way.SILENT) && !closed) {
                    Thread.sleep(LOOK_MILLIS);
                }
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            connections.forEach(Connection::reset);
        }
    }
}
