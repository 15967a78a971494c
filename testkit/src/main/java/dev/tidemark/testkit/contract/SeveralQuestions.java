package dev.tidemark.testkit.contract;

import dev.tidemark.testkit.generate.StorageCases;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a property that asks {@link StorageCases#QUESTIONS} questions of each history. The more of each, the fewer histories: as many questions are asked in all where
 * a store takes long to write a history.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface SeveralQuestions {}
