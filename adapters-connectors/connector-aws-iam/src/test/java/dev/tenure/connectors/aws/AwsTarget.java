package dev.tenure.connectors.aws;

import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.ActivityEvent;
import dev.tenure.connector.spi.ConnectorConfiguration;
import dev.tenure.connector.spi.ConnectorFactory;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.Secret;
import dev.tenure.connectors.aws.targets.Done;
import dev.tenure.connectors.aws.targets.EmbeddedAws;
import dev.tenure.connectors.aws.targets.Faults;
import dev.tenure.connectors.testkit.Failure;
import dev.tenure.connectors.testkit.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An account in memory as the kit's. */
final class AwsTarget implements Target {

    /** What the kit's entitlements are. */
    enum Entitled {
        BY_GROUP,
        BY_POLICY
    }

    private static final Pattern STANDS_FOR = Pattern.compile("\"aws:PrincipalArn\":\"([^\"]+)\"");

    private final EmbeddedAws aws = EmbeddedAws.start();
    private final AtomicInteger count = new AtomicInteger();
    private final Entitled entitled;
    private final String[] more;

    AwsTarget(Entitled entitled, String... more) {
        this.entitled = entitled;
        this.more = more;
        // A trail has files of every day.
        for (int days = 0; days < 2; days++) {
            aws.deliverNothing("AWSLogs/", "us-east-1", Instant.now().minus(Duration.ofDays(days)));
        }
    }

    @Override
    public ConnectorFactory factory() {
        return new AwsIamConnectorFactory();
    }

    @Override
    public ConnectorConfiguration configuration() {
        return Targets.configuration(aws, more);
    }

    @Override
    public int pageSize() {
        return 20;
    }

    @Override
    public String keyAttribute() {
        return "tag:employee";
    }

    @Override
    public boolean accepts(String key) {
        return key.matches("[\\p{L}\\p{Z}\\p{N}_.:/=+@-]{1,256}");
    }

    @Override
    public AccountRef seedAccount(String key, String password) {
        String name = key.matches("[\\w+=,.@-]{1,60}") ? key : "user-" + count.incrementAndGet();
        String id = aws.addUser(name, "/staff/", Map.of("employee", key));
        aws.setPassword(id, Optional.of(password));
        return new AccountRef(id);
    }

    @Override
    public void setEnabled(AccountRef account, boolean enabled) {
        if (enabled) {
            aws.removeInline(account.nativeId(), "TenureBlocked");
            return;
        }
        aws.putInline(
                account.nativeId(),
                "TenureBlocked",
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}]}");
        aws.activeKeysOf(account.nativeId()).forEach(key -> aws.switchOff(account.nativeId(), key));
        aws.setPassword(account.nativeId(), Optional.empty());
    }

    @Override
    public void removeAccount(AccountRef account) {
        aws.removeUser(account.nativeId());
    }

    @Override
    public EntitlementRef seedEntitlement(String name) {
        return new EntitlementRef(
                switch (entitled) {
                    case BY_GROUP -> aws.addGroup(name, "/teams/");
                    case BY_POLICY -> aws.addPolicy(name);
                });
    }

    @Override
    public void seedMembership(EntitlementRef entitlement, AccountRef account) {
        switch (entitled) {
            case BY_GROUP -> aws.addMember(entitlement.nativeId(), account.nativeId());
            case BY_POLICY -> aws.attachToUser(account.nativeId(), entitlement.nativeId());
        }
    }

    @Override
    public boolean seedNesting(EntitlementRef outer, EntitlementRef inner) {
        return false;
    }

    @Override
    public boolean seedUnresolvable(EntitlementRef entitlement) {
        return false;
    }

    @Override
    public Optional<EntitlementRef> seedDynamic(AccountRef account) {
        String name = aws.nameOf(account.nativeId());
        return Optional.of(new EntitlementRef(aws.addRole(
                "role-of-" + account.nativeId(),
                "/",
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"
                        + "\"arn:aws:iam::" + EmbeddedAws.ACCOUNT + ":user/staff/" + name
                        + "\"},\"Action\":\"sts:AssumeRole\"}]}")));
    }

    @Override
    public boolean isEnabled(AccountRef account) {
        String id = account.nativeId();
        return aws.exists(id)
                && !(aws.isDenied(id)
                        && aws.activeKeysOf(id).isEmpty()
                        && aws.passwordOf(id).isEmpty());
    }

    @Override
    public boolean acceptsPassword(AccountRef account, String password) {
        return secretOf(account).equals(Optional.of(password));
    }

    @Override
    public Optional<String> secretOf(AccountRef account) {
        return exists(account) ? aws.passwordOf(account.nativeId()) : Optional.empty();
    }

    // Users are made, changed and deleted

    @Override
    public Map<String, String> newAccountAttributes(String key) {
        return Map.of("UserName", "made-" + count.incrementAndGet(), "Path", "/staff/");
    }

    @Override
    public Set<AccountRef> accountsWith(String key) {
        return aws.usersWith("employee", key).stream().map(AccountRef::new).collect(Collectors.toSet());
    }

    @Override
    public boolean exists(AccountRef account) {
        return aws.exists(account.nativeId());
    }

    @Override
    public void makeDeletable(AccountRef account) {
        setEnabled(account, false);
        aws.putInline(
                account.nativeId(),
                "TenureSessionsEnded",
                Denial.olderThan(Instant.now().minus(Duration.ofHours(37))));
    }

    @Override
    public String changeableAttribute() {
        return "tag:team";
    }

    @Override
    public Optional<String> changeableValueOf(AccountRef account) {
        return Optional.ofNullable(aws.tagsOf(account.nativeId()).get("team"));
    }

    @Override
    public Set<EntitlementRef> membershipsOf(AccountRef account) {
        Map<String, String> inline = aws.inlineOf(account.nativeId());
        inline.keySet().removeAll(Set.of("TenureBlocked", "TenureSessionsEnded"));
        return Stream.of(
                        aws.groupsOf(account.nativeId()).stream(),
                        aws.attachedTo(account.nativeId()).stream(),
                        inline.entrySet().stream().map(one -> standsFor(one.getValue())
                                .orElse("inline:" + account.nativeId() + ":" + one.getKey())))
                .flatMap(ids -> ids)
                .map(EntitlementRef::new)
                .collect(Collectors.toSet());
    }

    private static Optional<String> standsFor(String inline) {
        Matcher matcher = STANDS_FOR.matcher(inline);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    @Override
    public String seed(Holding holding, AccountRef account) {
        String id = account.nativeId();
        return switch (holding) {
            case SESSION -> aws.addSession(id, Instant.now().minusSeconds(60));
            case CREDENTIAL ->
                switch (count.incrementAndGet() % 4) {
                    case 0 -> aws.addAccessKey(id);
                    case 1 -> aws.addCertificate(id);
                    case 2 -> aws.addSshKey(id);
                    default -> aws.addServiceCredential(id);
                };
            case MFA_METHOD -> count.incrementAndGet() % 2 == 0 ? aws.addVirtualDevice(id) : aws.addHardwareDevice(id);
            case OWNED -> throw new AssertionError("users of AWS own nothing that is handed over");
        };
    }

    @Override
    public Set<String> held(Holding holding, AccountRef account) {
        return switch (holding) {
            case SESSION -> aws.sessionsOf(account.nativeId());
            case CREDENTIAL -> aws.credentialsOf(account.nativeId());
            case MFA_METHOD -> aws.devicesOf(account.nativeId());
            case OWNED -> Set.of();
        };
    }

    @Override
    public String seedCredential(AccountRef account) {
        return aws.addAccessKey(account.nativeId());
    }

    @Override
    public void setCredentialOn(AccountRef account, String credential, boolean on) {
        aws.switchTo(account.nativeId(), credential, on);
    }

    @Override
    public boolean isCredentialOn(AccountRef account, String credential) {
        return aws.activeKeysOf(account.nativeId()).contains(credential);
    }

    @Override
    public boolean acceptsKept(AccountRef account, Secret kept) {
        return aws.secretsOf(account.nativeId()).entrySet().stream().anyMatch(key -> kept.reveal()
                .equals("{\"Version\":1,\"AccessKeyId\":\"" + key.getKey() + "\",\"SecretAccessKey\":\""
                        + key.getValue() + "\"}\n"));
    }

    @Override
    public String seedActivity(AccountRef account, Instant at, ActivityEvent.What what) {
        String user = account.nativeId();
        String id =
                switch (what) {
                    case ActivityEvent.What.SignedIn s -> aws.signedIn(user, at);
                    case ActivityEvent.What.SignInFailed s -> aws.failedToSignIn(user, at);
                    case ActivityEvent.What.Called c ->
                        aws.did(
                                user,
                                c.succeeded()
                                        ? Done.call(c.action(), at)
                                        : Done.call(c.action(), at).refused());
                };
        aws.deliverTrail("AWSLogs/");
        return id;
    }

    @Override
    public int writes() {
        return aws.effects().size();
    }

    @Override
    public void failNext(Failure failure) {
        aws.faults().failNext(1, mode(failure));
    }

    @Override
    public int fired(Failure failure) {
        return aws.faults().fired(mode(failure));
    }

    private static Faults.Mode mode(Failure failure) {
        return switch (failure) {
            case REFUSES_WRITE -> Faults.Mode.REFUSE_WRITE;
            case BUSY_ON_WRITE -> Faults.Mode.THROTTLE_WRITE;
            case LOSES_WRITE -> Faults.Mode.DROP_BEFORE_WRITE;
            case LOSES_REPLY -> Faults.Mode.DROP_AFTER_WRITE;
            case LIES -> Faults.Mode.LIE;
            case LOSES_READ -> Faults.Mode.DROP_ON_READ;
            case HANGS_ON_READ -> Faults.Mode.HANG_ON_READ;
            case HANGS_ON_WRITE -> Faults.Mode.HANG_ON_WRITE;
        };
    }

    @Override
    public void goDown() {
        aws.goDown();
    }

    @Override
    public void comeBack() {
        aws.comeBack();
    }

    @Override
    public void close() {
        aws.close();
    }
}
