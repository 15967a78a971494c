package dev.tidemark.query.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import java.util.function.Supplier;

/** Ends the work for clients that are gone: nobody waits for the answer, and others wait for the turn. */
final class Departures {

    private Departures() {}

    /** Does the work on this thread, which is interrupted when the request's connection is closed. */
    static <T> T interrupting(HttpRequest<?> request, Supplier<T> work) {
        if (!(request instanceof NettyHttpRequest<?> connected)) {
            return work.get();
        }
        Thread worker = Thread.currentThread();
        ChannelFutureListener interruption = closed -> worker.interrupt();
        ChannelFuture closed =
                connected.getChannelHandlerContext().channel().closeFuture().addListener(interruption);
        try {
            return work.get();
        } finally {
            closed.removeListener(interruption);
        }
    }
}
