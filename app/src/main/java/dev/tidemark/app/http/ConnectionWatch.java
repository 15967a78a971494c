package dev.tidemark.app.http;

import dev.tidemark.app.settings.HttpTimeouts;
import dev.tidemark.app.settings.Settings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import jakarta.inject.Singleton;

/** Gives every connection its {@link ConnectionGuard}. */
@Singleton
final class ConnectionWatch implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
    private final HttpTimeouts timeouts;
    private final Counter lateRequests;
    private final BodyMemory memory;

    ConnectionWatch(Settings settings, MeterRegistry registry) {
        this.timeouts = settings.http().timeouts();
        this.memory =
                BodyMemory.of(Runtime.getRuntime().maxMemory(), settings.http().bodyLimit());
        Gauge.builder("tidemark.http.bodies", memory, BodyMemory::taken)
                .baseUnit("bytes")
                .description("Request bodies that are not answered yet")
                .register(registry);
        this.lateRequests = Counter.builder("tidemark.http.late.requests")
                .description("Requests that were not whole in time, and were cut off")
                .register(registry);
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new Watched());
        return event.getBean();
    }

    private final class Watched implements NettyServerCustomizer {
        @Override
        public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
            return role != ChannelRole.CONNECTION
                    ? this
                    : new NettyServerCustomizer() {
                        @Override
                        public void onStreamPipelineBuilt() {
                            channel.pipeline()
                                    .addAfter(
                                            ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC,
                                            "connection-guard",
                                            new ConnectionGuard(timeouts, memory, lateRequests));
                        }
                    };
        }
    }
}
