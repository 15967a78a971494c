package dev.tidemark.testkit.engine;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** A ClickHouse of the official image, where a container engine answers. It ends with this process. */
final class ClickHouseContainer {

    private static final DockerImageName IMAGE = DockerImageName.parse("clickhouse/clickhouse-server:26.7");
    private static final int HTTP = 8123;
    private static final String USER = "tidemark";
    private static final String PASSWORD = "tidemark";

    private ClickHouseContainer() {}

    /** Whether a container engine answers. Does not look for one where nothing says that there is one, for looking takes seconds. */
    static boolean isPossible() {
        boolean isLikely = System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
        return isLikely && DockerClientFactory.instance().isDockerAvailable();
    }

    /** Starts one and returns its address. */
    @SuppressWarnings("resource") // ended by the library, with this process
    static ClickHouseAddress start() {
        GenericContainer<?> container = new GenericContainer<>(IMAGE)
                .withEnv("CLICKHOUSE_USER", USER)
                .withEnv("CLICKHOUSE_PASSWORD", PASSWORD)
                .withEnv("CLICKHOUSE_DEFAULT_ACCESS_MANAGEMENT", "1")
                .withExposedPorts(HTTP)
                .waitingFor(Wait.forHttp("/ping").forPort(HTTP).forStatusCode(200));
        container.start();
        URI url = URI.create("http://" + container.getHost() + ":" + container.getMappedPort(HTTP));
        return new ClickHouseAddress(url, USER, PASSWORD);
    }
}
