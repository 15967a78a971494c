package dev.tidemark.app.control;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/** Hands the control database to the framework's repositories. */
@Factory
final class DataSources {
    @Singleton
    @Named("default")
    DataSource dataSource(ControlDatabase database) {
        return database.dataSource();
    }
}
