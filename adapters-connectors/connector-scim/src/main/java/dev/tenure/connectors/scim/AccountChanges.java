package dev.tenure.connectors.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.Change;
import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.Evidence;
import dev.tenure.connector.spi.Evidence.Fact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes, changes, enables, disables and deletes accounts, and sets their passwords. */
final class AccountChanges {

    private static final String USER_NAME = "userName";

    private final ScimSettings settings;
    private final ScimClient client;
    private final Accounts accounts;
    private final Groups groups;
    private final PasswordSource passwords = new PasswordSource();

    AccountChanges(ScimSettings settings, ScimClient client, Accounts accounts, Groups groups) {
        this.settings = settings;
        this.client = client;
        this.accounts = accounts;
        this.groups = groups;
    }

    // Making

    ChangeOutcome create(Change.CreateAccount asked) throws Trouble {
        Map<String, String> wanted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        wanted.putAll(asked.attributes());
        wanted.put(asked.attribute(), asked.value());
        if (!wanted.containsKey(USER_NAME)) {
            return new ChangeOutcome.Refused(
                    "userName: is missing, and no account is made by SCIM without one: add it to"
                            + " what new accounts get");
        }
        List<AttributeEdit> edits = new ArrayList<>();
        for (Map.Entry<String, String> one : wanted.entrySet()) {
            edits.add(AttributeEdit.of(one.getKey(), Optional.of(one.getValue())));
        }
        List<JsonNode> before = accounts.found(asked.attribute(), asked.value());
        if (!before.isEmpty()) {
            return there(before);
        }
        WriteAnswer answer = client.create(
                client.features().users(),
                Requests.account(
                        edits,
                        !settings.quirks().enables(),
                        settings.passwords() ? Optional.of(passwords.draw()) : Optional.empty()));
        return switch (answer) {
            case WriteAnswer.NotNow notNow -> new ChangeOutcome.Unreachable(notNow.reason(), notNow.retryAfter());
            case WriteAnswer.Refused refused -> orThere(asked, refused);
            case WriteAnswer.Done done -> made(asked, edits, answer);
            case WriteAnswer.Lost lost -> made(asked, edits, answer);
        };
    }

    private static ChangeOutcome there(List<JsonNode> found) {
        return found.size() == 1
                ? new ChangeOutcome.Unchanged(
                        new Evidence(Accounts.about(found.get(0), Fact.plain("readBack.accounts", "1"))))
                : new ChangeOutcome.Refused(
                        found.size() + " accounts have this value: remove or change all but one in the target");
    }

    /** A conflict may mean that somebody made the same account at the same moment. */
    private ChangeOutcome orThere(Change.CreateAccount asked, WriteAnswer.Refused refused) {
        try {
            List<JsonNode> found = accounts.found(asked.attribute(), asked.value());
            return found.isEmpty() ? new ChangeOutcome.Refused(refused.reason()) : there(found);
        } catch (Trouble e) {
            return new ChangeOutcome.Refused(refused.reason());
        }
    }

    private ChangeOutcome made(Change.CreateAccount asked, List<AttributeEdit> edits, WriteAnswer answer) {
        List<JsonNode> found;
        try {
            found = accounts.found(asked.attribute(), asked.value());
        } catch (Trouble e) {
            return Judgement.ofWrite(answer, Judgement.Shown.UNREADABLE, List.of());
        }
        if (found.isEmpty()) {
            return Judgement.ofWrite(answer, Judgement.Shown.NO, List.of());
        }
        if (found.size() > 1) {
            return new ChangeOutcome.InDoubt("after the write " + found.size()
                    + " accounts have this value: somebody made one at the same moment");
        }
        JsonNode user = found.get(0);
        List<Fact> facts = Accounts.about(user);
        AccountShape.id(user).ifPresent(id -> facts.add(Fact.personal("account.id", id)));
        List<String> missing = edits.stream()
                .filter(edit -> !edit.isShownBy(user))
                .map(AttributeEdit::attribute)
                .toList();
        if (!missing.isEmpty()) {
            return new ChangeOutcome.InDoubt(
                    "the account was made, but does not show " + String.join(", ", missing), new Evidence(facts));
        }
        if (settings.quirks().enables() && !Accounts.isActive(user, false)) {
            // Some targets make every account active, whatever was asked.
            return disabledAfter(user, facts, answer);
        }
        facts.add(Accounts.activeFact("readBack.active", user));
        return Judgement.ofWrite(answer, Judgement.Shown.YES, facts);
    }

    private ChangeOutcome disabledAfter(JsonNode user, List<Fact> facts, WriteAnswer answer) {
        ChangeOutcome disabled;
        try {
            AccountRef ref = new AccountRef(AccountShape.id(user)
                    .orElseThrow(() -> Trouble.refused("the target lists this account without an id")));
            Optional<ObjectNode> read = accounts.user(ref);
            disabled = read.isPresent()
                    ? activate(ref, read.get(), false)
                    : new ChangeOutcome.InDoubt("the target shows it in its list only");
        } catch (Trouble e) {
            disabled = e.outcome();
        }
        if (disabled instanceof ChangeOutcome.Applied) {
            facts.add(Fact.plain("readBack.active", "false"));
            return Judgement.ofWrite(answer, Judgement.Shown.YES, facts);
        }
        return new ChangeOutcome.InDoubt(
                "the target made the account active, and it could not be disabled: disable it there",
                new Evidence(facts));
    }

    // Changing

    ChangeOutcome update(Change.UpdateAccount asked, ObjectNode before) throws Trouble {
        List<AttributeEdit> open = new ArrayList<>();
        List<Fact> facts = Accounts.about(before);
        for (Map.Entry<String, Optional<String>> one : new TreeMap<>(asked.attributes()).entrySet()) {
            AttributeEdit edit = AttributeEdit.of(one.getKey(), one.getValue());
            stoodBefore(edit, before, facts);
            if (!edit.isShownBy(before)) {
                open.add(edit);
            }
        }
        if (open.isEmpty()) {
            facts.add(Fact.plain("readBack.attributes", "as asked"));
            return new ChangeOutcome.Unchanged(new Evidence(facts));
        }
        ObjectNode after = Requests.whole(before);
        open.forEach(edit -> edit.apply(after));
        WriteAnswer answer = accounts.write(asked.account(), before, Requests.edits(open, after), after);
        Accounts.ReadBack read = accounts.readBack(asked.account(), answer);
        for (AttributeEdit edit : open) {
            facts.add(read.fact(user -> valueFact("readBack." + edit.attribute(), user, edit)));
        }
        return Judgement.ofWrite(
                answer, read.shown(user -> open.stream().allMatch(edit -> edit.isShownBy(user)), false), facts);
    }

    /** Everything that an edit may overwrite, so that it can be written again. */
    private static void stoodBefore(AttributeEdit edit, ObjectNode before, List<Fact> facts) throws Trouble {
        String name = "before." + edit.attribute();
        List<String> values = Attributes.values(before, edit.attribute());
        if (values.stream().anyMatch(value -> value.length() > AccountShape.LONGEST)) {
            throw Trouble.refused(edit.attribute() + ": holds more than " + AccountShape.LONGEST
                    + " characters, which could not be brought back: change it in the target");
        }
        if (values.isEmpty()) {
            facts.add(Fact.plain(name, "none"));
        }
        values.forEach(value -> facts.add(Fact.personal(name, value)));
        if (edit.isMany() && edit.value().isEmpty()) {
            // Types and labels go with the values.
            Attributes.field(before, edit.name())
                    .ifPresent(all -> facts.add(Fact.personal(name + ".whole", all.toString())));
        }
    }

    private static Fact valueFact(String name, ObjectNode user, AttributeEdit edit) {
        return Attributes.values(user, edit.attribute()).stream()
                .findFirst()
                .map(value -> Fact.personal(name, AccountShape.cut(value)))
                .orElse(Fact.plain(name, "none"));
    }

    ChangeOutcome disable(AccountRef account, ObjectNode before) throws Trouble {
        return settings.quirks().disableBy() == Quirks.DisableBy.DELETE
                ? delete(account, before)
                : activate(account, before, false);
    }

    /** @param active what is to show: true to enable, false to disable */
    ChangeOutcome activate(AccountRef account, ObjectNode before, boolean active) throws Trouble {
        List<Fact> facts = Accounts.about(before, Accounts.activeFact("before.active", before));
        if (Accounts.isActive(before, active)) {
            facts.add(Accounts.activeFact("readBack.active", before));
            return new ChangeOutcome.Unchanged(new Evidence(facts));
        }
        WriteAnswer answer = accounts.write(
                account,
                before,
                Requests.active(settings.quirks().activeForm(), active),
                Requests.wholeWith(before, "active", BooleanNode.valueOf(active)));
        Accounts.ReadBack after = accounts.readBack(account, answer);
        facts.add(after.fact(user -> Accounts.activeFact("readBack.active", user)));
        // Nobody signs in with an account that is gone.
        return Judgement.ofWrite(answer, after.shown(user -> Accounts.isActive(user, active), !active), facts);
    }

    ChangeOutcome delete(AccountRef account, ObjectNode before) throws Trouble {
        List<Fact> facts = Accounts.about(before, Accounts.activeFact("before.active", before));
        for (String attribute : settings.attributes()) {
            Attributes.values(before, attribute)
                    .forEach(value -> facts.add(Fact.personal("before." + attribute, AccountShape.cut(value))));
        }
        groups.of(before).forEach((group, name) -> {
            facts.add(Fact.plain("before.group.id", group.nativeId()));
            facts.add(Fact.plain("before.group.name", name));
        });
        WriteAnswer answer = accounts.delete(account, before);
        Accounts.ReadBack after = accounts.readBack(account, answer);
        facts.add(after.fact(user -> Fact.plain("readBack.exists", "true")));
        return Judgement.ofWrite(answer, after.shown(user -> false, true), facts);
    }

    // Passwords

    /** Another password each time: one that is set again as it was would leave no trace to verify it by. */
    ChangeOutcome resetSecret(AccountRef account, ObjectNode before) throws Trouble {
        if (marks(before).isEmpty()) {
            return new ChangeOutcome.Refused("it could not be seen whether the password changed, since the target shows"
                    + " neither meta.version nor meta.lastModified: set passwords to no");
        }
        String drawn = passwords.draw();
        WriteAnswer answer = accounts.write(
                account,
                before,
                Requests.password(drawn),
                Requests.wholeWith(before, "password", TextNode.valueOf(drawn)));
        Accounts.ReadBack after = accounts.readBack(account, answer);
        // Somebody else may have changed the account: without an answer that proves nothing.
        boolean confirmed = answer instanceof WriteAnswer.Done;
        return Judgement.ofWrite(
                answer,
                after.shown(user -> confirmed && !marks(user).equals(marks(before)), true),
                Accounts.about(before, after.fact(user -> Fact.plain("readBack.meta", "changed"))));
    }

    private static Map<String, String> marks(JsonNode user) {
        Map<String, String> marks = new HashMap<>();
        Attributes.field(user, "meta").ifPresent(meta -> {
            for (String mark : List.of("version", "lastModified")) {
                Attributes.text(meta, mark).ifPresent(value -> marks.put(mark, value));
            }
        });
        return marks;
    }
}
