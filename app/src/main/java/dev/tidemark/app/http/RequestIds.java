package dev.tidemark.app.http;

import io.micronaut.context.propagation.slf4j.MdcPropagationContext;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * Names every request, by the caller's {@code X-Request-Id} where it is fit for a log line. The name is in the answer, in
 * every problem and in every log line written while the request is served.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class RequestIds implements Ordered {
    private static final String HEADER = "X-Request-Id";
    private static final String ATTRIBUTE = "tidemark.request";
    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9._:/+=-]{1,64}");

    @Override
    public int getOrder() {
        return ServerFilterPhase.FIRST.order();
    }

    @RequestFilter
    void name(HttpRequest<?> request, MutablePropagatedContext context) {
        context.add(new MdcPropagationContext(Map.of("request", of(request))));
    }

    @ResponseFilter
    void answer(HttpRequest<?> request, MutableHttpResponse<?> response) {
        response.header(HEADER, of(request));
    }

    /** The request's name, given to it now if it had none. */
    static String of(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, String.class).orElseGet(() -> {
            String id = Optional.ofNullable(request.getHeaders().get(HEADER))
                    .filter(sent -> LEGAL.matcher(sent).matches())
                    .orElseGet(RequestIds::random);
            request.setAttribute(ATTRIBUTE, id);
            return id;
        });
    }

    private static String random() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }
}
