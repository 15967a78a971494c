package dev.tidemark.storage.sql;

import dev.tidemark.domain.behavior.FunnelQuery;
import dev.tidemark.domain.behavior.FunnelQuery.Mode;
import dev.tidemark.domain.event.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A funnel as one statement. Its rows are the value of the breakdown (absent where there is none), how many actors came to each step, the milliseconds of
 * those who took all, and these binned.
 *
 * <p>Events that match a step are numbered by actor. A pass per step carries, for each event that can be the last of so many steps, the latest first event of
 * such an attempt: where that one is too long ago, any other is, too. So every attempt is looked at without trying each.
 */
public final class FunnelStatement {

    /** Of the earlier rows of an actor. */
    private static final String BEFORE = " ORDER BY n ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)";

    private static final String FROM_HERE =
            " OVER (PARTITION BY a ORDER BY n ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)";

    private final FunnelQuery query;
    private final Dialect dialect;
    private final EventRows rows;
    private final int steps;
    private final List<Fragment> parts = new ArrayList<>();

    private FunnelStatement(FunnelQuery query, String events, Dialect dialect) {
        this.query = query;
        this.dialect = dialect;
        this.rows = new EventRows(dialect, events, query.tenant());
        this.steps = query.steps().size();
    }

    /** @throws IllegalArgumentException if a filter is nested too deep */
    public static Fragment of(FunnelQuery query, String events, Dialect dialect) {
        FunnelStatement statement = new FunnelStatement(query, events, dialect);
        statement.addEvents();
        if (query.mode() == Mode.ANY) {
            statement.addAnyOrder();
        } else {
            statement.addOrdered();
        }
        statement.addBest();
        return Fragment.of("WITH {}\n{}", Fragment.join(",\n", statement.parts), statement.groups());
    }

    private void add(String name, Fragment select) {
        parts.add(Fragment.of(name + " AS (\n  {}\n)", select));
    }

    private void add(String name, String select) {
        add(name, Fragment.of(select));
    }

    private void addEvents() {
        List<Fragment> conditions = query.steps().stream().map(rows::condition).toList();
        List<Fragment> selected = new ArrayList<>();
        selected.add(rows.of(Field.ACTOR_ID).as("a"));
        selected.add(query.breakdown().map(rows::of).orElse(Fragment.of("NULL")).as("b"));
        for (int step = 0; step < steps; step++) {
            selected.add(Fragment.of("CASE WHEN {} THEN 1 ELSE 0 END", conditions.get(step))
                    .as("m" + (step + 1)));
        }
        Fragment anyStep = Fragment.of("({})", Fragment.join(" OR ", conditions));
        Fragment actor = Fragment.of("{} IS NOT NULL", rows.of(Field.ACTOR_ID));
        add("matching", rows.select(selected, query.range(), query.filter(), actor, anyStep));
        add(
                "numbered",
                "SELECT *, row_number() OVER (PARTITION BY a ORDER BY " + EventRows.ORDER + ") AS n FROM matching");
    }

    /** Adds to each event, for each step that it can be the last of, number and time of the attempt's first event. */
    private void addOrdered() {
        add("step1", "SELECT *, CASE WHEN m1 = 1 THEN n END AS n1, CASE WHEN m1 = 1 THEN t END AS t1 FROM numbered");
        for (int step = 2; step <= steps; step++) {
            String before = "n" + (step - 1);
            String partition = " OVER (PARTITION BY a";
            String source = "step" + (step - 1);
            if (query.mode() == Mode.STRICT) {
                add("unbroken" + step, unbroken(step, source));
                source = "unbroken" + step;
                partition += ", c" + step;
            }
            add(
                    "before" + step,
                    "SELECT *, max(%s)%s%s AS pn, max(t%d)%s%s AS pt FROM %s"
                            .formatted(before, partition, BEFORE, step - 1, partition, BEFORE, source));
            Fragment inTime = Fragment.of("m" + step + " = 1 AND t - pt <= {}", window());
            add(
                    "step" + step,
                    Fragment.of(
                            "SELECT " + carried(step) + ", CASE WHEN {} THEN pn END AS n" + step
                                    + ", CASE WHEN {} THEN pt END AS t" + step + " FROM before" + step,
                            inTime,
                            inTime));
        }
        String attempts =
                "SELECT a, n AS last_n, t AS last_t, %s AS k, %s AS first_n, %s AS first_t FROM step%d WHERE %s"
                        .formatted(
                                farthest(""),
                                farthest("n"),
                                farthest("t"),
                                steps,
                                "n1 IS NOT NULL"
                                        + IntStream.rangeClosed(2, steps)
                                                .mapToObj(step -> " OR n" + step + " IS NOT NULL")
                                                .reduce("", String::concat));
        add("attempts", attempts);
    }

    /** The columns that later steps need. */
    private String carried(int step) {
        StringBuilder columns = new StringBuilder("a, b, n, t");
        IntStream.rangeClosed(Math.max(1, step - 1), steps)
                .forEach(i -> columns.append(", m").append(i));
        IntStream.range(1, step)
                .forEach(i -> columns.append(", n").append(i).append(", t").append(i));
        return columns.toString();
    }

    /** Events with the same count have none between them that matches neither this step nor the one before. */
    private static String unbroken(int step, String source) {
        return "SELECT *, sum(CASE WHEN m%d = 0 AND m%d = 0 THEN 1 ELSE 0 END) OVER (PARTITION BY a ORDER BY n ROWS UNBOUNDED PRECEDING) AS c%d FROM %s"
                .formatted(step - 1, step, step, source);
    }

    /** Of the farthest step that the event can be the last of, its column of this prefix; without one its number. */
    private String farthest(String prefix) {
        StringBuilder chosen = new StringBuilder("CASE");
        for (int step = steps; step >= 1; step--) {
            chosen.append(" WHEN n%d IS NOT NULL THEN %s%d".formatted(step, prefix, step));
        }
        return chosen.append(" END").toString();
    }

    /** Looks from each event for the next of every step. */
    private void addAnyOrder() {
        StringBuilder next = new StringBuilder("SELECT a, n, t");
        List<Fragment> inTime = new ArrayList<>();
        List<String> counted = new ArrayList<>();
        List<String> numbers = new ArrayList<>();
        List<String> times = new ArrayList<>();
        for (int step = 1; step <= steps; step++) {
            next.append(", min(CASE WHEN m%d = 1 THEN n END)%s AS f%d".formatted(step, FROM_HERE, step));
            next.append(", min(CASE WHEN m%d = 1 THEN t END)%s AS g%d".formatted(step, FROM_HERE, step));
            Fragment condition = Fragment.of("g" + step + " - t <= {}", window());
            inTime.add(Fragment.of("CASE WHEN {} THEN f" + step + " ELSE 0 END AS h" + step, condition));
            inTime.add(Fragment.of("CASE WHEN {} THEN g" + step + " ELSE 0 END AS i" + step, condition));
            counted.add("CASE WHEN h" + step + " > 0 THEN 1 ELSE 0 END");
            numbers.add("h" + step);
            times.add("i" + step);
        }
        add("upcoming", next.append(" FROM numbered").toString());
        add("reachable", Fragment.of("SELECT a, n, t, {} FROM upcoming", EventRows.list(inTime)));
        add(
                "attempts",
                "SELECT a, greatest(0, %s) AS last_n, greatest(0, %s) AS last_t, %s AS k, n AS first_n, t AS first_t FROM reachable"
                        .formatted(String.join(", ", numbers), String.join(", ", times), String.join(" + ", counted)));
    }

    private void addBest() {
        add(
                "ranked",
                "SELECT *, row_number() OVER (PARTITION BY a ORDER BY k DESC, last_n, first_n DESC) AS place FROM attempts");
        if (query.breakdown().isEmpty()) {
            add("best", "SELECT NULL AS b, k, last_t - first_t AS ms FROM ranked WHERE place = 1");
        } else {
            add(
                    "best",
                    "SELECT e.b, r.k, r.last_t - r.first_t AS ms FROM ranked AS r JOIN numbered AS e ON e.a = r.a AND e.n = r.first_n WHERE r.place = 1");
        }
    }

    private Fragment groups() {
        String whole = "CASE WHEN k = " + steps + " THEN ms END";
        List<Fragment> selected = new ArrayList<>();
        boolean grouped = query.breakdown().isPresent();
        selected.add(Fragment.of(grouped ? "b" : "NULL AS b"));
        for (int step = 1; step <= steps; step++) {
            selected.add(Fragment.of("count(CASE WHEN k >= " + step + " THEN 1 END) AS reached" + step));
        }
        selected.add(Fragment.of("coalesce(sum(" + whole + "), 0) AS converted"));
        selected.add(dialect.countBins(Aggregation.bin(Fragment.of("(" + whole + ")")))
                .as("conversions"));
        return Fragment.of(
                "SELECT {} FROM best" + (grouped ? " GROUP BY b ORDER BY b NULLS LAST" : ""), EventRows.list(selected));
    }

    private Fragment window() {
        return Fragment.value(query.window().toMillis());
    }
}
