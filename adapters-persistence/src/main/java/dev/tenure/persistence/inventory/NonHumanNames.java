package dev.tenure.persistence.inventory;

/** Asks in SQL whether accounts are called as those that are no person's. */
public final class NonHumanNames {

    /** What {@code lower(name) LIKE ANY} compares with, of the {@code target_system} called {@code t}. */
    public static final String PATTERNS = """
            ARRAY(SELECT replace(replace(replace(replace(lower(pattern COLLATE pg_c_utf8),
                         '\\', '\\\\'), '%', '\\%'), '_', '\\_'), '*', '%')
                    FROM unnest(t.non_human) AS pattern)""";

    private NonHumanNames() {}
}
