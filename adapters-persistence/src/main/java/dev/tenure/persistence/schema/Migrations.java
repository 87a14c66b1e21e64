package dev.tenure.persistence.schema;

import org.flywaydb.core.Flyway;

/**
 * Brings the schema up to this version. Run as the owner role and by nobody else: the replicas' role owns nothing and only
 * validates.
 *
 * <p>Migrations expand first and contract in a later release, so that replicas of two releases run side by side. They grant
 * rights table by table; the roles they grant to are those of {@link Provisioning}.
 */
public final class Migrations {

    private static final String LOCATION = "classpath:db/migration";

    private final Flyway flyway;

    /**
     * @param url the JDBC URL of the database
     * @param user the owner role
     * @param password its password
     */
    public Migrations(String url, String user, String password) {
        this.flyway = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(url, user, password)
                .locations(LOCATION)
                .cleanDisabled(true)
                .load();
    }

    /**
     * Applies what is missing; waits while another migration runs.
     *
     * @return how many migrations were applied; 0 when the schema was up to date
     */
    public int migrate() {
        return flyway.migrate().migrationsExecuted;
    }

    /**
     * Checks that the schema holds every migration of this version, unchanged. Migrations of a later version are allowed.
     *
     * @throws org.flywaydb.core.api.exception.FlywayValidateException naming what is missing or changed
     */
    public void validate() {
        flyway.validate();
    }
}
