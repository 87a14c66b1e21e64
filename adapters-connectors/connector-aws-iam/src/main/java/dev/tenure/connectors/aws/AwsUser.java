package dev.tenure.connectors.aws;

import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.SignIn;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.User;
import software.amazon.awssdk.services.iam.model.UserDetail;

/**
 * A user as IAM tells it.
 *
 * @param id stays when the user is renamed, and is never given again
 * @param name what actions take
 * @param attributes everything by which correlation may go
 * @param passwordUsed when somebody signed in with the password last
 */
record AwsUser(String id, String name, Map<String, String> attributes, Optional<Instant> passwordUsed) {

    private static final Pattern ID = Pattern.compile("\\w{16,128}");
    private static final Pattern TAG = Pattern.compile("tag:[\\p{L}\\p{N}_.:/=+@-]{1,128}");
    private static final List<String> NAMED = List.of("UserName", "Path", "Arn", "PermissionsBoundary");

    static AwsUser of(User user) throws Trouble {
        return new AwsUser(
                Calls.told(user.userId()),
                Calls.told(user.userName()),
                attributes(user.userName(), user.path(), user.arn(), user.permissionsBoundary(), user.tags()),
                Optional.ofNullable(user.passwordLastUsed()));
    }

    /** @param passwordUsed what another list tells of it */
    static AwsUser of(UserDetail user, Optional<Instant> passwordUsed) throws Trouble {
        return new AwsUser(
                Calls.told(user.userId()),
                Calls.told(user.userName()),
                attributes(user.userName(), user.path(), user.arn(), user.permissionsBoundary(), user.tags()),
                passwordUsed);
    }

    private static Map<String, String> attributes(
            String name, String path, String arn, AttachedPermissionsBoundary boundary, List<Tag> tags) {
        Map<String, String> attributes = new HashMap<>();
        attributes.put("UserName", name);
        attributes.put("Path", Objects.requireNonNullElse(path, "/"));
        attributes.put("Arn", Objects.requireNonNullElse(arn, ""));
        if (boundary != null && boundary.permissionsBoundaryArn() != null) {
            attributes.put("PermissionsBoundary", boundary.permissionsBoundaryArn());
        }
        tags.forEach(tag -> attributes.put("tag:" + tag.key(), tag.value()));
        return attributes;
    }

    /** Whether IAM can have a user of this id. */
    static boolean isId(String id) {
        return ID.matcher(id).matches();
    }

    static boolean isAttribute(String name) {
        return NAMED.contains(name) || TAG.matcher(name).matches();
    }

    AccountRef ref() {
        return new AccountRef(id);
    }

    String arn() {
        return attributes.getOrDefault("Arn", "");
    }

    /** Names are compared by AWS without regard to case, and nobody means another person by the case of a tag. */
    boolean has(String attribute, String value) {
        return value.equalsIgnoreCase(attributes.get(attribute));
    }

    ObservedAccount observed(List<String> wanted, boolean blocked, Optional<Instant> passwordSetAt) {
        Map<String, String> shown = new HashMap<>(attributes);
        shown.keySet().retainAll(wanted);
        return new ObservedAccount(
                ref(), name, blocked ? SignIn.DISABLED : SignIn.ENABLED, shown, passwordUsed, passwordSetAt, List.of());
    }
}
