package dev.tidemark.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;

/** The rules, each a sentence, and for each a class of the fixtures that breaks it. */
enum Rule {
    DOMAIN_USES_ONLY_THE_JDK(
            classes()
                    .that()
                    .resideInAPackage("dev.tidemark.domain..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage("dev.tidemark.domain..", "java..", "org.jspecify.annotations..")
                    .as("domain uses only the JDK and JSpecify"),
            "UsesALibrary"),

    ADAPTERS_DO_NOT_SEE_EACH_OTHER(
            slices().matching("dev.tidemark.storage.(*)..")
                    .should()
                    .notDependOnEachOther()
                    .ignoreDependency(alwaysTrue(), resideInAPackage("dev.tidemark.storage.sql.."))
                    .as("adapters do not see each other, only what they share in storage-sql"),
            "SeesAnotherAdapter"),

    ADAPTERS_SEE_ONLY_THE_DOMAIN(
            noClasses()
                    .that()
                    .resideInAPackage("dev.tidemark.storage..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("dev.tidemark.ingestion..", "dev.tidemark.query..", "dev.tidemark.app..")
                    .as("adapters see neither ingestion nor query nor app"),
            "SeesIngestion"),

    ONLY_APP_SEES_ADAPTERS(
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "dev.tidemark.storage..", "dev.tidemark.app..", "dev.tidemark.benchmarks..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.tidemark.storage..")
                    .as("only app sees adapters, and benchmarks, which measure them"),
            "SeesAnAdapter"),

    CORES_KNOW_NO_FRAMEWORK(
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "dev.tidemark.domain..",
                            "dev.tidemark.storage..",
                            "dev.tidemark.ingestion..",
                            "dev.tidemark.query..")
                    .and()
                    .resideOutsideOfPackages("..http", "..kafka")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.micronaut..", "jakarta.inject..")
                    .as("Micronaut shows in app and in the entrance packages http and kafka only"),
            "KnowsTheFramework"),

    ONLY_STORES_USE_JDBC(
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "dev.tidemark.storage..", "dev.tidemark.app.control..", "dev.tidemark.benchmarks..")
                    .should()
                    .dependOnClassesThat(SqlUse.JDBC)
                    .as(
                            "only adapters and the control tables use JDBC; others may at most name a data source or its error"),
            "OpensConnections"),

    ONLY_STORES_SPEAK_SQL(
            classes()
                    .that()
                    .resideOutsideOfPackages(
                            "dev.tidemark.storage..", "dev.tidemark.app.control..", "dev.tidemark.benchmarks..")
                    .should(SqlUse.HOLD_NO_STATEMENT)
                    .as("no SQL outside the adapters and the control tables"),
            "SpeaksSql"),

    PACKAGES_FORM_NO_CYCLES(
            slices().assignedFrom(new ByPackage()).should().beFreeOfCycles().as("packages form no cycles"),
            "NeedsTheFirst"),

    ADAPTERS_SHOW_ONE_CLASS(
            classes()
                    .that()
                    .resideInAPackage("dev.tidemark.storage..")
                    .and()
                    .resideOutsideOfPackage("dev.tidemark.storage.sql..")
                    .and()
                    .arePublic()
                    .and()
                    .areTopLevelClasses()
                    .should(Naming.BE_THE_STORAGE_OR_ITS_SETTINGS)
                    .as("an adapter shows its storage and its settings, nothing else"),
            "SecondPublicClass"),

    EVERY_PACKAGE_IS_NULL_MARKED(
            classes()
                    .that()
                    .resideInAPackage("dev.tidemark..")
                    .should(Naming.RESIDE_IN_A_NULL_MARKED_PACKAGE)
                    .as("every package has a package-info and is @NullMarked"),
            "HasNoPackageInfo"),

    NAMES_SAY_WHAT_A_CLASS_IS(
            noClasses()
                    .should()
                    .haveNameMatching(".*(Impl|Utils?|Manager|Helper|DTO|Dto)")
                    .as("no class is an Impl, Util, Manager, Helper or DTO"),
            "EventHelper");

    private final ArchRule rule;
    private final String brokenBy;

    Rule(ArchRule rule, String brokenBy) {
        this.rule = rule;
        this.brokenBy = brokenBy;
    }

    ArchRule rule() {
        return rule;
    }

    /** A class of the fixtures that the rule must find. */
    String brokenBy() {
        return brokenBy;
    }

    @Override
    public String toString() {
        return rule.getDescription();
    }
}
