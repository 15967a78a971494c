package dev.tidemark.app.imports;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where imports keep what they remember between runs: positions, and the salt of addresses. Only its owner may read it. */
public final class StateDirectory {
    private static final String SALT_FILE = "import-salt";
    private static final int SALT_BYTES = 32;

    private final Path path;

    public StateDirectory(Path path) {
        this.path = path;
    }

    /** The usual place: {@code $XDG_STATE_HOME/tidemark}, else {@code ~/.local/state/tidemark}. */
    public static Path usual(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("XDG_STATE_HOME"))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".local", "state"))
                .resolve("tidemark");
    }

    /** The salt of this directory, made at random when it is first asked for. */
    public Secret salt() throws IOException {
        Path file = create().resolve(SALT_FILE);
        if (!Files.exists(file)) {
            writeSalt(file);
        }
        String salt = Files.readString(file).strip();
        if (salt.length() < SALT_BYTES) {
            throw new IOException(file + " holds no salt, expected " + SALT_BYTES
                    + " characters or more; restore it, or delete it to begin with new anonymous ids");
        }
        return new Secret(salt);
    }

    /**
     * Where the position in an input is remembered.
     *
     * @param what sets one import apart from another: file, server, key, format, constants
     */
    PositionFile position(List<String> what) throws IOException {
        byte[] name = new Secret("position").derive(String.join("\u001f", what));
        return new PositionFile(create().resolve("import-" + HexFormat.of().formatHex(name, 0, 16) + ".properties"));
    }

    private static void writeSalt(Path file) throws IOException {
        byte[] random = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(random);
        Path draft = Files.createTempFile(file.getParent(), SALT_FILE, ".new");
        try {
            Files.writeString(draft, HexFormat.of().formatHex(random) + "\n", StandardCharsets.US_ASCII);
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException anotherImportWasFirst) {
            // Its salt is the one that counts from now on.
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private Path create() throws IOException {
        if (Files.isDirectory(path)) {
            return path;
        }
        Files.createDirectories(path.toAbsolutePath().getParent());
        boolean posix = Files.getFileStore(path.toAbsolutePath().getParent()).supportsFileAttributeView("posix");
        return posix
                ? Files.createDirectory(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))
                : Files.createDirectory(path);
    }
}
