package dev.tidemark.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What was known when the jar was built. */
public final class Build {
    private static final String FILE = "build.properties";
    private static final Properties PROPERTIES = read();

    private Build() {}

    /** The version of this program. */
    public static String version() {
        return PROPERTIES.getProperty("version");
    }

    /** The version of the page that shows the API, which is part of its path in the jar. */
    public static String swaggerUiVersion() {
        return PROPERTIES.getProperty("swagger-ui.version");
    }

    private static Properties read() {
        var properties = new Properties();
        try (InputStream file = Build.class.getResourceAsStream(FILE)) {
            properties.load(file);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " of the jar cannot be read", e);
        }
    }
}
