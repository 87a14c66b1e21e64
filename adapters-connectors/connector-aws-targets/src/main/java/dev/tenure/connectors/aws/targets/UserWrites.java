package dev.tenure.connectors.aws.targets;

import dev.tenure.connectors.aws.targets.World.User;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What IAM does for actions that make, change and delete users. */
final class UserWrites {

    private static final int MOST_TAGS = 50;
    private static final String NAME = "[\\w+=,.@-]{1,64}";
    private static final String PATH = "/|/[\\x21-\\x7e]{1,510}/";
    private static final String TAG_KEY = "[\\p{L}\\p{Z}\\p{N}_.:/=+@-]{1,128}";
    private static final String TAG_VALUE = "[\\p{L}\\p{Z}\\p{N}_.:/=+@-]{0,256}";

    private UserWrites() {}

    static Optional<String> create(World world, Call call) throws Problem {
        String name = valid(call.user(), NAME);
        refuseTaken(world, name);
        String path = valid(call.optional("Path").orElse("/"), PATH);
        String id = "AIDAMADE%s%05d".formatted(world.number, ++world.made);
        User user = new User(world.number, id, name, path, Instant.now());
        user.boundary = call.optional("PermissionsBoundary");
        putTags(user, call);
        world.users.put(id, user);
        return Optional.of(name);
    }

    static Optional<String> update(World world, Call call) throws Problem {
        User user = world.user(call.user());
        Optional<String> name = call.optional("NewUserName");
        Optional<String> path = call.optional("NewPath");
        if (name.isPresent() && !valid(name.get(), NAME).equalsIgnoreCase(user.name)) {
            refuseTaken(world, name.get());
        }
        User moved = user.moved(name.orElse(user.name), valid(path.orElse(user.path), PATH));
        world.users.put(user.id, moved);
        return IamWrites.changed(moved, !moved.arn().equals(user.arn()));
    }

    static Optional<String> tag(World world, Call call) throws Problem {
        User user = world.user(call.user());
        Map<String, String> before = new LinkedHashMap<>(user.tags);
        putTags(user, call);
        return IamWrites.changed(user, !before.equals(user.tags));
    }

    private static void putTags(User user, Call call) throws Problem {
        Map<String, String> tags = new LinkedHashMap<>(user.tags);
        for (int i = 1; call.optional("Tags.member." + i + ".Key").isPresent(); i++) {
            String key = valid(call.required("Tags.member." + i + ".Key"), TAG_KEY);
            if (key.startsWith("aws:")) {
                throw new Problem("InvalidInput");
            }
            tags.put(key, valid(call.optional("Tags.member." + i + ".Value").orElse(""), TAG_VALUE));
        }
        if (tags.size() > MOST_TAGS) {
            throw new Problem("LimitExceeded");
        }
        user.tags.putAll(tags);
    }

    static Optional<String> untag(World world, Call call) throws Problem {
        User user = world.user(call.user());
        List<String> keys = call.list("TagKeys");
        return IamWrites.changed(user, user.tags.keySet().removeAll(keys));
    }

    static Optional<String> bound(World world, Call call) throws Problem {
        User user = world.user(call.user());
        Optional<String> policy =
                Optional.of(world.policy(call.required("PermissionsBoundary")).arn());
        boolean changed = !user.boundary.equals(policy);
        user.boundary = policy;
        return IamWrites.changed(user, changed);
    }

    static Optional<String> unbound(World world, Call call) throws Problem {
        User user = world.user(call.user());
        boolean had = user.boundary.isPresent();
        user.boundary = Optional.empty();
        return IamWrites.gone(user, had);
    }

    /** IAM's API deletes nobody who still has something. */
    static Optional<String> delete(World world, Call call) throws Problem {
        User user = world.user(call.user());
        boolean holds = user.held.values().stream().anyMatch(things -> !things.isEmpty());
        if (holds
                || user.password.isPresent()
                || !user.groups.isEmpty()
                || !user.attached.isEmpty()
                || !user.inline.isEmpty()) {
            throw new Problem("DeleteConflict");
        }
        world.users.remove(user.id);
        return Optional.of(user.name);
    }

    private static void refuseTaken(World world, String name) throws Problem {
        if (world.users.values().stream().anyMatch(user -> user.name.equalsIgnoreCase(name))) {
            throw new Problem("EntityAlreadyExists");
        }
    }

    private static String valid(String value, String pattern) throws Problem {
        if (!value.matches(pattern)) {
            throw new Problem("ValidationError");
        }
        return value;
    }
}
