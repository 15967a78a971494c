package dev.tidemark.testkit.contract;

import static java.util.Comparator.comparing;
import static java.util.Comparator.nullsFirst;
import static java.util.Comparator.nullsLast;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.event.FieldType;
import dev.tidemark.domain.event.Properties;
import dev.tidemark.domain.plan.Source;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.AggregateQuery;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.query.Histogram;
import dev.tidemark.domain.query.Literal;
import dev.tidemark.domain.query.Ordering;
import dev.tidemark.domain.storage.AggregateRead;
import dev.tidemark.domain.storage.AggregateRow;
import dev.tidemark.domain.storage.AggregateRows;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.testkit.generate.RollupDefinitions;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Mistakes of reading. */
enum ReadFlaws implements Flaw {
    TENANT_IS_NOT_LOOKED_AT {
        @Override
        public boolean isVisible(TenantId owner, TenantId reader) {
            return owner.value().endsWith(".0") && reader.value().endsWith(".0");
        }

        @Override
        public List<Event> seen(List<Event> own, AggregateRead read) {
            return own.stream()
                    .map(event -> copy(event, read.query().tenant(), event.timestamp(), UnaryOperator.identity()))
                    .toList();
        }
    },
    END_OF_RANGE_IS_INCLUDED {
        @Override
        public List<Event> seen(List<Event> own, AggregateRead read) {
            Instant end = read.query().buckets().range().to();
            return moved(own, event -> event.timestamp().equals(end) ? Duration.ofMillis(-1) : Duration.ZERO);
        }
    },
    START_OF_RANGE_IS_EXCLUDED {
        @Override
        public List<Event> seen(List<Event> own, AggregateRead read) {
            Instant start = read.query().buckets().range().from();
            return own.stream()
                    .filter(event -> !event.timestamp().equals(start))
                    .toList();
        }
    },
    BOUNDARY_BELONGS_TO_THE_BUCKET_BEFORE {
        @Override
        public List<Event> seen(List<Event> own, AggregateRead read) {
            Instant start = read.query().buckets().range().from();
            return moved(own, event -> event.timestamp().isAfter(start) ? Duration.ofMillis(-1) : Duration.ZERO);
        }
    },
    STALE_ROLLUPS {
        @Override
        public List<Event> seen(List<Event> own, AggregateRead read) {
            boolean isRaw = read.plan().segments().stream().allMatch(segment -> segment.source() instanceof Source.Raw);
            return isRaw || own.isEmpty() ? own : own.subList(0, own.size() - 1);
        }
    },
    A_NEW_ROLLUP_LACKS_WHAT_WAS_BEFORE {
        @Override
        public List<Event> seen(List<Event> own, AggregateRead read) {
            boolean isNew = read.plan().servedBy().stream().anyMatch(label -> label.startsWith(RollupDefinitions.NAME));
            return isNew && !own.isEmpty() ? own.subList(1, own.size()) : own;
        }
    },
    TEXT_IS_NORMALIZED {
        @Override
        public List<Event> seen(List<Event> own, AggregateRead read) {
            return rewritten(own, text -> Normalizer.normalize(text, Normalizer.Form.NFC));
        }
    },
    TEXT_IS_CUT {
        @Override
        public List<Event> seen(List<Event> own, AggregateRead read) {
            return rewritten(own, text -> text.length() > 255 ? text.substring(0, 255) : text);
        }
    },
    TEXT_IS_TRIMMED {
        @Override
        public List<Event> seen(List<Event> own, AggregateRead read) {
            return rewritten(own, text -> text.isBlank() ? text : text.strip());
        }
    },
    NUMBERS_ARE_READ_LENIENTLY {
        @Override
        public List<Event> seen(List<Event> own, AggregateRead read) {
            return rewritten(own, ReadFlaws::lenient);
        }
    },
    FILTERS_OF_AGGREGATES_ARE_NOT_LOOKED_AT {
        @Override
        public AggregateRead asked(AggregateRead read) {
            AggregateQuery query = read.query();
            AggregateQuery lenient = new AggregateQuery(
                    query.tenant(),
                    query.buckets(),
                    query.dimensions(),
                    query.aggregates().stream().map(Aggregate::unfiltered).toList(),
                    query.filter(),
                    query.order(),
                    query.limit());
            return new AggregateRead(lenient, read.plan(), read.timeout());
        }
    },
    ABSENT_GROUP_IS_DROPPED {
        @Override
        public AggregateRows answered(AggregateRows right, AggregateRead read) {
            return rows(right.rows().stream()
                    .filter(row -> row.dimensions().stream().noneMatch(Objects::isNull)));
        }
    },
    EMPTY_TOTAL_IS_NO_ROW {
        @Override
        public AggregateRows answered(AggregateRows right, AggregateRead read) {
            return rows(right.rows().stream()
                    .filter(row -> row.values().isEmpty()
                            || !Long.valueOf(0).equals(row.values().getFirst())));
        }
    },
    ROWS_COME_TWICE {
        @Override
        public AggregateRows answered(AggregateRows right, AggregateRead read) {
            return rows(right.rows().stream().flatMap(row -> Stream.of(row, row)));
        }
    },
    LIMIT_IS_ONE_TOO_LOW {
        @Override
        public AggregateRows answered(AggregateRows right, AggregateRead read) {
            return rows(right.rows().stream().limit(read.query().limit() - 1L));
        }
    },
    ORDER_IS_BY_UTF_16 {
        @Override
        public AggregateRead asked(AggregateRead read) {
            return withoutLimit(read);
        }

        @Override
        public AggregateRows answered(AggregateRows right, AggregateRead read) {
            return sorted(right, read, nullsLast(comparing(String::valueOf)));
        }
    },
    ABSENT_COMES_FIRST {
        @Override
        public AggregateRead asked(AggregateRead read) {
            return withoutLimit(read);
        }

        @Override
        public AggregateRows answered(AggregateRows right, AggregateRead read) {
            return sorted(
                    right,
                    read,
                    nullsFirst(comparing(
                            value -> String.valueOf(value).codePoints().toArray(), Arrays::compare)));
        }
    },
    DESCENDING_IS_IGNORED {
        @Override
        public AggregateRead asked(AggregateRead read) {
            return with(
                    read,
                    read.query().filter(),
                    read.query().order().stream().map(ReadFlaws::ascending).toList());
        }
    },
    SUMS_ARE_FLOATS {
        @Override
        public AggregateRows answered(AggregateRows right, AggregateRead read) {
            return mapped(
                    right, value -> value instanceof BigDecimal exact ? new BigDecimal(exact.doubleValue()) : value);
        }
    },
    NO_VALUE_IS_ZERO {
        @Override
        public AggregateRows answered(AggregateRows right, AggregateRead read) {
            return mapped(right, value -> value == null ? BigDecimal.ZERO : value);
        }
    },
    BINS_ARE_ONE_OFF {
        @Override
        public AggregateRows answered(AggregateRows right, AggregateRead read) {
            return mapped(right, value -> value instanceof Histogram histogram ? shifted(histogram) : value);
        }
    },
    NEGATION_OF_UNKNOWN_IS_UNKNOWN {
        @Override
        public AggregateRead asked(AggregateRead read) {
            return with(
                    read, withoutUnknown(read.query().filter()), read.query().order());
        }
    },
    NUMBERS_ARE_COMPARED_AS_TEXT {
        @Override
        public AggregateRead asked(AggregateRead read) {
            return with(read, asText(read.query().filter()), read.query().order());
        }
    },
    PART_IS_A_PATTERN {
        @Override
        public AggregateRead asked(AggregateRead read) {
            return with(read, wildcards(read.query().filter()), read.query().order());
        }
    },
    SHORT_OF_TIME_IT_ANSWERS_IN_PART {
        @Override
        public AggregateRows answered(AggregateRows right, AggregateRead read) {
            return read.timeout().toSeconds() > 1
                    ? right
                    : rows(right.rows().stream().skip(1));
        }
    };

    private static AggregateRows rows(Stream<AggregateRow> rows) {
        return new AggregateRows(rows.toList(), OptionalLong.empty());
    }

    private static AggregateRows mapped(AggregateRows right, UnaryOperator<@Nullable Object> change) {
        return rows(right.rows().stream()
                .map(row -> new AggregateRow(
                        row.bucket(),
                        row.dimensions(),
                        row.values().stream().map(change).toList())));
    }

    private static AggregateRows sorted(
            AggregateRows right, AggregateRead read, Comparator<@Nullable Object> dimensions) {
        if (!read.query().order().isEmpty()) {
            return rows(right.rows().stream().limit(read.query().limit()));
        }
        Comparator<AggregateRow> order = comparing(AggregateRow::bucket);
        for (int i = 0; i < read.query().dimensions().size(); i++) {
            int position = i;
            boolean isText = read.query().dimensions().get(i).type() == FieldType.TEXT;
            order = isText
                    ? order.thenComparing(row -> row.dimensions().get(position), dimensions)
                    : order.thenComparing(
                            row -> (Long) row.dimensions().get(position), nullsLast(Comparator.naturalOrder()));
        }
        return rows(right.rows().stream().sorted(order).limit(read.query().limit()));
    }

    private static AggregateRead withoutLimit(AggregateRead read) {
        return read.query().order().isEmpty() ? with(read, read.query().filter(), List.of(), Integer.MAX_VALUE) : read;
    }

    private static AggregateRead with(AggregateRead read, Filter filter, List<Ordering> order) {
        return with(read, filter, order, read.query().limit());
    }

    private static AggregateRead with(AggregateRead read, Filter filter, List<Ordering> order, int limit) {
        AggregateQuery asked = read.query();
        AggregateQuery other = new AggregateQuery(
                asked.tenant(), asked.buckets(), asked.dimensions(), asked.aggregates(), filter, order, limit);
        return new AggregateRead(other, read.plan(), read.timeout());
    }

    private static Ordering ascending(Ordering key) {
        return switch (key) {
            case Ordering.ByBucket bucket -> new Ordering.ByBucket(false);
            case Ordering.ByDimension dimension -> new Ordering.ByDimension(dimension.position(), false);
            case Ordering.ByMeasure measure -> new Ordering.ByMeasure(measure.position(), false);
        };
    }

    private static Filter withoutUnknown(Filter filter) {
        return everywhere(
                filter,
                part -> part instanceof Filter.Not not
                        ? new Filter.And(Stream.concat(
                                        Stream.<Filter>of(not), not.attributes().map(Filter.Exists::new))
                                .toList())
                        : part);
    }

    private static Filter asText(Filter filter) {
        return everywhere(
                filter,
                part -> part instanceof Filter.Compare compare
                                && compare.attribute() instanceof Attribute.OfProperty
                                && compare.literal() instanceof Literal.Numeric number
                        ? new Filter.Compare(
                                compare.attribute(), compare.comparison(), new Literal.Text(number.toString()))
                        : part);
    }

    private static Filter wildcards(Filter filter) {
        return everywhere(filter, part -> switch (part) {
            case Filter.Contains contains
            when contains.part().matches("[%_]") -> new Filter.Exists(contains.attribute());
            case Filter.StartsWith startsWith
            when startsWith.prefix().matches("[%_]") -> new Filter.Exists(startsWith.attribute());
            default -> part;
        });
    }

    /** Changes a filter and all that it is made of. */
    private static Filter everywhere(Filter filter, UnaryOperator<Filter> change) {
        return change.apply(
                switch (filter) {
                    case Filter.And(var parts) -> new Filter.And(everywhere(parts, change));
                    case Filter.Or(var parts) -> new Filter.Or(everywhere(parts, change));
                    case Filter.Not(var part) -> new Filter.Not(everywhere(part, change));
                    default -> filter;
                });
    }

    private static List<Filter> everywhere(List<Filter> filters, UnaryOperator<Filter> change) {
        return filters.stream().map(part -> everywhere(part, change)).toList();
    }

    private static String lenient(String text) {
        try {
            double number = Double.parseDouble(text);
            return Properties.number(text).isEmpty() && Double.isFinite(number) ? String.valueOf(number) : text;
        } catch (NumberFormatException notEvenSo) {
            return text;
        }
    }

    private static Histogram shifted(Histogram histogram) {
        TreeMap<Integer, Long> counts = new TreeMap<>();
        histogram.counts().forEach((bin, count) -> counts.put(bin + 1, count));
        return new Histogram(counts);
    }

    private static List<Event> moved(List<Event> events, Function<Event, Duration> distance) {
        return events.stream()
                .map(event -> copy(
                        event, event.tenant(), event.timestamp().plus(distance.apply(event)), UnaryOperator.identity()))
                .toList();
    }

    private static List<Event> rewritten(List<Event> events, UnaryOperator<String> change) {
        return events.stream()
                .map(event -> copy(event, event.tenant(), event.timestamp(), change))
                .toList();
    }

    static Event copy(Event event, TenantId tenant, Instant timestamp, UnaryOperator<String> change) {
        Event.Builder builder = Event.builder(tenant);
        for (Field field : Field.values()) {
            Object value = event.value(field);
            if (value != null && field != Field.TENANT_ID) {
                builder.set(field, value instanceof String text ? change.apply(text) : value);
            }
        }
        builder.set(Field.TIMESTAMP, timestamp);
        for (Map.Entry<String, String> property : event.properties().entrySet()) {
            builder.property(property.getKey(), change.apply(property.getValue()));
        }
        return builder.build();
    }
}
