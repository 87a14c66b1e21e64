package dev.tenure.examples.htpasswd;

import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.ConnectorConfiguration;
import dev.tenure.connector.spi.ConnectorFactory;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connectors.testkit.Failure;
import dev.tenure.connectors.testkit.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The two files as the kit's target. It reads and writes them as an administrator with an editor would, and with none of the
 * connector's code: a target that asks the connector would believe its mistakes.
 */
final class HtpasswdTarget implements Target {

    private final Path folder;
    private final Path users;
    private final Path groups;
    private final FailingStorage.Plan plan = new FailingStorage.Plan();

    HtpasswdTarget() {
        try {
            folder = Files.createTempDirectory("htpasswd");
            users = Files.writeString(folder.resolve("users"), "# who may come in\n");
            groups = Files.writeString(folder.resolve("groups"), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ConnectorFactory factory() {
        return new HtpasswdConnectorFactory(
                (first, second) -> new FailingStorage(new LockedFiles(first, second), plan));
    }

    @Override
    public ConnectorConfiguration configuration() {
        return new ConnectorConfiguration(
                Map.of("users", users.toString(), "groups", groups.toString(), "pageSize", "20"), Map.of());
    }

    @Override
    public int pageSize() {
        return 20;
    }

    @Override
    public String keyAttribute() {
        return "name";
    }

    @Override
    public boolean accepts(String key) {
        return key.matches("[^:#\\s\\p{Cntrl}][^:\\s\\p{Cntrl}]*") && key.length() < 80;
    }

    // The files, as an editor sees them

    private static synchronized List<String> lines(Path file) {
        try {
            return new ArrayList<>(Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static synchronized void edit(Path file, UnaryOperator<List<String>> edit) {
        try {
            Files.write(file, edit.apply(lines(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void append(Path file, String line) {
        edit(file, lines -> {
            lines.add(line);
            return lines;
        });
    }

    private static void replaceEach(Path file, String name, UnaryOperator<String> behindColon) {
        edit(file, lines -> {
            lines.replaceAll(line -> line.startsWith(name + ":")
                    ? name + ":" + behindColon.apply(line.substring(name.length() + 1))
                    : line);
            return lines;
        });
    }

    private List<String> hashes(String name) {
        return lines(users).stream()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1))
                .toList();
    }

    private static String sha(String password) {
        try {
            return "{SHA}"
                    + Base64.getEncoder()
                            .encodeToString(MessageDigest.getInstance("SHA-1")
                                    .digest(password.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    // What the kit asks for

    @Override
    public AccountRef seedAccount(String key, String password) {
        append(users, key + ":" + sha(password));
        return new AccountRef(key);
    }

    @Override
    public void setEnabled(AccountRef account, boolean enabled) {
        replaceEach(users, account.nativeId(), hash -> (enabled ? "" : "!") + hash.replaceFirst("^!", ""));
    }

    @Override
    public void removeAccount(AccountRef account) {
        edit(users, lines -> {
            lines.removeIf(line -> line.startsWith(account.nativeId() + ":"));
            return lines;
        });
        edit(groups, lines -> {
            lines.replaceAll(line ->
                    (line + " ").replace(" " + account.nativeId() + " ", " ").stripTrailing());
            return lines;
        });
    }

    @Override
    public EntitlementRef seedEntitlement(String name) {
        append(groups, name + ":");
        return new EntitlementRef(name);
    }

    @Override
    public void seedMembership(EntitlementRef entitlement, AccountRef account) {
        replaceEach(groups, entitlement.nativeId(), members -> members + " " + account.nativeId());
    }

    @Override
    public boolean seedNesting(EntitlementRef outer, EntitlementRef inner) {
        return false;
    }

    @Override
    public boolean seedUnresolvable(EntitlementRef entitlement) {
        replaceEach(groups, entitlement.nativeId(), members -> members + " nobody-of-this-name");
        return true;
    }

    @Override
    public boolean isEnabled(AccountRef account) {
        return hashes(account.nativeId()).stream().anyMatch(hash -> !hash.startsWith("!"));
    }

    @Override
    public boolean acceptsPassword(AccountRef account, String password) {
        return hashes(account.nativeId()).stream()
                .anyMatch(hash -> hash.replaceFirst("^!", "").equals(sha(password)));
    }

    /** The file knows no password; what may not be spoken is the hash. */
    @Override
    public Optional<String> secretOf(AccountRef account) {
        return hashes(account.nativeId()).stream().findFirst().map(hash -> hash.replaceFirst("^!", ""));
    }

    @Override
    public Set<EntitlementRef> membershipsOf(AccountRef account) {
        Set<EntitlementRef> found = new HashSet<>();
        for (String line : lines(groups)) {
            int colon = line.indexOf(':');
            if (Arrays.asList(line.substring(colon + 1).split(" ")).contains(account.nativeId())) {
                found.add(new EntitlementRef(line.substring(0, colon)));
            }
        }
        return found;
    }

    @Override
    public Set<AccountRef> accountsWith(String key) {
        return hashes(key).isEmpty() ? Set.of() : Set.of(new AccountRef(key));
    }

    @Override
    public boolean exists(AccountRef account) {
        return !hashes(account.nativeId()).isEmpty();
    }

    @Override
    public int writes() {
        return plan.written.get();
    }

    @Override
    public void failNext(Failure failure) {
        plan.failNext(failure);
    }

    @Override
    public int fired(Failure failure) {
        return plan.fired(failure);
    }

    /** As a disk that is no longer mounted: the files are not there. */
    @Override
    public void goDown() {
        move(users, folder.resolve("users-away"));
    }

    @Override
    public void comeBack() {
        move(folder.resolve("users-away"), users);
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        plan.close();
        try (Stream<Path> files = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
