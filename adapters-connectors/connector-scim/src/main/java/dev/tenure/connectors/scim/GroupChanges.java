package dev.tenure.connectors.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.Evidence;
import dev.tenure.connector.spi.Evidence.Fact;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts accounts into groups and takes them out. */
final class GroupChanges {

    private final ScimSettings settings;
    private final ScimClient client;
    private final Accounts accounts;
    private final Groups groups;

    GroupChanges(ScimSettings settings, ScimClient client, Accounts accounts, Groups groups) {
        this.settings = settings;
        this.client = client;
        this.accounts = accounts;
        this.groups = groups;
    }

    // One group

    ChangeOutcome grant(AccountRef account, EntitlementRef entitlement, ObjectNode user) throws Trouble {
        Optional<ObjectNode> group = groups.group(entitlement);
        if (group.isEmpty()) {
            return new ChangeOutcome.Refused("the target has no such group: read its groups again");
        }
        List<Fact> facts = about(user, "granted", group.get());
        if (groups.holds(group.get(), account, user)) {
            facts.add(Fact.plain("readBack.member", "true"));
            return new ChangeOutcome.Unchanged(new Evidence(facts));
        }
        WriteAnswer answer = accounts.patches()
                ? client.write(
                        "PATCH",
                        groups.address(entitlement),
                        Optional.of(Requests.addMember(account.nativeId())),
                        Optional.empty())
                : client.write(
                        "PUT",
                        groups.address(entitlement),
                        Optional.of(Requests.wholeWithMember(group.get(), account.nativeId())),
                        accounts.version(group.get()));
        return judged(answer, entitlement, account, true, facts);
    }

    ChangeOutcome revoke(AccountRef account, EntitlementRef entitlement, ObjectNode user) throws Trouble {
        Optional<ObjectNode> group = groups.group(entitlement);
        if (group.isEmpty() || !groups.holds(group.get(), account, user)) {
            return new ChangeOutcome.Unchanged(
                    new Evidence(Accounts.about(user, Fact.plain("readBack.member", "false"))));
        }
        List<Fact> facts = about(user, "removed", group.get());
        return judged(release(entitlement, account), entitlement, account, false, facts);
    }

    private static List<Fact> about(ObjectNode user, String done, ObjectNode group) {
        return Accounts.about(
                user,
                Fact.plain(done + ".id", Groups.ref(group, 0).nativeId()),
                Fact.plain(done + ".name", Groups.name(group, 0)));
    }

    private ChangeOutcome judged(
            WriteAnswer answer, EntitlementRef entitlement, AccountRef account, boolean wanted, List<Fact> facts) {
        Judgement.Shown shown = Judgement.Shown.UNREADABLE;
        if (answer instanceof WriteAnswer.Done || answer instanceof WriteAnswer.Lost) {
            try {
                boolean member = isMember(entitlement, account);
                facts.add(Fact.plain("readBack.member", Boolean.toString(member)));
                shown = member == wanted ? Judgement.Shown.YES : Judgement.Shown.NO;
            } catch (Trouble e) {
                // The read said nothing, and that is what is judged.
            }
        }
        return Judgement.ofWrite(answer, shown, facts);
    }

    private boolean isMember(EntitlementRef entitlement, AccountRef account) throws Trouble {
        Optional<ObjectNode> group = groups.group(entitlement);
        Optional<ObjectNode> user = accounts.user(account);
        return group.isPresent() && user.isPresent() && groups.holds(group.get(), account, user.get());
    }

    // All groups

    ChangeOutcome revokeAll(AccountRef account, ObjectNode before) throws Trouble {
        Map<EntitlementRef, String> held = groups.of(before);
        List<Fact> about = Accounts.about(before);
        if (held.isEmpty()) {
            about.add(Fact.plain("readBack.memberships", "0"));
            return new ChangeOutcome.Unchanged(new Evidence(about));
        }
        Map<EntitlementRef, WriteAnswer> answers = new LinkedHashMap<>();
        for (EntitlementRef group : held.keySet()) {
            if (Thread.currentThread().isInterrupted()) {
                break;
            }
            answers.put(group, releaseInRounds(group, account));
        }
        return Judgement.ofRelease(held, answers, left(account), about);
    }

    /** Of one of several groups: what came of the others stands. */
    private WriteAnswer releaseInRounds(EntitlementRef group, AccountRef account) {
        for (int round = 1; ; round++) {
            try {
                return release(group, account);
            } catch (Trouble e) {
                if (!e.isWorthAnotherRound(round)) {
                    return e.beforeWrite();
                }
            }
        }
    }

    private WriteAnswer release(EntitlementRef group, AccountRef account) throws Trouble {
        if (accounts.patches()) {
            return client.write(
                    "PATCH",
                    groups.address(group),
                    Optional.of(Requests.removeMember(settings.quirks().memberRemoval(), account.nativeId())),
                    Optional.empty());
        }
        Optional<ObjectNode> read = groups.group(group);
        return read.isEmpty()
                ? new WriteAnswer.NotNow("the group was gone at the moment of the write", Optional.empty())
                : client.write(
                        "PUT",
                        groups.address(group),
                        Optional.of(Requests.wholeWithout(read.get(), account.nativeId())),
                        accounts.version(read.get()));
    }

    private Optional<Set<EntitlementRef>> left(AccountRef account) {
        try {
            Optional<ObjectNode> user = accounts.user(account);
            return Optional.of(user.isEmpty() ? Set.of() : groups.of(user.get()).keySet());
        } catch (Trouble e) {
            return Optional.empty();
        }
    }
}
