package dev.tidemark.app.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;

class AccessLogParserPropertiesTest {
    private static final String START = "192.0.2.1 - - [03/Feb/2026:08:15:00 +0100] \"";

    private final ImportFormat format = new AccessLogFormat(new Secret("salt"), new Constants(Map.of()));

    @Property
    void anyBytesAreAnEventOrRefused(@ForAll byte[] line) throws IOException {
        ImportedEvents.conversions(format, line);
    }

    @Property
    void aRequestOfAnyCharactersEscapedAsServersDoIsParsedWhole(
            @ForAll @CharRange(from = ' ', to = '~') @StringLength(max = 40) String request) {
        String escaped = request.replace("\\", "\\\\").replace("\"", "\\\"");
        assertThat(AccessLogLine.parse(START + escaped + "\" 200 5 \"-\" \"agent\"")
                        .orElseThrow())
                .extracting(AccessLogLine::request, AccessLogLine::status, AccessLogLine::userAgent)
                .containsExactly(request, 200, "agent");
    }

    @Property
    void aUserAgentOfAnyCharactersEscapedAsServersDoIsParsedWhole(
            @ForAll @CharRange(from = ' ', to = '~') @StringLength(min = 2, max = 40) String agent) {
        String escaped = agent.replace("\\", "\\\\").replace("\"", "\\\"");
        assertThat(AccessLogLine.parse(START + "GET / HTTP/1.1\" 200 5 \"-\" \"" + escaped + "\" 0.250")
                        .orElseThrow())
                .extracting(AccessLogLine::userAgent, line -> line.seconds().orElse(""))
                .containsExactly(agent, "0.250");
    }
}
