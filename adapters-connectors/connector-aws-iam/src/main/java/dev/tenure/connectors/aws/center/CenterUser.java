package dev.tenure.connectors.aws.center;

import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.SignIn;
import dev.tenure.connectors.aws.Calls;
import dev.tenure.connectors.aws.Trouble;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.identitystore.model.DescribeUserResponse;
import software.amazon.awssdk.services.identitystore.model.Email;
import software.amazon.awssdk.services.identitystore.model.User;
import software.amazon.awssdk.services.identitystore.model.UserStatus;

/**
 * A user as the identity store tells it.
 *
 * @param id stays when the user is renamed, and is never given again
 * @param attributes everything by which correlation may go
 */
record CenterUser(String id, String name, SignIn signIn, Map<String, String> attributes) {

    /** What is known of users. */
    static final Set<String> ATTRIBUTES = Set.of("UserName", "DisplayName", "Email", "ExternalId", "UserType", "Title");

    private static final Pattern ID = Pattern.compile(
            "([0-9a-f]{10}-)?[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}");

    static CenterUser of(User user) throws Trouble {
        String id = Calls.told(user.userId());
        Map<String, String> attributes = new HashMap<>();
        put(attributes, "UserName", user.userName());
        put(attributes, "DisplayName", user.displayName());
        put(attributes, "Email", email(user.emails()));
        put(
                attributes,
                "ExternalId",
                user.externalIds().isEmpty() ? null : user.externalIds().get(0).id());
        put(attributes, "UserType", user.userType());
        put(attributes, "Title", user.title());
        return new CenterUser(
                id, Optional.ofNullable(attributes.get("UserName")).orElse(id), signIn(user.userStatus()), attributes);
    }

    static CenterUser of(DescribeUserResponse user) throws Trouble {
        return of(User.builder()
                .userId(user.userId())
                .userName(user.userName())
                .displayName(user.displayName())
                .emails(user.emails())
                .externalIds(user.externalIds())
                .userType(user.userType())
                .title(user.title())
                .userStatus(user.userStatus())
                .build());
    }

    private static void put(Map<String, String> attributes, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            attributes.put(name, value);
        }
    }

    private static @Nullable String email(List<Email> emails) {
        return emails.stream()
                .filter(email -> Boolean.TRUE.equals(email.primary()))
                .findFirst()
                .or(() -> emails.stream().findFirst())
                .map(Email::value)
                .orElse(null);
    }

    /** Not every answer of AWS has it. */
    private static SignIn signIn(@Nullable UserStatus status) {
        if (status == UserStatus.ENABLED) {
            return SignIn.ENABLED;
        }
        return status == UserStatus.DISABLED ? SignIn.DISABLED : SignIn.UNKNOWN;
    }

    /** Whether the identity store can have a user or group of this id. */
    static boolean isId(String id) {
        return ID.matcher(id).matches();
    }

    AccountRef ref() {
        return new AccountRef(id);
    }

    /** Nobody means another person by the case of a letter. */
    boolean has(String attribute, String value) {
        return value.equalsIgnoreCase(attributes.get(attribute));
    }

    ObservedAccount observed(List<String> wanted) {
        Map<String, String> shown = new HashMap<>(attributes);
        shown.keySet().retainAll(wanted);
        return new ObservedAccount(
                ref(),
                name,
                signIn,
                shown,
                Optional.empty(),
                signIn == SignIn.UNKNOWN ? List.of("AWS does not say whether the user is disabled") : List.of());
    }
}
