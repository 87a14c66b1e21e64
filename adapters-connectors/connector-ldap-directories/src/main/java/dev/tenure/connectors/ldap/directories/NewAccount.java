package dev.tenure.connectors.ldap.directories;

import java.util.Map;

/**
 * An account to be put into a directory.
 *
 * @param login what its owner types: {@code sAMAccountName} or {@code uid}
 * @param name its common name, which may hold any character a DN may
 * @param password what it signs in with
 * @param attributes further attributes, one value each, by the directory's names
 */
public record NewAccount(String login, String name, String password, Map<String, String> attributes) {

    public NewAccount {
        attributes = Map.copyOf(attributes);
    }

    /** An account with no further attributes. */
    public NewAccount(String login, String name, String password) {
        this(login, name, password, Map.of());
    }

    @Override
    public String toString() {
        return "NewAccount[" + login + "]";
    }
}
