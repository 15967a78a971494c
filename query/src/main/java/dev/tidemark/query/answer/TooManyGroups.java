package dev.tidemark.query.answer;

import dev.tidemark.query.mistake.Mistake;
import dev.tidemark.query.mistake.QueryMistakeException;
import java.util.List;
import java.util.Optional;

/** The refusal of a question with more groups than the server sorts. */
final class TooManyGroups {

    private TooManyGroups() {}

    static void require(int groups, int most) {
        if (groups > most) {
            throw new QueryMistakeException(new Mistake(
                    "order_by",
                    "this question has more than " + most
                            + " groups, too many to order by a derived number or to drop empty ones; order by a count,"
                            + " a sum or a dimension, ask for fewer dimensions, a shorter range or wider buckets, or filter",
                    List.of(),
                    Optional.empty()));
        }
    }
}
