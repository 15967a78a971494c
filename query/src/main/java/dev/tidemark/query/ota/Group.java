package dev.tidemark.query.ota;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.util.NameTransformer;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Figures of a part of the events, written as one object: first what the part is, then its figures. */
record Group(Map<String, @Nullable Object> names, Object figures) {

    static final class Flat extends JsonSerializer<Group> {
        @Override
        public void serialize(Group group, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeStartObject();
            for (Map.Entry<String, @Nullable Object> name : group.names.entrySet()) {
                provider.defaultSerializeField(name.getKey(), name.getValue(), json);
            }
            provider.findValueSerializer(group.figures.getClass())
                    .unwrappingSerializer(NameTransformer.NOP)
                    .serialize(group.figures, json, provider);
            json.writeEndObject();
        }
    }
}
