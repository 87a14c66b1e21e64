package dev.tenure.connectors.aws.targets;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an account holds at one moment. */
final class World {

    /** A key, certificate, device or the like. */
    record Held(Instant created, boolean active) {}

    /** What a user can hold beside the password. */
    enum Kind {
        ACCESS_KEY,
        CERTIFICATE,
        SSH_KEY,
        SERVICE_CREDENTIAL,
        MFA
    }

    /** Whoever has policies, inline or attached. */
    static class Principal {

        final String account;
        final String id;
        final String name;
        final String path;
        final Instant created;
        final Set<String> attached = new LinkedHashSet<>();
        final Map<String, String> inline = new LinkedHashMap<>();

        Principal(String account, String id, String name, String path, Instant created) {
            this.account = account;
            this.id = id;
            this.name = name;
            this.path = path;
            this.created = created;
        }

        void take(Principal other) {
            attached.addAll(other.attached);
            inline.putAll(other.inline);
        }
    }

    /** A user. */
    static final class User extends Principal {

        final Map<String, String> tags = new LinkedHashMap<>();
        final Set<String> groups = new LinkedHashSet<>();
        final Map<Kind, Map<String, Held>> held = new LinkedHashMap<>();
        /** The secrets of access keys that AWS made for somebody. */
        final Map<String, String> secrets = new LinkedHashMap<>();
        /** When those were used last. */
        final Map<String, Instant> used = new LinkedHashMap<>();

        Optional<String> password = Optional.empty();
        Optional<Instant> passwordSet = Optional.empty();
        Optional<Instant> passwordUsed = Optional.empty();
        Optional<String> boundary = Optional.empty();

        User(String account, String id, String name, String path, Instant created) {
            super(account, id, name, path, created);
            for (Kind kind : Kind.values()) {
                held.put(kind, new LinkedHashMap<>());
            }
        }

        Map<String, Held> of(Kind kind) {
            return held.computeIfAbsent(kind, k -> new LinkedHashMap<>());
        }

        String arn() {
            return "arn:aws:iam::" + account + ":user" + path + name;
        }

        User copy() {
            return named(name);
        }

        /** The same under another name. */
        User named(String other) {
            return moved(other, path);
        }

        /** The same under another name and path. */
        User moved(String other, String to) {
            User copy = new User(account, id, other, to, created);
            copy.take(this);
            copy.tags.putAll(tags);
            copy.groups.addAll(groups);
            held.forEach((kind, things) -> copy.of(kind).putAll(things));
            copy.secrets.putAll(secrets);
            copy.used.putAll(used);
            copy.password = password;
            copy.passwordSet = passwordSet;
            copy.passwordUsed = passwordUsed;
            copy.boundary = boundary;
            return copy;
        }
    }

    /** A group. */
    static final class Group extends Principal {

        Group(String account, String id, String name, String path, Instant created) {
            super(account, id, name, path, created);
        }

        String arn() {
            return "arn:aws:iam::" + account + ":group" + path + name;
        }

        Group copy() {
            Group copy = new Group(account, id, name, path, created);
            copy.take(this);
            return copy;
        }
    }

    /** A role. */
    static final class Role extends Principal {

        final String trust;

        Role(String account, String id, String name, String path, Instant created, String trust) {
            super(account, id, name, path, created);
            this.trust = trust;
        }

        String arn() {
            return "arn:aws:iam::" + account + ":role" + path + name;
        }

        /** Whether only a service of AWS changes it. */
        boolean isOfAws() {
            return path.startsWith("/aws-service-role/") || path.startsWith("/aws-reserved/");
        }

        Role copy() {
            Role copy = new Role(account, id, name, path, created, trust);
            copy.take(this);
            return copy;
        }
    }

    /** A managed policy in its default version. */
    record Policy(String id, String name, String arn, Instant created, int version, String document) {

        String versionId() {
            return "v" + version;
        }

        /** The same with another default version. */
        Policy saying(String other) {
            return new Policy(id, name, arn, created, version + 1, other);
        }

        boolean isOfAws() {
            return arn.startsWith("arn:aws:iam::aws:");
        }
    }

    /** The number of the account. */
    final String number;

    /** How many users were made by clients. */
    int made;

    final Map<String, User> users = new LinkedHashMap<>();
    final Map<String, Group> groups = new LinkedHashMap<>();
    final Map<String, Role> roles = new LinkedHashMap<>();
    final Map<String, Policy> policies = new LinkedHashMap<>();
    final Set<String> virtualDevices = new LinkedHashSet<>();

    World(String number) {
        this.number = number;
    }

    World copy() {
        World copy = new World(number);
        copy.made = made;
        users.forEach((id, user) -> copy.users.put(id, user.copy()));
        groups.forEach((id, group) -> copy.groups.put(id, group.copy()));
        roles.forEach((arn, role) -> copy.roles.put(arn, role.copy()));
        copy.policies.putAll(policies);
        copy.virtualDevices.addAll(virtualDevices);
        return copy;
    }

    User user(String name) throws Problem {
        return users.values().stream()
                .filter(user -> user.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new Problem("NoSuchEntity"));
    }

    Group group(String name) throws Problem {
        return groups.values().stream()
                .filter(group -> group.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new Problem("NoSuchEntity"));
    }

    Role role(String name) throws Problem {
        return roles.values().stream()
                .filter(role -> role.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new Problem("NoSuchEntity"));
    }

    Policy policy(String arn) throws Problem {
        Policy policy = policies.get(arn);
        if (policy == null) {
            throw new Problem("NoSuchEntity");
        }
        return policy;
    }

    boolean isAttached(Policy policy) {
        return users.values().stream().anyMatch(user -> user.attached.contains(policy.arn()))
                || groups.values().stream().anyMatch(group -> group.attached.contains(policy.arn()))
                || roles.values().stream().anyMatch(role -> role.attached.contains(policy.arn()));
    }
}
