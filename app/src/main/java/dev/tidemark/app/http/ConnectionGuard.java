package dev.tidemark.app.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.app.settings.HttpTimeouts;
import io.micrometer.core.instrument.Counter;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Watches one connection, so that clients which send nothing, or a byte now and then, hold nothing for long, and those which send much do not hold more than there is: a request has a deadline from its
 * first byte on, and is answered 408 when it passes; one for which there is no {@link BodyMemory} is answered 503; a connection without a request is closed after a while. No time runs while the server works on
 * an answer. Costs no timer for each request: one task looks now and then whether the deadline of the moment has passed.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails fails with the connection, of which the server hears
final class ConnectionGuard extends ChannelDuplexHandler {
    private static final int LINGER_SECONDS = 2;

    private final long idleNanos;
    private final long requestNanos;
    private final Counter lateRequests;
    private final BodyMemory memory;

    /** Bytes of bodies that have come and are not answered yet. */
    private long held;

    /** Since when the connection has been idle, or the request has been coming. */
    private long since = System.nanoTime();

    private boolean isReceiving;
    private boolean sawMessage;
    private boolean isAnswering;
    private boolean isOver;
    private int unanswered;
    private @Nullable Future<?> check;

    ConnectionGuard(HttpTimeouts timeouts, BodyMemory memory, Counter lateRequests) {
        this.idleNanos = timeouts.idle().toNanos();
        this.requestNanos = timeouts.request().toNanos();
        this.memory = memory;
        this.lateRequests = lateRequests;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        checkIn(context, Math.min(idleNanos, requestNanos));
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        cancelCheck();
        letGo();
    }

    private void cancelCheck() {
        Future<?> scheduled = check;
        if (scheduled != null) {
            scheduled.cancel(false);
        }
    }

    private void checkIn(ChannelHandlerContext context, long nanos) {
        check = context.executor().schedule(() -> check(context), Math.max(1, nanos), TimeUnit.NANOSECONDS);
    }

    private void check(ChannelHandlerContext context) {
        long shortest = Math.min(idleNanos, requestNanos);
        boolean isWaiting = isReceiving || unanswered == 0;
        long left = isWaiting ? since + (isReceiving ? requestNanos : idleNanos) - System.nanoTime() : shortest;
        if (left > 0) {
            checkIn(context, Math.min(left, shortest));
        } else if (isReceiving) {
            lateRequests.increment();
            refuse(
                    context,
                    HttpResponseStatus.REQUEST_TIMEOUT,
                    "the request was not whole after " + TimeUnit.NANOSECONDS.toSeconds(requestNanos)
                            + " s; send less at once");
        } else {
            context.close();
        }
    }

    /** Answers where an answer can be told from those to other requests, and closes. */
    private void refuse(ChannelHandlerContext context, HttpResponseStatus status, String detail) {
        isOver = true;
        cancelCheck();
        if (unanswered > 1 || isAnswering) {
            context.close();
        } else {
            context.writeAndFlush(answer(status, detail)).addListener(written -> linger(context));
        }
    }

    /**
     * Throws away for a while what the client still sends. A connection that is closed with bytes unread is reset, and the client, in the midst of its body, would lose the answer. What came before is held
     * by others until the end of the connection, and counts as long.
     */
    private void linger(ChannelHandlerContext context) {
        if (context.channel() instanceof DuplexChannel channel && channel.isActive()) {
            channel.shutdownOutput();
            channel.config().setAutoRead(true);
            check = context.executor().schedule(() -> context.close(), LINGER_SECONDS, TimeUnit.SECONDS);
        } else {
            context.close();
        }
    }

    private static FullHttpResponse answer(HttpResponseStatus status, String detail) {
        String text = "{\"type\":\"about:blank\",\"title\":\"" + status.reasonPhrase() + "\",\"status\":"
                + status.code() + ",\"detail\":\"" + detail + "\"}";
        FullHttpResponse answer =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.copiedBuffer(text, UTF_8));
        answer.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .setInt(HttpHeaderNames.CONTENT_LENGTH, answer.content().readableBytes())
                .setInt(HttpHeaderNames.RETRY_AFTER, 1)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        return answer;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (isOver) {
            ReferenceCountUtil.release(message);
            return;
        }
        sawMessage = true;
        if (message instanceof HttpRequest) {
            beginReceiving();
            unanswered++;
        }
        if (message instanceof HttpContent content && !hold(content.content().readableBytes())) {
            ReferenceCountUtil.release(message);
            refuse(
                    context,
                    HttpResponseStatus.SERVICE_UNAVAILABLE,
                    "the server holds as many bytes of bodies as it may; send this again later, or less at once");
            return;
        }
        if (message instanceof LastHttpContent) {
            isReceiving = false;
            since = System.nanoTime();
        }
        context.fireChannelRead(message);
    }

    /** What comes after its answer is thrown away by who answered. */
    private boolean hold(int bytes) {
        if (bytes == 0 || unanswered == 0) {
            return true;
        }
        boolean isTaken = memory.take(bytes, held + bytes);
        held += isTaken ? bytes : 0;
        return isTaken;
    }

    private void letGo() {
        memory.give(held);
        held = 0;
    }

    /** Bytes that make no message yet are the beginning of one. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (!sawMessage && unanswered == 0) {
            beginReceiving();
        }
        sawMessage = false;
        context.fireChannelReadComplete();
    }

    private void beginReceiving() {
        if (!isReceiving) {
            isReceiving = true;
            since = System.nanoTime();
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (isOver) {
            ReferenceCountUtil.release(message);
            promise.tryFailure(new ClosedChannelException());
            return;
        }
        boolean isInformation =
                message instanceof HttpResponse head && head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        isAnswering |= message instanceof HttpResponse && !isInformation;
        if (message instanceof LastHttpContent && !isInformation) {
            ChannelPromise written = promise.unvoid();
            written.addListener(done -> answered());
            context.write(message, written);
        } else {
            context.write(message, promise);
        }
    }

    private void answered() {
        isAnswering = false;
        unanswered = Math.max(0, unanswered - 1);
        if (unanswered == 0) {
            letGo();
        }
        if (!isReceiving) {
            since = System.nanoTime();
        }
    }
}
