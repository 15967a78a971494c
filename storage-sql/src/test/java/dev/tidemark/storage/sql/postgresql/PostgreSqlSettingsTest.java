package dev.tidemark.storage.sql.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PostgreSqlSettingsTest {

    @Test
    void anAddressIsThatOfTheDriverOrOfOtherClients() {
        assertThat(of("jdbc:postgresql://db:5433/events?sslmode=require"))
                .isEqualTo("jdbc:postgresql://db:5433/events?sslmode=require");
        assertThat(of("postgresql://db:5433/events?sslmode=require"))
                .isEqualTo("jdbc:postgresql://db:5433/events?sslmode=require");
        assertThat(of("postgres://db/events")).isEqualTo("jdbc:postgresql://db/events");
    }

    @Test
    void theDatabaseIsThatOfTheSettingsWhereTheAddressHasNone() {
        assertThat(of("postgresql://db:5433")).isEqualTo("jdbc:postgresql://db:5433/tidemark");
        assertThat(of("jdbc:postgresql://db/?ssl=true")).isEqualTo("jdbc:postgresql://db/tidemark?ssl=true");
    }

    @Test
    void whoAsksMayStandInTheAddress() {
        PostgreSqlSettings settings = PostgreSqlSettings.of("postgresql://me:a%40b@db/events", "tidemark");
        assertThat(settings.username()).isEqualTo("me");
        assertThat(settings.password()).isEqualTo("a@b");
        assertThat(settings.url()).isEqualTo("jdbc:postgresql://db/events");
        assertThat(settings.toString()).doesNotContain("a@b").doesNotContain("a%40b");
    }

    @Test
    void aSchemaMayStandThereToo() {
        assertThat(PostgreSqlSettings.of("postgresql://db/events?ssl=true&currentSchema=shop", "tidemark")
                        .schema())
                .isEqualTo("shop");
        assertThat(PostgreSqlSettings.of("postgresql://db/events", "tidemark").schema())
                .isEqualTo("public");
        assertThatThrownBy(() -> PostgreSqlSettings.of("postgresql://db/events?currentSchema=Shop;", "tidemark"))
                .hasMessageContaining("schema is 'Shop;'");
    }

    @Test
    void anotherAddressIsTold() {
        assertThatThrownBy(() -> of("http://db:8123")).hasMessageContaining("expected postgresql://host:port/database");
        assertThatThrownBy(() -> of("jdbc:mysql://db/x")).hasMessageContaining("expected jdbc:postgresql://");
    }

    private static String of(String address) {
        return PostgreSqlSettings.of(address, "tidemark").url();
    }
}
