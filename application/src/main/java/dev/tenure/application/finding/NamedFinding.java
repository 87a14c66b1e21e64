package dev.tenure.application.finding;

import dev.tenure.domain.finding.Finding;

/**
 * A finding with the names that people read.
 *
 * @param system what the system is called now
 * @param person whose the account was when it was found; empty where it was nobody's
 */
public record NamedFinding(Finding finding, String system, String person) {}
