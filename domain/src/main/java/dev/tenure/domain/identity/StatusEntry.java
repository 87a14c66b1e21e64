package dev.tenure.domain.identity;

import java.time.Instant;

/**
 * One line of an identity's history: what the product knew from a moment on, and from whom (IDN-1).
 *
 * @param knownFrom when the product learnt it
 * @param source the feed or the part of the product it came from
 * @param change what happened
 * @param profile the profile from then on
 * @param employment the employment from then on
 */
public record StatusEntry(
        Instant knownFrom, String source, Identity.Change change, Profile profile, Employment employment) {}
