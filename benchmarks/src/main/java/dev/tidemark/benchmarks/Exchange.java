package dev.tidemark.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * One kept-alive connection of many that one thread serves: a request is sent whole, and its answer is looked at no further than to its status and end. As little work as possible,
 * since the generator shares the processors with the server it measures.
 */
final class Exchange implements AutoCloseable {

    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final int STATUS_AT = "HTTP/1.1 ".length();

    private final SocketChannel channel;
    private final SelectionKey key;
    private final byte[] head;
    private final ByteBuffer answer = ByteBuffer.allocate(16 * 1024);
    private ByteBuffer request = ByteBuffer.allocateDirect(16 * 1024);

    Exchange(Selector selector, int port, String path) throws IOException {
        channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        key = channel.register(selector, SelectionKey.OP_READ, this);
        head = HttpConnection.head(path, ServerUnderTest.WRITE_KEY).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Sends a body, as much of it at once as the system takes. */
    void send(byte[] body) throws IOException {
        byte[] length = (body.length + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
        int size = head.length + length.length + body.length;
        if (request.capacity() < size) {
            request = ByteBuffer.allocateDirect(size);
        }
        request.clear().put(head).put(length).put(body).flip();
        sendAgain();
    }

    /** Sends the last request once more. */
    void sendAgain() throws IOException {
        request.rewind();
        answer.clear();
        goOn();
    }

    /** Sends what is left of the request. */
    void goOn() throws IOException {
        channel.write(request);
        key.interestOps(request.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    /** Reads what has come; the status once the answer is whole, else 0. */
    int receive() throws IOException {
        if (channel.read(answer) < 0) {
            throw new EOFException("the server closed the connection");
        }
        byte[] bytes = answer.array();
        int end = endOfHead(bytes, answer.position());
        if (end < 0 || answer.position() < end + contentLength(bytes, end)) {
            return 0;
        }
        return Integer.parseInt(new String(bytes, STATUS_AT, 3, StandardCharsets.US_ASCII));
    }

    private static int endOfHead(byte[] bytes, int size) {
        for (int i = STATUS_AT; i + 3 < size; i++) {
            if (bytes[i] == '\r' && bytes[i + 2] == '\r' && bytes[i + 3] == '\n') {
                return i + 4;
            }
        }
        return -1;
    }

    private static int contentLength(byte[] bytes, int end) throws IOException {
        for (int i = STATUS_AT; i < end; i++) {
            if (bytes[i] == '\n' && isLength(bytes, i + 1)) {
                int length = 0;
                for (int at = i + 1 + LENGTH.length; bytes[at] != '\r'; at++) {
                    length = bytes[at] == ' ' ? length : length * 10 + bytes[at] - '0';
                }
                return length;
            }
        }
        throw new IOException("the answer has no Content-Length, expected one");
    }

    private static boolean isLength(byte[] bytes, int from) {
        for (int i = 0; i < LENGTH.length; i++) {
            if ((bytes[from + i] | 0x20) != (LENGTH[i] | 0x20)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
