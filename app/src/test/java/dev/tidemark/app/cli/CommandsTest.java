package dev.tidemark.app.cli;

import static dev.tidemark.app.TestServer.ADMIN_KEY;
import static dev.tidemark.app.TestServer.READ_KEY;
import static dev.tidemark.app.TestServer.WRITE_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.app.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {
    private static final String EVENTS = """
            [{"event_type":"ticket_sale","timestamp":"2026-01-05T10:00:00Z","user_id":"u1","platform":"ios","amount":12.5,"currency":"EUR"},
             {"event_type":"ticket_sale","timestamp":"2026-01-05T11:00:00Z","user_id":"u2","platform":"web","amount":0.1,"currency":"EUR"},
             {"event_type":"ticket_sale","timestamp":"2026-01-06T11:00:00Z","user_id":"u2","platform":"web, old","amount":0.2,"currency":"EUR"}]""";

    private static TestServer server;

    @BeforeAll
    static void start(@TempDir Path directory) {
        server = TestServer.start(directory);
        assertThat(server.post("/v1/events?wait=stored", WRITE_KEY, EVENTS).statusCode())
                .isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aQueryIsPutTogetherFromOptions() {
        CommandRun run =
                query("--from", "2026-01-05", "--to", "2026-01-07", "-m", "events,sum(amount)", "-d", "platform");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out().lines().limit(4))
                .containsExactly(
                        "platform  events  sum(amount)",
                        "ios            1         12.5",
                        "web            1          0.1",
                        "web, old       1          0.2");
    }

    @Test
    void optionsReplaceWhatTheQuerySays() {
        CommandRun run = query(
                "{\"from\":\"2026-01-05\",\"to\":\"2026-01-07\",\"measures\":[\"events\"]}",
                "--filter",
                "{\"eq\":[\"platform\",\"web\"]}",
                "--format",
                "csv");

        assertThat(run.out()).isEqualTo("events\r\n1\r\n");
    }

    @Test
    void aQueryMayComeFromAFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(
                directory.resolve("q.json"),
                "{\"from\":\"2026-01-05\",\"to\":\"2026-01-07\",\"measures\":[\"events\"],\"dimensions\":[\"platform\"]}");

        CommandRun run = query("@" + file, "--format", "json", "--order-by", "platform:desc", "--limit", "2");

        assertThat(run.out().lines())
                .containsExactly("{\"platform\":\"web, old\",\"events\":1}", "{\"platform\":\"web\",\"events\":1}");
    }

    @Test
    void csvQuotesWhatItMust() {
        CommandRun run = query(
                "--from", "2026-01-06", "--to", "2026-01-07", "-m", "events", "-d", "platform", "--format", "csv");

        assertThat(run.out()).isEqualTo("platform,events\r\n\"web, old\",1\r\n");
    }

    @Test
    void theStoreToAskMayBeNamed() {
        String[] wanted = {"--from", "2026-01-05", "--to", "2026-01-07", "-m", "events", "--granularity", "none"};
        CommandRun run = query(with(wanted, "--store", "embedded"));
        assertThat(run.status()).isEqualTo(ExitCode.OK);

        CommandRun wrong = query(with(wanted, "--store", "copy"));
        assertThat(wrong.status()).isEqualTo(ExitCode.FAILED);
        assertThat(wrong.err()).contains("store is \"copy\"", "one of embedded");
    }

    private static String[] with(String[] arguments, String... more) {
        return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void aWrongQueryIsExplainedByTheServersWords() {
        CommandRun run = query("--from", "2026-01-05", "--to", "2026-01-07", "-m", "evnts");

        assertThat(run.status()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).startsWith("tidemark: the server answered 400: ").contains("evnts", "did you mean");
    }

    @Test
    void textThatIsNoQueryIsNotSent() {
        assertThat(query("{").err()).startsWith("tidemark: the query is no JSON: ");
        assertThat(query("[]").err()).startsWith("tidemark: the query is no JSON object");
        assertThat(query("@/no/such/file").err())
                .isEqualTo("tidemark: there is no file /no/such/file that can be read\n");
    }

    @Test
    void aReportTakesItsParameters() {
        CommandRun run = CommandRun.on(
                server,
                READ_KEY,
                "report",
                "events",
                "--from",
                "2026-01-05",
                "--to",
                "2026-01-07",
                "-P",
                "platform=ios");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out().lines().limit(2))
                .containsExactly("event_type   event_name  events  actors", "ticket_sale                   1       1");
    }

    @Test
    void tenantsAndKeysAreAdministered() {
        assertThat(CommandRun.on(server, ADMIN_KEY, "tenants", "add", "shop").status())
                .isZero();
        CommandRun made = CommandRun.on(
                server, ADMIN_KEY, "keys", "add", "--tenant", "shop", "--kind", "write", "--name", "web site");
        assertThat(made.out()).matches("tmk_w_[0-9A-Za-z]{40}\\R");
        CommandRun listed = CommandRun.on(server, ADMIN_KEY, "keys", "list", "--tenant", "shop", "--format", "csv");
        assertThat(listed.out().lines().skip(1)).singleElement().asString().contains(",shop,write,web site,tmk_w_");
        String id = listed.out().lines().skip(1).findFirst().orElseThrow().split(",")[0];
        assertThat(CommandRun.on(server, ADMIN_KEY, "keys", "revoke", id).out()).isEqualTo("revoked " + id + "\n");
        assertThat(CommandRun.on(server, ADMIN_KEY, "keys", "revoke", id).status())
                .isEqualTo(ExitCode.FAILED);
        assertThat(CommandRun.on(server, ADMIN_KEY, "tenants", "remove", "shop").status())
                .isZero();
        assertThat(CommandRun.on(server, ADMIN_KEY, "tenants", "list", "--format", "csv")
                        .out())
                .doesNotContain("shop");
    }

    @Test
    void aServerThatIsNotThereIsToldByItsAddress() {
        CommandRun run = CommandRun.of("report", "events", "--url", "http://127.0.0.1:1", "--key", "x");

        assertThat(run.status()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err())
                .startsWith("tidemark: no answer from http://127.0.0.1:1")
                .contains("--url");
    }

    @Test
    void aMissingKeyIsToldWithTheOptionThatGivesIt() {
        CommandRun run = CommandRun.on(server, "", "tenants", "list");

        assertThat(run.err()).contains("401", "expected an admin key", "--key or TIDEMARK_KEY");
    }

    @Test
    void aWrongCommandShowsTheCommands() {
        CommandRun run = CommandRun.of("serv");

        assertThat(run.status()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("serve");
        assertThat(CommandRun.of().status()).isEqualTo(ExitCode.USAGE);
    }

    private static CommandRun query(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "query";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return CommandRun.on(server, READ_KEY, all);
    }
}
