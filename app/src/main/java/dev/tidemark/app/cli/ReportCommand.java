package dev.tidemark.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows a ready-made report. */
@Command(
        name = "report",
        description = "Show a report of a running server: active-users, screens, pages, events, event-performance, "
                + "platforms, countries, regions, conversion, revenue, organizers, products, daily-metrics, requests, "
                + "endpoints, statuses, realtime, top, sessions, stickiness, retention, latest.",
        footer = {
            "",
            "Examples:",
            "  tidemark report screens --days 7 --limit 5 -P platform=ios",
            "  tidemark report endpoints --from=-1h -P 'order_by=p95(duration_ms)'"
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields before call()
final class ReportCommand implements Callable<Integer> {
    @Mixin
    private ServerOptions server;

    @Mixin
    private OutputOptions output;

    @Parameters(paramLabel = "NAME", description = "The report.")
    private String name;

    @Option(names = "--days", paramLabel = "N", description = "Today and the days before, N in all.")
    private @Nullable String days;

    @Option(names = "--from", paramLabel = "TIME", description = "The first moment, as the API takes it.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "The moment before which events count.")
    private @Nullable String to;

    @Option(names = "--timezone", paramLabel = "ZONE", description = "Whose days are meant, such as Europe/Berlin.")
    private @Nullable String timezone;

    @Option(names = "--granularity", paramLabel = "G", description = "5m, hour, day, week, month or none.")
    private @Nullable String granularity;

    @Option(
            names = {"-d", "--dimension"},
            split = ",",
            paramLabel = "D",
            description = "What to group by besides.")
    private List<String> dimensions = List.of();

    @Option(names = "--store", paramLabel = "NAME", description = "The store to ask, where there are mirrors.")
    private @Nullable String store;

    @Option(names = "--limit", paramLabel = "N", description = "The most rows.")
    private @Nullable String limit;

    @Option(names = "-P", paramLabel = "NAME=VALUE", description = "Any other parameter, such as a field to filter by.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        output.printAnswer(
                server.connect().get("/v1/reports/" + encode(name) + query()),
                spec.commandLine().getOut());
        return ExitCode.OK;
    }

    private String query() {
        var all = new LinkedHashMap<String, String>();
        put(all, "days", days);
        put(all, "from", from);
        put(all, "to", to);
        put(all, "timezone", timezone);
        put(all, "granularity", granularity);
        put(all, "limit", limit);
        put(all, "store", store);
        put(all, "group_by", dimensions.isEmpty() ? null : String.join(",", dimensions));
        all.putAll(parameters);
        return all.entrySet().stream()
                .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .collect(joining("&", all.isEmpty() ? "" : "?", ""));
    }

    private static void put(Map<String, String> all, String name, @Nullable String value) {
        if (value != null) {
            all.put(name, value);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
