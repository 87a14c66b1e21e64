package dev.tenure.connectors.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenure.connector.spi.Change;
import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.Evidence;
import dev.tenure.connector.spi.Evidence.Fact;
import dev.tenure.connector.spi.Keeping;
import dev.tenure.connector.spi.Secret;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyResponse;
import software.amazon.awssdk.services.iam.model.StatusType;

/** Single access keys of users: made and kept, and switched off and on. */
final class AccessKeys {

    /** AWS lets no user have more. */
    private static final int MOST = 2;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ID = "AccessKeyId";

    private final Calls calls;
    private final Blocking blocking;
    private final HeldCredentials held;

    AccessKeys(Calls calls, Blocking blocking, HeldCredentials held) {
        this.calls = calls;
        this.blocking = blocking;
        this.held = held;
    }

    private Map<String, AccessKeyMetadata> keys(AwsUser user) throws Trouble {
        Map<String, AccessKeyMetadata> keys = new LinkedHashMap<>();
        for (AccessKeyMetadata key : blocking.keys(user)) {
            keys.put(Calls.told(key.accessKeyId()), key);
        }
        return keys;
    }

    // Issuing

    /** What is kept is what the AWS tools take as the output of a {@code credential_process}. */
    private static Secret kept(AccessKey key) {
        return Secret.of(JSON.createObjectNode()
                        .put("Version", 1)
                        .put(ID, key.accessKeyId())
                        .put("SecretAccessKey", key.secretAccessKey())
                        .toString()
                + "\n");
    }

    private static Optional<String> idIn(Secret kept) {
        try {
            return Optional.ofNullable(JSON.readTree(kept.reveal()).path(ID).textValue())
                    .filter(id -> !id.isEmpty());
        } catch (JsonProcessingException e) {
            // It is somebody's, and none of ours.
            return Optional.empty();
        }
    }

    ChangeOutcome issue(AwsUser user, Change.IssueCredential asked) throws Trouble {
        Map<String, AccessKeyMetadata> keys = keys(user);
        Optional<Secret> secret = asked.keeping().kept();
        Optional<String> kept = secret.flatMap(AccessKeys::idIn);
        if (secret.isPresent() && kept.isEmpty()) {
            return new ChangeOutcome.Refused("what is kept there is no access key: name another place");
        }
        if (kept.isPresent() && !keys.containsKey(kept.get())) {
            return new ChangeOutcome.Refused("AWS does not list the access key that is kept: look whether somebody"
                    + " deleted it, and name another place then");
        }
        Set<String> strays = new HashSet<>(keys.keySet());
        strays.removeAll(asked.beside());
        kept.ifPresent(strays::remove);
        for (String stray : strays) {
            if (!isOurs(stray, Optional.ofNullable(keys.get(stray)))) {
                return new ChangeOutcome.Refused("the user has another access key, which was used or is switched off:"
                        + " whoever made it meanwhile has to see to it first");
            }
        }
        List<Fact> facts = new ArrayList<>(List.of(Fact.personal("account.name", user.name())));
        for (String stray : strays) {
            switch (held.delete(user, stray)) {
                case WriteAnswer.Done done -> facts.add(Fact.plain("removed.accessKeyNobodyKept", stray));
                case WriteAnswer.Lost lost -> {
                    return new ChangeOutcome.InDoubt(lost.reason(), new Evidence(facts));
                }
                case WriteAnswer.Refused refused -> {
                    return new ChangeOutcome.Refused(refused.reason(), new Evidence(facts));
                }
                case WriteAnswer.NotNow notNow -> {
                    return notNow(notNow.reason(), facts);
                }
            }
        }
        if (kept.isPresent()) {
            return shown(user, kept.get(), strays.isEmpty(), facts);
        }
        if (keys.size() - strays.size() >= MOST) {
            return new ChangeOutcome.Refused(
                    "AWS lets a user have two access keys, and this one has two: an old one has to go first");
        }
        return create(user, asked.keeping(), facts);
    }

    /** An attempt before made it, and its answer was lost: nobody ever had its secret, so nobody used it. */
    private boolean isOurs(String id, Optional<AccessKeyMetadata> key) throws Trouble {
        return key.filter(one -> one.status() != StatusType.INACTIVE).isPresent()
                && held.lastUsed(id).isEmpty();
    }

    private ChangeOutcome create(AwsUser user, Keeping keeping, List<Fact> facts) {
        List<AccessKey> told = new ArrayList<>();
        WriteAnswer answer = calls.write(Action.CREATE_ACCESS_KEY, client -> {
            CreateAccessKeyResponse response = client.createAccessKey(asked -> asked.userName(user.name()));
            Optional.ofNullable(response.accessKey())
                    .filter(key -> key.accessKeyId() != null && key.secretAccessKey() != null)
                    .ifPresent(told::add);
        });
        return switch (answer) {
            case WriteAnswer.Refused refused -> new ChangeOutcome.Refused(refused.reason(), new Evidence(facts));
            case WriteAnswer.NotNow notNow -> notNow(notNow.reason(), facts);
            case WriteAnswer.Lost lost -> new ChangeOutcome.InDoubt(lost.reason(), new Evidence(facts));
            case WriteAnswer.Done done ->
                told.stream()
                        .findFirst()
                        .map(key -> keep(user, key, keeping, facts))
                        .orElseGet(() -> new ChangeOutcome.InDoubt(
                                "AWS says that it made an access key and does not tell it", new Evidence(facts)));
        };
    }

    private ChangeOutcome keep(AwsUser user, AccessKey key, Keeping keeping, List<Fact> facts) {
        if (keeping.keep(kept(key))) {
            return shown(user, key.accessKeyId(), false, facts);
        }
        if (held.delete(user, key.accessKeyId()) instanceof WriteAnswer.Done) {
            facts.add(Fact.plain("removed.accessKeyNobodyKept", key.accessKeyId()));
            return new ChangeOutcome.Refused(
                    "the new access key could not be kept and was taken away again: name a file that is not there yet,"
                            + " where the product may write",
                    new Evidence(facts));
        }
        return new ChangeOutcome.InDoubt(
                "the new access key could not be kept, and it is not known whether it was taken away again",
                new Evidence(facts));
    }

    private ChangeOutcome shown(AwsUser user, String id, boolean unchanged, List<Fact> facts) {
        facts.add(Fact.plain(Evidence.CREDENTIAL, id));
        try {
            Map<String, AccessKeyMetadata> keys = keys(user);
            facts.add(Fact.plain("readBack.accessKeys", Integer.toString(keys.size())));
            if (!keys.containsKey(id)) {
                return new ChangeOutcome.InDoubt(
                        "the new access key is kept, and AWS does not list it yet", new Evidence(facts));
            }
        } catch (Trouble e) {
            return new ChangeOutcome.InDoubt("AWS could not be read after an access key was made", new Evidence(facts));
        }
        return unchanged
                ? new ChangeOutcome.Unchanged(new Evidence(facts))
                : new ChangeOutcome.Applied(new Evidence(facts));
    }

    /** Behind the user's name stands what was done before. */
    private static ChangeOutcome notNow(String reason, List<Fact> facts) {
        return facts.size() > 1
                ? new ChangeOutcome.InDoubt(reason, new Evidence(facts))
                : new ChangeOutcome.Unreachable(reason, Optional.empty());
    }

    // Switching

    ChangeOutcome disable(AwsUser user, String id) throws Trouble {
        if (!keys(user).containsKey(id) && held.holds(user, id)) {
            return new ChangeOutcome.Refused("only access keys are switched off from here: do it in AWS by hand");
        }
        return switching(user, id, StatusType.INACTIVE, "switchedOff.accessKey");
    }

    ChangeOutcome enable(AwsUser user, String id) throws Trouble {
        return keys(user).containsKey(id)
                ? switching(user, id, StatusType.ACTIVE, "switchedOn.accessKey")
                : new ChangeOutcome.Refused("the user has no such access key: make a new one");
    }

    private ChangeOutcome switching(AwsUser user, String id, StatusType wanted, String fact) throws Trouble {
        return new Clearing<String>(
                        "accessKeysToSwitch",
                        List.of(() -> toSwitch(user, id, wanted)),
                        (key, notes) -> calls.write(
                                Action.UPDATE_ACCESS_KEY,
                                client -> client.updateAccessKey(asked -> asked.userName(user.name())
                                        .accessKeyId(key)
                                        .status(wanted))),
                        (key, same) -> Fact.plain(fact, key))
                .run(user);
    }

    private Map<String, String> toSwitch(AwsUser user, String id, StatusType wanted) throws Trouble {
        return Optional.ofNullable(keys(user).get(id))
                        .filter(key -> isOther(key, wanted))
                        .isPresent()
                ? Map.of(id, id)
                : Map.of();
    }

    /** What AWS may tell beside the two counts as switched on: the safer belief. */
    private static boolean isOther(AccessKeyMetadata key, StatusType wanted) {
        return (key.status() == StatusType.INACTIVE) != (wanted == StatusType.INACTIVE);
    }
}
