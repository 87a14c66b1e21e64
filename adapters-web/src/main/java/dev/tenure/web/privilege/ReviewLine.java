package dev.tenure.web.privilege;

import dev.tenure.web.page.Moment;

/**
 * Somebody looked at an account.
 *
 * @param account what people called it then
 * @param accountHref its page
 * @param authority what let them, in words
 * @param seen what it held then, in words
 */
public record ReviewLine(
        String account, String accountHref, Moment at, String by, String authority, String seen, String reason) {}
