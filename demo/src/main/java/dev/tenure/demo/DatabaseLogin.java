package dev.tenure.demo;

/**
 * How one role signs in to the database.
 *
 * @param jdbcUrl the database, without user or password
 * @param username the role
 * @param password the role's password; {@code toString} hides it
 */
record DatabaseLogin(String jdbcUrl, String username, String password) {

    @Override
    public String toString() {
        return "DatabaseLogin[jdbcUrl=" + jdbcUrl + ", username=" + username + "]";
    }
}
