package dev.tenure.application.push;

import dev.tenure.domain.push.PushedGroup;
import dev.tenure.domain.push.PushedGroupId;
import dev.tenure.domain.push.PushedUserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the groups that clients push, and who is in them. Every method MUST run in the caller's transaction. Every method that
 * names a source MUST answer as if no other source had any group, and as if nothing had ever been removed.
 */
public interface PushedGroups {

    /** The group of an id, with its members in the order in which they were added. */
    Optional<PushedGroup> find(String source, PushedGroupId id);

    /** The group that the client knows by an id of its own, without its members. */
    Optional<PushedGroup> ofExternalId(String source, String externalId);

    /**
     * Adds or changes a group and its members, and gives it at its new version. MUST throw where the stored version is not the
     * group's, and where the external id is another group's of the source.
     */
    PushedGroup save(PushedGroup group);

    /** Removes a group. MUST throw where the stored version is not the group's. */
    void remove(PushedGroup group);

    /** Takes a user out of every group. Each of these groups MUST get a new version. */
    void dismiss(PushedUserId user, Instant now);

    /** The groups that each of these users is in, by name; a user without any is not in the answer. */
    Map<PushedUserId, List<Membership>> memberships(Set<PushedUserId> users);

    /**
     * The groups that a query asks for. For walks by cursor the rule of {@link PushedUsers#list} holds.
     *
     * @param withMembers whether members are wanted; without, every group has none
     */
    PushedPage<PushedGroup> list(String source, PushedQuery query, boolean withMembers);

    /** A group that somebody is in. */
    record Membership(PushedGroupId group, String displayName) {}
}
