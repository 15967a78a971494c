package dev.tidemark.query.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.query.answer.QueryLimits;
import dev.tidemark.query.answer.WaitingStorage;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeparturesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/reports/events HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "POST /v1/query HTTP/1.1\r\nHost: localhost\r\nContent-Length: 14\r\n\r\n{\"from\":\"-7d\"}"
            })
    void theReadEndsWhenTheClientLeaves(String request) throws Exception {
        WaitingStorage storage = new WaitingStorage();
        try (QueryServer server = new QueryServer(storage, QueryLimits.DEFAULT, Clock.systemUTC())) {
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                client.getOutputStream().write(request.getBytes(US_ASCII));
                assertThat(storage.begun.await(30, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(storage.interrupted.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }
}
