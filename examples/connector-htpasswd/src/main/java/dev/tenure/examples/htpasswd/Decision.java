package dev.tenure.examples.htpasswd;

import dev.tenure.connector.spi.Change;
import dev.tenure.connector.spi.Evidence.Fact;
import dev.tenure.connector.spi.SignIn;
import dev.tenure.examples.htpasswd.PasswordFile.Entry;
import dev.tenure.examples.htpasswd.Storage.Pair;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.function.Predicate;

/**
 * What a change means for the files as they were read. Pure: it reads nothing and writes nothing, so every case is tested
 * without a file, and the connector that carries it out has no case of its own.
 */
sealed interface Decision {

    /** The attribute by which accounts are found and made; they have no other. */
    String NAME = "name";

    /** It is so already. */
    record AsItIs() implements Decision {}

    /** It cannot be done until a person acts. */
    record No(String reason) implements Decision {}

    /**
     * The files are to be these.
     *
     * @param shown whether files that are read later show what was asked for
     * @param facts what stood before, as far as it would be missed
     */
    record Write(Pair after, Predicate<Pair> shown, List<Fact> facts) implements Decision {}

    /**
     * Decides.
     *
     * @param unknown a hash of a password that nobody knows
     */
    static Decision on(Change change, Pair now, String unknown) {
        return switch (change) {
            case Change.CreateAccount c -> create(c, now, unknown);
            case Change.OfAccount c -> {
                List<Entry> entries = now.users().entries(c.account().nativeId());
                if (entries.isEmpty()) {
                    yield gone(c);
                }
                yield entries.stream().allMatch(Entry::understood)
                        ? there(c, c.account().nativeId(), entries, now, unknown)
                        : new No("the account's line in the file is not understood: correct it by hand");
            }
        };
    }

    private static Decision create(Change.CreateAccount asked, Pair now, String unknown) {
        Map<String, String> others = new HashMap<>(asked.attributes());
        others.remove(NAME, asked.value());
        if (!asked.attribute().equals(NAME) || !others.isEmpty()) {
            return new No("accounts have only the attribute " + NAME + ": ask for no other");
        }
        String name = asked.value();
        if (!isName(name)) {
            return new No(
                    "value: cannot be a name here: no colons, spaces or control characters, no # at its begin, and"
                            + " 255 bytes at most");
        }
        int lines = now.users().entries(name).size();
        if (lines > 1) {
            return new No(lines + " lines have this name: remove all but one");
        }
        // A name may stand in groups although nobody has it. Whoever is given it would have what they give.
        if (lines == 0 && !now.groups().of(name).isEmpty()) {
            return new No("groups name this account although it is not there: take the name out of them first");
        }
        return lines == 1
                ? new AsItIs()
                : new Write(
                        new Pair(now.users().with(name, PasswordFile.DISABLED + unknown), now.groups()),
                        later -> later.users().entries(name).size() == 1,
                        List.of());
    }

    /** What can stand in both files and mean the same in each. */
    static boolean isName(String name) {
        return !name.isEmpty()
                && !name.startsWith("#")
                && name.indexOf(':') < 0
                && name.chars().noneMatch(c -> Character.isISOControl(c) || Character.isWhitespace(c))
                && name.getBytes(StandardCharsets.UTF_8).length <= 255;
    }

    /** A change that takes access away is true already; one that gives it cannot be. */
    private static Decision gone(Change.OfAccount change) {
        return change instanceof Change.EnableAccount || change instanceof Change.GrantEntitlement
                ? new No("there is no such account: make it first")
                : new AsItIs();
    }

    private static Decision there(Change.OfAccount change, String name, List<Entry> entries, Pair now, String unknown) {
        return switch (change) {
            case Change.DisableAccount c -> signIn(name, entries, now, false);
            case Change.EnableAccount c -> signIn(name, entries, now, true);
            case Change.ResetSecret c -> reset(name, now, unknown);
            case Change.DeleteAccount c -> delete(name, entries, now);
            case Change.GrantEntitlement c -> grant(name, c.entitlement().nativeId(), now);
            case Change.RevokeEntitlement c -> {
                NavigableSet<String> held = now.groups().of(name);
                held.retainAll(List.of(c.entitlement().nativeId()));
                yield revoke(name, held, now);
            }
            case Change.RevokeMemberships c -> revoke(name, now.groups().of(name), now);
            case Change.UpdateAccount c -> undeclared(c);
            case Change.EndSessions c -> undeclared(c);
            case Change.RevokeCredentials c -> undeclared(c);
            case Change.RotateSecret c -> undeclared(c);
            case Change.ClearMfa c -> undeclared(c);
            case Change.TransferOwnership c -> undeclared(c);
            case Change.OfCredential c -> undeclared(c);
        };
    }

    private static Decision undeclared(Change change) {
        return new No(change.kind() + " cannot be done here: see to it by hand");
    }

    private static Decision signIn(String name, List<Entry> entries, Pair now, boolean enabled) {
        SignIn wanted = enabled ? SignIn.ENABLED : SignIn.DISABLED;
        if (PasswordFile.signIn(entries) == wanted) {
            return new AsItIs();
        }
        PasswordFile users = now.users().withHash(name, hash -> {
            String plain = hash.startsWith(PasswordFile.DISABLED) ? hash.substring(1) : hash;
            return enabled ? plain : PasswordFile.DISABLED + plain;
        });
        if (PasswordFile.signIn(users.entries(name)) != wanted) {
            return new No("the account has no password to sign in with: set one with htpasswd first");
        }
        return new Write(
                new Pair(users, now.groups()),
                later -> PasswordFile.signIn(later.users().entries(name)) == wanted,
                List.of(before(entries)));
    }

    private static Fact before(List<Entry> entries) {
        return Fact.plain("before.signIn", PasswordFile.signIn(entries).name());
    }

    private static Decision reset(String name, Pair now, String unknown) {
        return new Write(
                new Pair(
                        now.users()
                                .withHash(
                                        name,
                                        hash -> (hash.startsWith(PasswordFile.DISABLED) ? PasswordFile.DISABLED : "")
                                                + unknown),
                        now.groups()),
                later -> later.users().entries(name).stream()
                        .allMatch(entry -> entry.hash().endsWith(unknown)),
                List.of(Fact.plain("password", "replaced by one that nobody knows")));
    }

    private static Decision delete(String name, List<Entry> entries, Pair now) {
        List<Fact> facts = new ArrayList<>(List.of(before(entries)));
        now.groups().of(name).forEach(group -> facts.add(Fact.plain("before.group", group)));
        return new Write(
                new Pair(now.users().without(name), now.groups().without(group -> true, name)),
                later -> later.users().entries(name).isEmpty()
                        && later.groups().of(name).isEmpty(),
                facts);
    }

    private static Decision grant(String name, String group, Pair now) {
        if (!now.groups().byName().containsKey(group)) {
            return new No("there is no such group: make a line for it first");
        }
        if (now.groups().of(name).contains(group)) {
            return new AsItIs();
        }
        if (!isName(name) || !now.groups().takesMembers(group)) {
            return new No("the group's line, or a name with spaces, cannot be written to the group file");
        }
        return new Write(
                new Pair(now.users(), now.groups().with(group, name)),
                later -> later.groups().of(name).contains(group),
                List.of(Fact.plain("granted", group)));
    }

    private static Decision revoke(String name, NavigableSet<String> groups, Pair now) {
        return groups.isEmpty()
                ? new AsItIs()
                : new Write(
                        new Pair(now.users(), now.groups().without(groups::contains, name)),
                        later -> later.groups().of(name).stream().noneMatch(groups::contains),
                        groups.stream()
                                .map(group -> Fact.plain("removed", group))
                                .toList());
    }
}
