package dev.tenure.check.people;

/**
 * What an account says of whose it is. Empty texts where it says nothing.
 *
 * @param workerId of the account
 * @param email of the account
 * @param username by which somebody signs in, often an address too
 * @param name of the person
 */
public record Clues(String workerId, String email, String username, String name) {}
