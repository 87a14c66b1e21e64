package dev.tenure.domain.identity;

import dev.tenure.domain.identity.AttributeAuthority.Attribute;

/**
 * Two sources say different things of one person. The one with authority is believed; that they differ is for somebody to
 * look into. What they say is not part of it: it stands with the statements.
 *
 * @param attribute about what
 * @param believed the source that is believed
 * @param other the source that says something else
 */
public record SourceConflict(Attribute attribute, String believed, String other) {}
