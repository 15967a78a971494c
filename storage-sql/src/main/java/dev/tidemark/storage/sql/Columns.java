package dev.tidemark.storage.sql;

import dev.tidemark.domain.event.FieldType;
import dev.tidemark.domain.query.Attribute;

/** Where a source of rows keeps attributes: an expression for each, null where a row has no value. */
interface Columns {

    Fragment of(Attribute attribute);

    /** The attributes as rows of events hold them. */
    static Columns ofEvents(Dialect dialect) {
        return attribute -> switch (attribute) {
            case Attribute.OfField(var field) -> Fragment.of(dialect.quote(field.label()));
            case Attribute.OfProperty(var key) -> dialect.property(key);
        };
    }

    /** The attribute as something to calculate with. */
    default Fragment number(Attribute attribute, Dialect dialect) {
        return attribute.type() == FieldType.TEXT ? dialect.number(of(attribute)) : of(attribute);
    }
}
