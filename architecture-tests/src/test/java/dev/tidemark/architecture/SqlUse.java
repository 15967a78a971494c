package dev.tidemark.architecture;

import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** What it means to use SQL: the types of JDBC, and statements in the constants of a class, those of annotations among them. */
final class SqlUse {

    static final DescribedPredicate<JavaClass> JDBC = DescribedPredicate.describe(
            "are of JDBC",
            type -> isJdbc(type) && !Set.of("DataSource", "SQLException").contains(type.getSimpleName()));

    static final ArchCondition<JavaClass> HOLD_NO_STATEMENT = new ArchCondition<>("hold no statement") {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
            statement(type).ifPresent(text -> events.add(violated(type, type.getName() + " holds SQL: " + text)));
        }
    };

    private static final Pattern STATEMENT = Pattern.compile(
            "(?s).*\\b(SELECT\\s.*\\bFROM|INSERT\\s+INTO|UPDATE\\s.*\\bSET|DELETE\\s+FROM|(CREATE|ALTER|DROP)\\s+(TABLE|INDEX|VIEW))\\b.*"
                    + "|\\s*(select\\s.*\\sfrom|insert\\s+into|update\\s.*\\sset|delete\\s+from)\\s.*");

    private SqlUse() {}

    private static boolean isJdbc(JavaClass type) {
        return type.getPackageName().startsWith("java.sql")
                || type.getPackageName().startsWith("javax.sql");
    }

    private static Optional<String> statement(JavaClass type) {
        URI file = type.getSource().orElseThrow().getUri();
        try (InputStream bytes = file.toURL().openStream()) {
            return StreamSupport.stream(
                            ClassFile.of()
                                    .parse(bytes.readAllBytes())
                                    .constantPool()
                                    .spliterator(),
                            false)
                    .flatMap(entry -> text(entry).stream())
                    .filter(text -> STATEMENT.matcher(text).matches())
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException("Reading " + file, e);
        }
    }

    private static Optional<String> text(PoolEntry entry) {
        return entry instanceof Utf8Entry text ? Optional.of(text.stringValue()) : Optional.empty();
    }
}
