package dev.tidemark.app.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks a question in the query language. */
@Command(
        name = "query",
        description = "Ask a running server: a query as JSON, or put together by options, which replace its fields.",
        footer = {
            "",
            "Examples:",
            "  tidemark query --from 2026-11-01 --to 2026-12-01 --granularity day -m events,actors",
            "  tidemark query @question.json --format csv"
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields before call()
final class QueryCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    private ServerOptions server;

    @Mixin
    private OutputOptions output;

    @Parameters(
            arity = "0..1",
            paramLabel = "QUERY",
            description = "The query as JSON, @FILE to read it from a file, or - to read it from standard input.")
    private @Nullable String query;

    @Option(names = "--app", paramLabel = "ID", description = "Only events of this app.")
    private @Nullable String app;

    @Option(names = "--from", paramLabel = "TIME", description = "The first moment, as the API takes it.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "The moment before which events count.")
    private @Nullable String to;

    @Option(names = "--timezone", paramLabel = "ZONE", description = "Whose days are meant, such as Europe/Berlin.")
    private @Nullable String timezone;

    @Option(names = "--granularity", paramLabel = "G", description = "5m, hour, day, week, month or none.")
    private @Nullable String granularity;

    @Option(
            names = {"-m", "--measure"},
            split = ",",
            paramLabel = "M",
            description = "events, actors, sum(amount), …")
    private List<String> measures = List.of();

    @Option(
            names = {"-d", "--dimension"},
            split = ",",
            paramLabel = "D",
            description = "platform, properties.plan, …")
    private List<String> dimensions = List.of();

    @Option(names = "--filter", paramLabel = "JSON", description = "Such as '{\"eq\":[\"country\",\"DE\"]}'.")
    private @Nullable String filter;

    @Option(names = "--order-by", paramLabel = "COLUMN[:desc]", description = "What to sort by.")
    private List<String> orderBy = List.of();

    @Option(names = "--store", paramLabel = "NAME", description = "The store to ask, where there are mirrors.")
    private @Nullable String store;

    @Option(names = "--limit", paramLabel = "N", description = "The most rows.")
    private @Nullable Integer limit;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        JsonNode answer = server.connect().post(path(), question());
        output.printAnswer(answer, spec.commandLine().getOut());
        return ExitCode.OK;
    }

    private String path() {
        return store == null ? "/v1/query" : "/v1/query?store=" + URLEncoder.encode(store, StandardCharsets.UTF_8);
    }

    private ObjectNode question() throws IOException {
        ObjectNode question = query == null ? JSON.createObjectNode() : object(text(query));
        put(question, "app_id", app);
        put(question, "from", from);
        put(question, "to", to);
        put(question, "timezone", timezone);
        put(question, "granularity", granularity);
        Optional.ofNullable(limit).ifPresent(value -> question.put("limit", value));
        if (!measures.isEmpty()) {
            question.set("measures", JSON.valueToTree(measures));
        }
        if (!dimensions.isEmpty()) {
            question.set("dimensions", JSON.valueToTree(dimensions));
        }
        if (!orderBy.isEmpty()) {
            question.set(
                    "order_by",
                    JSON.valueToTree(orderBy.stream().map(QueryCommand::order).toList()));
        }
        if (filter != null) {
            question.set("filter", object(filter));
        }
        return question;
    }

    private static List<String> order(String text) {
        int colon = text.lastIndexOf(':');
        return colon < 0 ? List.of(text, "asc") : List.of(text.substring(0, colon), text.substring(colon + 1));
    }

    private static void put(ObjectNode question, String field, @Nullable String value) {
        if (value != null) {
            question.put(field, value);
        }
    }

    private static String text(String argument) throws IOException {
        if (argument.equals("-")) {
            return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        }
        if (argument.startsWith("@")) {
            Path file = Path.of(argument.substring(1));
            if (!Files.isReadable(file)) {
                throw new CommandFailedException("there is no file " + file + " that can be read");
            }
            return Files.readString(file);
        }
        return argument;
    }

    private static ObjectNode object(String text) {
        try {
            if (JSON.readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw new CommandFailedException("the query is no JSON: " + e.getOriginalMessage(), e);
        }
        throw new CommandFailedException(
                "the query is no JSON object, expected one such as {\"measures\":[\"events\"]}");
    }
}
