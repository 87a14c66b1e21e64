package dev.tenure.connectors.aws;

import dev.tenure.connector.spi.Change;
import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.Evidence;
import dev.tenure.connector.spi.Evidence.Fact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Tag;

/** Makes users, shut out from the beginning, and changes what they are called and tagged with. */
final class Making {

    private final Calls calls;
    private final Users users;
    private final Blocking blocking;

    Making(Calls calls, Users users, Blocking blocking) {
        this.calls = calls;
        this.users = users;
        this.blocking = blocking;
    }

    // Making

    /** What stands against making such a user; empty where nothing does. */
    static Optional<String> refusal(Change.CreateAccount asked) {
        Map<String, Optional<String>> attributes = new HashMap<>();
        whole(asked).forEach((name, value) -> attributes.put(name, Optional.of(value)));
        if (!asked.attribute().equals(Writable.NAME)
                && Writable.tag(asked.attribute()).isEmpty()) {
            return Optional.of("attribute: a new user is told by UserName or by a tag");
        }
        if (!asked.value().equals(whole(asked).get(asked.attribute()))) {
            return Optional.of(asked.attribute() + ": is given twice, and not the same");
        }
        if (!attributes.containsKey(Writable.NAME)) {
            return Optional.of("UserName: a new user has one");
        }
        return Writable.refusal(attributes);
    }

    private static Map<String, String> whole(Change.CreateAccount asked) {
        Map<String, String> whole = new HashMap<>(asked.attributes());
        whole.putIfAbsent(asked.attribute(), asked.value());
        return whole;
    }

    /** Nobody was found who is such a user. */
    ChangeOutcome create(Change.CreateAccount asked) throws Trouble {
        Map<String, String> attributes = whole(asked);
        String name = Objects.requireNonNull(attributes.get(Writable.NAME));
        WriteAnswer answer = calls.write(Action.CREATE_USER, client -> send(client, name, attributes));
        return switch (answer) {
            case WriteAnswer.Refused refused -> taken(asked, refused);
            case WriteAnswer.NotNow notNow -> new ChangeOutcome.Unreachable(notNow.reason(), Optional.empty());
            case WriteAnswer.Lost lost -> settled(name, attributes, lost.reason());
            case WriteAnswer.Done done -> settled(name, attributes, "AWS confirmed the new user, but does not show it");
        };
    }

    private static void send(IamClient client, String name, Map<String, String> attributes) {
        List<Tag> tags = new ArrayList<>();
        attributes.forEach((attribute, value) -> Writable.tag(attribute)
                .ifPresent(key -> tags.add(Tag.builder().key(key).value(value).build())));
        client.createUser(asked -> asked.userName(name)
                .path(attributes.get(Writable.PATH))
                .permissionsBoundary(attributes.get(Writable.BOUNDARY))
                .tags(tags));
    }

    /** Somebody else may have made it meanwhile. */
    private ChangeOutcome taken(Change.CreateAccount asked, WriteAnswer.Refused refused) throws Trouble {
        List<AwsUser> there = users.found(asked.attribute(), asked.value());
        return there.size() == 1
                ? new ChangeOutcome.Unchanged(new Evidence(List.of(about(there.get(0)))))
                : new ChangeOutcome.Refused(refused.reason());
    }

    private ChangeOutcome settled(String name, Map<String, String> attributes, String doubt) {
        try {
            Optional<AwsUser> made = users.named(name);
            if (made.isEmpty() || !made.get().attributes().entrySet().containsAll(attributes.entrySet())) {
                // It is not seen, or it is another of the name: nothing is done to that one.
                return new ChangeOutcome.InDoubt(doubt);
            }
            return denied(made.get());
        } catch (Trouble e) {
            return new ChangeOutcome.InDoubt("AWS could not be read after a user was made");
        }
    }

    /** The denial stands before anything else can be given to the user. Without it there is to be no user. */
    private ChangeOutcome denied(AwsUser user) throws Trouble {
        WriteAnswer answer = blocking.deny(user);
        if (blocking.isBlocked(user)) {
            return new ChangeOutcome.Applied(new Evidence(List.of(
                    about(user),
                    Fact.plain("created.id", user.id()),
                    Fact.plain("denied.by", Denial.BLOCKED),
                    Fact.plain("readBack.signIn", "denied, without a key and a password"))));
        }
        calls.write(Action.DELETE_USER, client -> client.deleteUser(asked -> asked.userName(user.name())));
        boolean gone = users.user(user.ref()).isEmpty();
        Evidence evidence = new Evidence(List.of(about(user), Fact.plain("readBack.exists", Boolean.toString(!gone))));
        String became = gone
                ? "; the new user was deleted again"
                : "; the new user is there, without a key and a password: disable it or delete it in AWS";
        return answer instanceof WriteAnswer.Refused(String reason)
                ? new ChangeOutcome.Refused(reason + became, evidence)
                : new ChangeOutcome.InDoubt("the new user could not be shut out" + became, evidence);
    }

    /** What is told of a user that was found or made. */
    static Fact about(AwsUser user) {
        return Fact.personal("account.name", user.name());
    }

    // Changing

    ChangeOutcome update(AwsUser user, Map<String, Optional<String>> wanted) throws Trouble {
        Optional<String> refusal = Writable.refusal(wanted);
        if (refusal.isPresent()) {
            return new ChangeOutcome.Refused(refusal.get());
        }
        return new Clearing<Wanted>(
                        "attributes",
                        // The name comes last: whatever is called after it takes the new one.
                        List.of(() -> different(user, wanted, false), () -> different(user, wanted, true)),
                        (change, notes) -> {
                            String before = user.attributes().getOrDefault(change.attribute(), "");
                            notes.add(Fact.personal("before." + change.attribute(), before));
                            return write(user, change);
                        },
                        (attribute, change) ->
                                Fact.personal(attribute, change.value().orElse("")))
                .run(user);
    }

    /** What an attribute is to have, or that it is to have nothing. */
    private record Wanted(String attribute, Optional<String> value) {}

    private Map<String, Wanted> different(AwsUser user, Map<String, Optional<String>> wanted, boolean name)
            throws Trouble {
        AwsUser now = users.user(user.ref()).orElseThrow(() -> Trouble.refused("the user went meanwhile"));
        Map<String, Wanted> different = new TreeMap<>();
        wanted.forEach((attribute, value) -> {
            boolean same = value.equals(Optional.ofNullable(now.attributes().get(attribute)));
            if (!same && attribute.equals(Writable.NAME) == name) {
                different.put(attribute, new Wanted(attribute, value));
            }
        });
        return different;
    }

    private WriteAnswer write(AwsUser user, Wanted wanted) {
        String value = wanted.value().orElse("");
        Optional<String> tag = Writable.tag(wanted.attribute());
        if (tag.isPresent()) {
            return wanted.value().isPresent()
                    ? calls.write(
                            Action.TAG_USER,
                            client -> client.tagUser(asked -> asked.userName(user.name())
                                    .tags(Tag.builder()
                                            .key(tag.get())
                                            .value(value)
                                            .build())))
                    : calls.write(
                            Action.UNTAG_USER,
                            client -> client.untagUser(
                                    asked -> asked.userName(user.name()).tagKeys(tag.get())));
        }
        if (wanted.attribute().equals(Writable.BOUNDARY)) {
            return bounded(user, wanted.value());
        }
        return calls.write(
                Action.UPDATE_USER,
                client -> client.updateUser(asked -> {
                    asked.userName(user.name());
                    if (wanted.attribute().equals(Writable.NAME)) {
                        asked.newUserName(value);
                    } else {
                        asked.newPath(value);
                    }
                }));
    }

    private WriteAnswer bounded(AwsUser user, Optional<String> policy) {
        return policy.isPresent()
                ? calls.write(
                        Action.PUT_USER_PERMISSIONS_BOUNDARY,
                        client -> client.putUserPermissionsBoundary(
                                asked -> asked.userName(user.name()).permissionsBoundary(policy.get())))
                : calls.write(
                        Action.DELETE_USER_PERMISSIONS_BOUNDARY,
                        client -> client.deleteUserPermissionsBoundary(asked -> asked.userName(user.name())));
    }
}
