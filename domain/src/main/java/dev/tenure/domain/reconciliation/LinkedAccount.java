package dev.tenure.domain.reconciliation;

/** An account, and how it came to its identity. */
public record LinkedAccount(Account account, AccountLink link) {}
