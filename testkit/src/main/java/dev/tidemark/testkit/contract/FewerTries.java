package dev.tidemark.testkit.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a test class that repeats what another one tests more often, in a costlier place. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface FewerTries {

    /** Of so many tries that another class makes, this one makes one. */
    int oneIn();
}
