package dev.tenure.connectors.aws;

import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.Credential;
import dev.tenure.connector.spi.MfaMethod;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.SignIn;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The root user of an account, as the credential report tells it; no list of IAM does. It is shown, and never changed.
 *
 * @param password whether there is one; empty where the report does not say
 */
record Root(
        String arn,
        Optional<Boolean> password,
        Optional<Instant> passwordUsed,
        Optional<Instant> passwordSet,
        List<Credential> credentials,
        boolean secondFactor) {

    private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]*:iam::([0-9]{12}):root");

    static boolean is(AccountRef account) {
        return isArn(account.nativeId());
    }

    static boolean isArn(String arn) {
        return ARN.matcher(arn).matches();
    }

    ObservedAccount observed() {
        Matcher matcher = ARN.matcher(arn);
        return new ObservedAccount(
                new AccountRef(arn),
                matcher.matches() ? "root of " + matcher.group(1) : "root",
                signIn(),
                Map.of(),
                passwordUsed,
                passwordSet,
                List.of());
    }

    private SignIn signIn() {
        if (!credentials.isEmpty()) {
            return SignIn.ENABLED;
        }
        return password.map(there -> there ? SignIn.ENABLED : SignIn.DISABLED).orElse(SignIn.UNKNOWN);
    }

    List<MfaMethod> mfaMethods() {
        return secondFactor ? List.of(new MfaMethod("of the root user", "MFA device", Optional.empty())) : List.of();
    }
}
