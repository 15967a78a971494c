package dev.tidemark.app.demo;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** A web site of a customer that counts clicks and impressions by country, browser and device. */
final class WebSite implements DemoProduct {

    private static final List<String> TYPES = List.of("impression", "click", "conversion");
    private static final List<String> COUNTRIES = List.of("US", "CN", "IN", "DE", "JP");
    private static final List<String> BROWSERS = List.of("Chrome", "Safari", "Firefox", "Opera");

    private final Choices choices;

    WebSite(RandomGenerator random) {
        choices = new Choices(random);
    }

    @Override
    public int visitsPerDay() {
        return 8;
    }

    @Override
    public List<DemoEvent> visit() {
        int device = choices.between(1, 50);
        String session = "web-" + Integer.toHexString(choices.between(0, Integer.MAX_VALUE - 1));
        return IntStream.rangeClosed(1, choices.between(1, 5))
                .mapToObj(step -> DemoEvent.of(choices.one(TYPES))
                        .put("app_id", "web-site")
                        .put("country", COUNTRIES.get(device % COUNTRIES.size()))
                        .put("browser", BROWSERS.get(device % BROWSERS.size()))
                        .put("device_id", "browser-" + device)
                        .put("session_id", session))
                .toList();
    }
}
