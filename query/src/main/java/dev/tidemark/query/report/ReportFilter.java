package dev.tidemark.query.report;

import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.event.FieldRole;
import dev.tidemark.domain.event.Text;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Comparison;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.query.Literal;
import dev.tidemark.query.parse.Attributes;
import dev.tidemark.query.parse.FilterParser;
import dev.tidemark.query.parse.Input;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Which events a report counts: its own, restricted by the parameters. All restrictions hold together. */
final class ReportFilter {

    private static final String A_NUMBER = "a number";

    private ReportFilter() {}

    static Filter of(ReportFrame report, Filter own, ReportRequest request) {
        List<Filter> filters = new ArrayList<>();
        if (!own.equals(Filter.ALL)) {
            filters.add(own);
        }
        if (!request.names().contains(Field.EVENT_TYPE.label())) {
            report.eventType()
                    .map(type -> equal(Attribute.of(Field.EVENT_TYPE), new Literal.Text(type)))
                    .ifPresent(filters::add);
        }
        request.names().stream()
                .filter(ReportParameters::isFilter)
                .sorted()
                .map(name -> oneOf(request.all(name)))
                .forEach(filters::add);
        request.optional("filter").map(Input::asJson).map(FilterParser::parse).ifPresent(filters::add);
        return filters.size() == 1 ? filters.getFirst() : new Filter.And(filters);
    }

    /** A parameter given several times means any of its values. */
    private static Filter oneOf(List<Input> values) {
        Input first = values.getFirst();
        Attribute attribute = Attributes.named(first.nameOfParameter(), FieldRole.FILTER);
        List<Literal> literals =
                values.stream().map(value -> literal(attribute, value)).toList();
        return literals.size() == 1 ? equal(attribute, literals.getFirst()) : new Filter.In(attribute, literals);
    }

    private static Filter equal(Attribute attribute, Literal literal) {
        return new Filter.Compare(attribute, Comparison.EQUAL, literal);
    }

    private static Literal literal(Attribute attribute, Input value) {
        String text = value.text("a text");
        if (!attribute.type().isNumber()) {
            return new Literal.Text(Text.clean(text));
        }
        if (!text.matches("[0-9]{1,18}(\\.[0-9]{1,10})?")) {
            throw value.mistake(A_NUMBER);
        }
        return new Literal.Numeric(new BigDecimal(text));
    }
}
