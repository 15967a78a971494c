package dev.tidemark.app.endtoend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** With keys of one tenant at one server. */
record TenantClient(Api api, String writeKey, String readKey) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The name of a tenant that no server has seen. */
    static String newTenant() {
        return "t" + UUID.randomUUID().toString().replace("-", "");
    }

    /** Makes the tenant and its keys. */
    static TenantClient of(Api api, String tenant) {
        api.post("/v1/tenants", Launch.ADMIN_KEY, json(Map.of("tenant", tenant)))
                .with(201);
        return new TenantClient(api, key(api, tenant, "write"), key(api, tenant, "read"));
    }

    private static String key(Api api, String tenant, String kind) {
        return api.post("/v1/keys", Launch.ADMIN_KEY, json(Map.of("tenant", tenant, "kind", kind, "name", "test")))
                .with(201)
                .json()
                .path("secret")
                .asText();
    }

    /** Sends events. */
    Answer send(List<Map<String, Object>> events) {
        return api.post("/v1/events", writeKey, json(events));
    }

    /** Sends events and returns when they can be asked for. */
    Answer store(List<Map<String, Object>> events) {
        return api.post("/v1/events?wait=stored", writeKey, json(events));
    }

    Answer ask(ClientQuestion question) {
        return switch (question) {
            case ClientQuestion.Get(var path) -> api.get(path, readKey);
            case ClientQuestion.Post(var path, var body) -> api.post(path, readKey, json(body));
        };
    }

    /** Puts the question to the store of this name. */
    Answer ask(ClientQuestion question, String store) {
        return ask(
                switch (question) {
                    case ClientQuestion.Get(var path) -> new ClientQuestion.Get(of(path, store));
                    case ClientQuestion.Post(var path, var body) -> new ClientQuestion.Post(of(path, store), body);
                });
    }

    private static String of(String path, String store) {
        return path + (path.contains("?") ? "&" : "?") + "store=" + store;
    }

    private static String json(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
