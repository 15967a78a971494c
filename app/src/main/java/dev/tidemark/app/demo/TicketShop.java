package dev.tidemark.app.demo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** A shop of tickets: people look at events of organizers, some buy. */
final class TicketShop implements DemoProduct {

    private static final List<String> ORGANIZERS = List.of("org-concerts", "org-theatre", "org-sports");
    private static final List<String> BROWSERS = List.of("Chrome", "Safari", "Firefox", "Edge");
    private static final List<String> PRICES = List.of("25.00", "49.90", "50.00", "120.50");

    private final Choices choices;

    TicketShop(RandomGenerator random) {
        choices = new Choices(random);
    }

    @Override
    public int visitsPerDay() {
        return 8;
    }

    @Override
    public List<DemoEvent> visit() {
        String organizer = choices.one(ORGANIZERS);
        String ticket = "evt-" + choices.between(780, 789);
        String user = "user-" + choices.between(400, 480);
        List<DemoEvent> events = new ArrayList<>();
        events.add(page(organizer, user, "/events", "Event List"));
        if (choices.chance(0.7)) {
            events.add(page(organizer, user, "/events/" + ticket, "Event Details Page"));
            if (choices.chance(0.4)) {
                events.add(sale(organizer, user, ticket));
            }
        }
        return events;
    }

    private DemoEvent page(String organizer, String user, String path, String name) {
        return shop("page_view", organizer, user)
                .put("event_name", name)
                .put("page_url", "https://tickets.example" + path)
                .put("browser", choices.one(BROWSERS))
                .property("device_type", choices.chance(0.6) ? "desktop" : "mobile");
    }

    private DemoEvent sale(String organizer, String user, String ticket) {
        return shop("ticket_sale", organizer, user)
                .put("product_id", ticket)
                .put("quantity", choices.between(1, 4))
                .put("price", new BigDecimal(choices.one(PRICES)))
                .put("currency", "USD");
    }

    private static DemoEvent shop(String type, String organizer, String user) {
        return DemoEvent.of(type)
                .put("app_id", "ticket-shop")
                .put("organizer_id", organizer)
                .put("user_id", user)
                .put("platform", "web");
    }
}
