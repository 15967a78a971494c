package dev.tidemark.architecture;

import static java.util.stream.Collectors.toSet;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Where the compiled classes of the modules lie, in the order of the build. */
final class Modules {

    private static final Path HOUSE = Path.of("..").toAbsolutePath().normalize();

    private Modules() {}

    /** The folders beside this one that hold a module. */
    static Set<String> names() {
        try (Stream<Path> folders = Files.list(HOUSE)) {
            return folders.filter(folder -> Files.isDirectory(folder.resolve("src/main/java")))
                    .map(folder -> folder.getFileName().toString())
                    .collect(toSet());
        } catch (IOException e) {
            throw new UncheckedIOException("Listing modules of " + HOUSE, e);
        }
    }

    /** The classes that are built for others to use, no tests. */
    static JavaClasses classes() {
        List<Path> folders = names().stream()
                .sorted()
                .map(module -> HOUSE.resolve(module).resolve("target/classes"))
                .toList();
        return new ClassFileImporter().importPaths(folders);
    }

    /** The classes that break the rules. */
    static JavaClasses fixtures() {
        return new ClassFileImporter().importPath(HOUSE.resolve("architecture-tests/target/test-classes"));
    }
}
