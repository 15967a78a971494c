package dev.tidemark.query.ota;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.util.List;
import java.util.Map;

/**
 * Writes {@code {"data":{…}}}: the members of records in snake case, decimals with every digit, absent numbers as null; absent lists are
 * left out. Configured here and not by annotations, which the framework's compiler would take for its own.
 */
final class OtaJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .addModule(new SimpleModule().addSerializer(Group.class, new Group.Flat()))
            .withConfigOverride(
                    List.class,
                    lists -> lists.setInclude(
                            JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS)))
            .build();

    private OtaJson() {}

    static byte[] write(Object data) {
        try {
            return MAPPER.writeValueAsBytes(Map.of("data", data));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(data.getClass() + " cannot be written as JSON", e);
        }
    }
}
