package dev.tidemark.storage.clickhouse;

import dev.tidemark.storage.sql.Fragment;
import java.util.List;
import java.util.UUID;

/**
 * Every opening of the store by a writer has a number of its own, in the table {@code openings}. Batches are numbered within it, so numbers of batches
 * are never used again and need no coordination.
 */
final class Openings {

    private static final String INSERT = """
            INSERT INTO openings (opening, nonce, writer, opened_at, settled)
            SELECT {}, toUUID({}), {}, now64(3), {}""";

    /** Where another has noted the same number and not said that it went on to the next, it is that one's. */
    private static final String UNSETTLED = """
            SELECT opening
            FROM (SELECT opening, nonce, any(writer) AS taker, max(settled) AS over
                  FROM openings
                  WHERE opening < {}
                  GROUP BY opening, nonce)
            WHERE over = 0
            GROUP BY opening
            HAVING count() = 1 AND any(taker) = {}
            ORDER BY opening""";

    private Openings() {}

    /** Takes the next number. Of several that take the same, at most one goes on; the others take another. Those of one process do not meet. */
    static long take(String writer, Server server) {
        synchronized (server) {
            return takeNext(writer, server);
        }
    }

    private static long takeNext(String writer, Server server) {
        while (true) {
            server.catchUp("openings");
            long next = 1
                    + numbers(server, Fragment.of("SELECT max(opening) FROM openings"))
                            .getFirst();
            String nonce = UUID.randomUUID().toString();
            record(next, nonce, writer, 0, server);
            server.catchUp("openings");
            Fragment takers =
                    Fragment.of("SELECT uniqExact(nonce) FROM openings WHERE opening = {}", Fragment.value(next));
            if (numbers(server, takers).getFirst() == 1) {
                return next;
            }
            record(next, nonce, writer, 1, server); // it is another's, and nothing of this writer's comes of it
        }
    }

    /** The last opening by a writer. */
    static long latest(String writer, Server server) {
        server.catchUp("openings");
        return numbers(
                        server,
                        Fragment.of("SELECT max(opening) FROM openings WHERE writer = {}", Fragment.value(writer)))
                .getFirst();
    }

    /** Earlier openings by this writer, whose last batch may lack a part. */
    static List<Long> unsettled(long own, String writer, Server server) {
        return numbers(server, Fragment.of(UNSETTLED, Fragment.value(own), Fragment.value(writer)));
    }

    /** Notes that the opening is over and its last batch whole. */
    static void settle(long opening, String writer, Server server) {
        List<String> nonces = server.rows(
                "settling an opening",
                Fragment.of(
                        "SELECT toString(nonce) FROM openings WHERE opening = {} AND writer = {} LIMIT 1",
                        Fragment.value(opening),
                        Fragment.value(writer)),
                row -> row.presentText(1));
        nonces.forEach(nonce -> record(opening, nonce, writer, 1, server));
    }

    private static void record(long opening, String nonce, String writer, long settled, Server server) {
        server.execute(
                "noting an opening",
                Fragment.of(
                        INSERT,
                        Fragment.value(opening),
                        Fragment.value(nonce),
                        Fragment.value(writer),
                        Fragment.value(settled)));
    }

    private static List<Long> numbers(Server server, Fragment select) {
        return server.rows("reading openings", select, row -> row.number(1));
    }
}
