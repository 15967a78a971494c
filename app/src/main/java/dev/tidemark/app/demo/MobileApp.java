package dev.tidemark.app.demo;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** A mobile app whose people look at screens. */
final class MobileApp implements DemoProduct {

    private static final List<String> SCREENS =
            List.of("HomeScreen", "SearchScreen", "ProductScreen", "CartScreen", "ProfileScreen", "SettingsScreen");
    private static final List<String> COUNTRIES = List.of("US", "DE", "GB", "FR", "TR", "IN", "BR");
    private static final List<String> REFERRERS = List.of("push_notification", "organic", "newsletter", "campaign");

    private final Choices choices;

    MobileApp(RandomGenerator random) {
        choices = new Choices(random);
    }

    @Override
    public int visitsPerDay() {
        return 12;
    }

    @Override
    public List<DemoEvent> visit() {
        int person = choices.between(1, 90);
        boolean isApple = person % 5 < 2;
        String session = "mobile-" + Integer.toHexString(choices.between(0, Integer.MAX_VALUE - 1));
        String country = COUNTRIES.get(person % COUNTRIES.size());
        return IntStream.rangeClosed(1, choices.between(1, 6))
                .mapToObj(step -> view(step == 1 ? "HomeScreen" : choices.one(SCREENS))
                        .put("project_id", "123e4567-e89b-12d3-a456-426614174000")
                        .put(person % 3 == 0 ? "anonymous_id" : "user_id", "person_" + person)
                        .put("session_id", session)
                        .put("platform", isApple ? "ios" : "android")
                        .put("os_version", isApple ? "iOS 17.1" : "Android 14")
                        .put("device_model", isApple ? "iPhone 15 Pro" : "Pixel 7")
                        .put("app_version", person % 4 == 0 ? "1.1.0" : "1.0.0")
                        .put("country", country))
                .toList();
    }

    private DemoEvent view(String screen) {
        return DemoEvent.of("screen_view")
                .put("event_name", screen)
                .put("screen_name", screen)
                .put("duration_ms", choices.milliseconds(4_000))
                .property("referrer", choices.one(REFERRERS));
    }
}
