package dev.tenure.persistence.inventory;

/** Asks in SQL whether accounts are called as those that are no person's, or have attributes like them. */
public final class NonHumanNames {

    /** What {@code lower(name) LIKE ANY} compares with, of the {@code target_system} called {@code t}. */
    public static final String PATTERNS = """
            ARRAY(SELECT replace(replace(replace(replace(lower(pattern COLLATE pg_c_utf8),
                         '\\', '\\\\'), '%', '\\%'), '_', '\\_'), '*', '%')
                    FROM unnest(t.non_human) AS pattern)""";

    /** Those of the patterns that say something of an attribute, of the {@code target_system} called {@code t}: few, or none. */
    public static final String OF_ATTRIBUTES =
            "ARRAY(SELECT pattern FROM unnest(t.non_human) AS pattern WHERE pattern ~ '^[^*=]+=.*\\S')";

    private NonHumanNames() {}

    /**
     * Whether the {@code account} called {@code a} has an attribute like one of them.
     *
     * @param patterns {@link #OF_ATTRIBUTES}, or the column that holds it
     */
    public static String told(String patterns) {
        return """
                EXISTS (SELECT 1 FROM unnest(%s) AS p
                         WHERE lower((a.told ->> lower(split_part(p, '=', 1) COLLATE pg_c_utf8)) COLLATE pg_c_utf8) LIKE
                               replace(replace(replace(replace(lower(substr(p, strpos(p, '=') + 1) COLLATE pg_c_utf8),
                                   '\\', '\\\\'), '%%', '\\%%'), '_', '\\_'), '*', '%%'))
                """.formatted(patterns);
    }
}
