package dev.tidemark.app.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.app.settings.HttpTimeouts;
import io.micrometer.core.instrument.Counter;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
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
 * Watches one connection, so that clients which send nothing, or a byte now and then, hold nothing for long: a request has a deadline from its first byte on, and is answered 408 when it passes; a
 * connection without a request is closed after a while. Neither runs while the server works on an answer. Costs no timer for each request: one task looks now and then whether the deadline of the
 * moment has passed.
 */
@SuppressWarnings(
        "FutureReturnValueIgnored") // what is written and closed fails with the connection, of which the server hears
// anyway
final class ConnectionDeadlines extends ChannelDuplexHandler {
    private final long idleNanos;
    private final long requestNanos;
    private final Counter lateRequests;

    /** Since when the connection has been idle, or the request has been coming. */
    private long since = System.nanoTime();

    private boolean isReceiving;
    private boolean sawMessage;
    private boolean isAnswering;
    private boolean isOver;
    private int unanswered;
    private @Nullable Future<?> check;

    ConnectionDeadlines(HttpTimeouts timeouts, Counter lateRequests) {
        this.idleNanos = timeouts.idle().toNanos();
        this.requestNanos = timeouts.request().toNanos();
        this.lateRequests = lateRequests;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        checkIn(context, Math.min(idleNanos, requestNanos));
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
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
            refuse(context);
        } else {
            context.close();
        }
    }

    /** Answers 408 where an answer can be told from those to other requests. */
    private void refuse(ChannelHandlerContext context) {
        lateRequests.increment();
        isOver = true;
        if (unanswered > 1 || isAnswering) {
            context.close();
        } else {
            context.writeAndFlush(answer()).addListener(ChannelFutureListener.CLOSE);
        }
    }

    private FullHttpResponse answer() {
        String text =
                "{\"type\":\"about:blank\",\"title\":\"Request Timeout\",\"status\":408,\"detail\":\"the request was not whole after "
                        + TimeUnit.NANOSECONDS.toSeconds(requestNanos) + " s; send less at once\"}";
        FullHttpResponse answer = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.REQUEST_TIMEOUT, Unpooled.copiedBuffer(text, UTF_8));
        answer.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .setInt(HttpHeaderNames.CONTENT_LENGTH, answer.content().readableBytes())
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
        if (message instanceof LastHttpContent) {
            isReceiving = false;
            since = System.nanoTime();
        }
        context.fireChannelRead(message);
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
        if (!isReceiving) {
            since = System.nanoTime();
        }
    }
}
