package dev.tidemark.domain.behavior;

/**
 * How many actors of a cohort came back in a bucket; where both buckets are the same, how many the cohort has. Pairs without actors are not
 * answered.
 *
 * @param cohort position of the bucket of the start
 * @param bucket position of the bucket of the return
 */
public record CohortCount(int cohort, int bucket, long actors) {}
