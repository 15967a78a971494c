package dev.tidemark.app.control;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.tidemark.app.settings.ControlSettings;
import dev.tidemark.app.settings.Settings;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Opens the control database and brings its schema up to date. */
@Factory
final class ControlDatabase {
    private static final int CONNECTIONS = 4;

    /** The pool by its own type, because the framework wraps what it knows as a data source and could not close that. */
    record Pool(HikariDataSource dataSource) implements AutoCloseable {
        @Override
        public void close() {
            dataSource.close();
        }
    }

    @Singleton
    @Named("default")
    DataSource dataSource(Pool pool) {
        return pool.dataSource();
    }

    @Singleton
    @Bean(preDestroy = "close")
    Pool pool(Settings settings) {
        ControlSettings control = settings.control();
        var pool = new HikariConfig();
        pool.setPoolName("control");
        pool.setJdbcUrl(control.url());
        pool.setUsername(control.username());
        pool.setPassword(control.password());
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(1);
        var dataSource = new HikariDataSource(pool);
        try {
            migrate(dataSource);
            return new Pool(dataSource);
        } catch (RuntimeException e) {
            dataSource.close();
            throw e;
        }
    }

    private static void migrate(HikariDataSource dataSource) {
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:dev/tidemark/app/control/migrations")
                .load()
                .migrate();
    }
}
