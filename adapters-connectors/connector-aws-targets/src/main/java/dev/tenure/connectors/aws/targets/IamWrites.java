package dev.tenure.connectors.aws.targets;

import dev.tenure.connectors.aws.targets.World.Group;
import dev.tenure.connectors.aws.targets.World.Held;
import dev.tenure.connectors.aws.targets.World.Kind;
import dev.tenure.connectors.aws.targets.World.Principal;
import dev.tenure.connectors.aws.targets.World.Role;
import dev.tenure.connectors.aws.targets.World.User;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What IAM does for actions that write. */
final class IamWrites {

    /** How many characters the inline policies of a user may have together, without spaces. */
    static final int INLINE_LIMIT = 2048;

    /** How many those of a role may have. */
    static final int ROLE_LIMIT = 10_240;

    private static final int MOST_ATTACHED = 10;

    /** Carries one action out; tells what it was about where something changed. */
    @FunctionalInterface
    interface Write {
        Optional<String> on(World world, Call call) throws Problem;
    }

    static final Map<String, Write> ALL = Map.ofEntries(
            Map.entry("CreateUser", UserWrites::create),
            Map.entry("UpdateUser", UserWrites::update),
            Map.entry("TagUser", UserWrites::tag),
            Map.entry("UntagUser", UserWrites::untag),
            Map.entry("PutUserPermissionsBoundary", UserWrites::bound),
            Map.entry("DeleteUserPermissionsBoundary", UserWrites::unbound),
            Map.entry("DeleteUser", UserWrites::delete),
            Map.entry("PutUserPolicy", IamWrites::putPolicy),
            Map.entry("PutRolePolicy", IamWrites::putRolePolicy),
            Map.entry("DeleteUserPolicy", IamWrites::deletePolicy),
            Map.entry("AttachUserPolicy", IamWrites::attach),
            Map.entry("DetachUserPolicy", IamWrites::detach),
            Map.entry("AddUserToGroup", (world, call) -> group(world, call, true)),
            Map.entry("RemoveUserFromGroup", (world, call) -> group(world, call, false)),
            Map.entry("DeleteLoginProfile", IamWrites::deleteLogin),
            Map.entry("CreateAccessKey", IamWrites::createKey),
            Map.entry("UpdateAccessKey", IamWrites::updateKey),
            Map.entry("DeleteAccessKey", (world, call) -> delete(world, call, Kind.ACCESS_KEY, "AccessKeyId")),
            Map.entry(
                    "DeleteSigningCertificate",
                    (world, call) -> delete(world, call, Kind.CERTIFICATE, "CertificateId")),
            Map.entry("DeleteSSHPublicKey", (world, call) -> delete(world, call, Kind.SSH_KEY, "SSHPublicKeyId")),
            Map.entry(
                    "DeleteServiceSpecificCredential",
                    (world, call) -> delete(world, call, Kind.SERVICE_CREDENTIAL, "ServiceSpecificCredentialId")),
            Map.entry("DeactivateMFADevice", (world, call) -> delete(world, call, Kind.MFA, "SerialNumber")),
            Map.entry("DeleteVirtualMFADevice", IamWrites::deleteDevice));

    private IamWrites() {}

    private static Optional<String> putPolicy(World world, Call call) throws Problem {
        return put(world.user(call.user()), call, INLINE_LIMIT);
    }

    private static Optional<String> putRolePolicy(World world, Call call) throws Problem {
        Role role = world.role(call.required("RoleName"));
        if (role.isOfAws()) {
            throw new Problem("UnmodifiableEntity");
        }
        return put(role, call, ROLE_LIMIT);
    }

    private static Optional<String> put(Principal holder, Call call, int limit) throws Problem {
        String name = call.required("PolicyName");
        String document = call.required("PolicyDocument");
        int others = holder.inline.entrySet().stream()
                .filter(one -> !one.getKey().equals(name))
                .mapToInt(one -> one.getValue().replaceAll("\\s", "").length())
                .sum();
        if (others + document.replaceAll("\\s", "").length() > limit) {
            throw new Problem("LimitExceeded");
        }
        return document.equals(holder.inline.put(name, document)) ? Optional.empty() : Optional.of(holder.name);
    }

    private static Optional<String> deletePolicy(World world, Call call) throws Problem {
        User user = world.user(call.user());
        return gone(user, user.inline.remove(call.required("PolicyName")) != null);
    }

    private static Optional<String> attach(World world, Call call) throws Problem {
        User user = world.user(call.user());
        String arn = world.policy(call.required("PolicyArn")).arn();
        if (!user.attached.contains(arn) && user.attached.size() >= MOST_ATTACHED) {
            throw new Problem("LimitExceeded");
        }
        return changed(user, user.attached.add(arn));
    }

    private static Optional<String> detach(World world, Call call) throws Problem {
        User user = world.user(call.user());
        return gone(user, user.attached.remove(call.required("PolicyArn")));
    }

    /** Neither action fails where there is nothing to do. */
    private static Optional<String> group(World world, Call call, boolean in) throws Problem {
        Group group = world.group(call.required("GroupName"));
        User user = world.user(call.user());
        return changed(user, in ? user.groups.add(group.id) : user.groups.remove(group.id));
    }

    private static Optional<String> deleteLogin(World world, Call call) throws Problem {
        User user = world.user(call.user());
        boolean had = user.password.isPresent();
        user.password = Optional.empty();
        return gone(user, had);
    }

    /** The parameters by which the id and the secret of a new key come in; AWS draws them itself. */
    static final String NEW_KEY = "NewAccessKeyId";

    static final String NEW_SECRET = "NewSecretAccessKey";

    private static final int MOST_KEYS = 2;

    private static Optional<String> createKey(World world, Call call) throws Problem {
        User user = world.user(call.user());
        if (user.of(Kind.ACCESS_KEY).size() >= MOST_KEYS) {
            throw new Problem("LimitExceeded");
        }
        user.of(Kind.ACCESS_KEY).put(call.required(NEW_KEY), new Held(Instant.now(), true));
        user.secrets.put(call.required(NEW_KEY), call.required(NEW_SECRET));
        return changed(user, true);
    }

    private static Optional<String> updateKey(World world, Call call) throws Problem {
        User user = world.user(call.user());
        String id = call.required("AccessKeyId");
        Held before = user.of(Kind.ACCESS_KEY).get(id);
        if (before == null) {
            throw new Problem("NoSuchEntity");
        }
        boolean active = call.required("Status").equals("Active");
        user.of(Kind.ACCESS_KEY).put(id, new Held(before.created(), active));
        return changed(user, before.active() != active);
    }

    private static Optional<String> delete(World world, Call call, Kind kind, String parameter) throws Problem {
        User user = world.user(call.user());
        return gone(user, user.of(kind).remove(call.required(parameter)) != null);
    }

    private static Optional<String> deleteDevice(World world, Call call) throws Problem {
        String device = call.required("SerialNumber");
        if (!world.virtualDevices.contains(device)) {
            throw new Problem("NoSuchEntity");
        }
        if (world.users.values().stream().anyMatch(user -> user.of(Kind.MFA).containsKey(device))) {
            throw new Problem("DeleteConflict");
        }
        world.virtualDevices.remove(device);
        return Optional.of(device);
    }

    static Optional<String> changed(User user, boolean changed) {
        return changed ? Optional.of(user.name) : Optional.empty();
    }

    static Optional<String> gone(User user, boolean was) throws Problem {
        if (!was) {
            throw new Problem("NoSuchEntity");
        }
        return Optional.of(user.name);
    }
}
