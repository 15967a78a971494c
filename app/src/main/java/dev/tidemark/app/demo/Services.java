package dev.tidemark.app.demo;

import java.math.BigDecimal;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Services that report each request they answer. */
final class Services implements DemoProduct {

    private static final List<String> ENDPOINTS =
            List.of("/products", "/users", "/cart", "/products/{id}", "/orders", "/checkout");
    private static final List<String> REGIONS = List.of("eu-west", "us-east", "latam");
    private static final List<Integer> FAILURES = List.of(404, 500, 503);

    private final Choices choices;

    Services(RandomGenerator random) {
        choices = new Choices(random);
    }

    @Override
    public int visitsPerDay() {
        return 8;
    }

    @Override
    public List<DemoEvent> visit() {
        String user = "customer-" + choices.between(1, 60);
        String region = choices.one(REGIONS);
        return IntStream.rangeClosed(1, choices.between(3, 8))
                .mapToObj(step ->
                        request(choices.one(ENDPOINTS)).put("user_id", user).put("region", region))
                .toList();
    }

    private DemoEvent request(String endpoint) {
        DemoEvent request = DemoEvent.of("request")
                .put("service_name", endpoint.matches("/cart|/orders|/checkout") ? "ecommerce-api" : "crud-api")
                .put("method", endpoint.equals("/checkout") ? "POST" : "GET")
                .put("endpoint", endpoint)
                .put("status_code", choices.chance(0.04) ? choices.one(FAILURES) : 200)
                .put("response_time_ms", choices.milliseconds(35))
                .put("bytes", choices.between(120, 40_000));
        if (endpoint.equals("/checkout")) {
            request.put("transaction_amount", new BigDecimal(choices.between(500, 20_000)).movePointLeft(2))
                    .put("currency", "EUR");
        }
        return request;
    }
}
