package dev.tidemark.architecture;

import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** Conditions on names and packages. */
final class Naming {

    /** In {@code storage.embedded}: {@code EmbeddedStorage} and {@code EmbeddedSettings}. */
    static final ArchCondition<JavaClass> BE_THE_STORAGE_OR_ITS_SETTINGS =
            new ArchCondition<>("be the storage or its settings") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    String adapter = type.getPackage().getRelativeName();
                    String name = adapter.substring(0, 1).toUpperCase(Locale.ROOT) + adapter.substring(1);
                    boolean shown = Stream.of(name + "Storage", name + "Settings")
                            .anyMatch(type.getSimpleName()::equalsIgnoreCase); // ClickHouse
                    if (!shown) {
                        events.add(violated(
                                type,
                                type.getName() + " is public, expected " + name + "Storage and " + name
                                        + "Settings alone to be so"));
                    }
                }
            };

    static final ArchCondition<JavaClass> RESIDE_IN_A_NULL_MARKED_PACKAGE =
            new ArchCondition<>("reside in a null-marked package") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                        events.add(violated(
                                type,
                                type.getName() + " is in a package without a package-info that says @NullMarked"));
                    }
                }
            };

    private Naming() {}
}
