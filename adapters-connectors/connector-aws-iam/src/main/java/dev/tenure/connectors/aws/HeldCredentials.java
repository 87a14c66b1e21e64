package dev.tenure.connectors.aws;

import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.Credential;
import dev.tenure.connector.spi.Evidence.Fact;
import dev.tenure.connector.spi.MfaMethod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.MFADevice;
import software.amazon.awssdk.services.iam.model.SSHPublicKeyMetadata;
import software.amazon.awssdk.services.iam.model.ServiceSpecificCredentialMetadata;
import software.amazon.awssdk.services.iam.model.SigningCertificate;
import software.amazon.awssdk.services.iam.model.StatusType;

/** What users sign in with beside the password, and their MFA devices: listed and taken away. */
final class HeldCredentials {

    private final Calls calls;
    private final Blocking blocking;
    private final int pageSize;

    HeldCredentials(Calls calls, Blocking blocking, AwsSettings settings) {
        this.calls = calls;
        this.blocking = blocking;
        this.pageSize = settings.pageSize();
    }

    /** One of them. */
    private sealed interface Held {

        /** An access key. */
        record AccessKey(String id, boolean active, Optional<Instant> created) implements Held {}

        /** An X.509 certificate that requests can be signed with. */
        record Certificate(String id, Optional<Instant> created) implements Held {}

        /** A public key for CodeCommit. */
        record SshKey(String id, Optional<Instant> created) implements Held {}

        /** A name and password, or a key, for one service. */
        record Specific(String id, Optional<Instant> created) implements Held {}
    }

    // Reading

    List<Credential> credentials(AwsUser user) throws Trouble {
        List<Credential> credentials = new ArrayList<>();
        for (Held held : Clearing.whole(parts(user)).values()) {
            credentials.add(
                    switch (held) {
                        case Held.AccessKey key ->
                            new Credential(
                                    key.id(),
                                    key.active() ? "access key" : "access key (switched off)",
                                    key.created(),
                                    lastUsed(key.id()));
                        case Held.Certificate certificate ->
                            new Credential(
                                    certificate.id(), "signing certificate", certificate.created(), Optional.empty());
                        case Held.SshKey key ->
                            new Credential(key.id(), "SSH public key", key.created(), Optional.empty());
                        case Held.Specific credential ->
                            new Credential(
                                    credential.id(),
                                    "service-specific credential",
                                    credential.created(),
                                    Optional.empty());
                    });
        }
        return credentials;
    }

    private List<Clearing.Listing<Held>> parts(AwsUser user) {
        return List.of(
                () -> accessKeys(user), () -> certificates(user), () -> sshKeys(user), () -> specificCredentials(user));
    }

    private Map<String, Held> accessKeys(AwsUser user) throws Trouble {
        Map<String, Held> held = new LinkedHashMap<>();
        for (AccessKeyMetadata key : blocking.keys(user)) {
            held.put(
                    Calls.told(key.accessKeyId()),
                    new Held.AccessKey(
                            key.accessKeyId(),
                            key.status() != StatusType.INACTIVE,
                            Optional.ofNullable(key.createDate())));
        }
        return held;
    }

    private Map<String, Held> certificates(AwsUser user) throws Trouble {
        Map<String, Held> held = new LinkedHashMap<>();
        for (SigningCertificate certificate : calls.all(Action.LIST_SIGNING_CERTIFICATES, (client, marker) -> {
            var page = client.listSigningCertificates(
                    asked -> asked.userName(user.name()).marker(marker).maxItems(pageSize));
            return Calls.Page.of(page.certificates(), page.isTruncated(), page.marker());
        })) {
            held.put(
                    Calls.told(certificate.certificateId()),
                    new Held.Certificate(certificate.certificateId(), Optional.ofNullable(certificate.uploadDate())));
        }
        return held;
    }

    private Map<String, Held> sshKeys(AwsUser user) throws Trouble {
        Map<String, Held> held = new LinkedHashMap<>();
        for (SSHPublicKeyMetadata key : calls.all(Action.LIST_SSH_PUBLIC_KEYS, (client, marker) -> {
            var page = client.listSSHPublicKeys(
                    asked -> asked.userName(user.name()).marker(marker).maxItems(pageSize));
            return Calls.Page.of(page.sshPublicKeys(), page.isTruncated(), page.marker());
        })) {
            held.put(
                    Calls.told(key.sshPublicKeyId()),
                    new Held.SshKey(key.sshPublicKeyId(), Optional.ofNullable(key.uploadDate())));
        }
        return held;
    }

    private Map<String, Held> specificCredentials(AwsUser user) throws Trouble {
        Map<String, Held> held = new LinkedHashMap<>();
        for (ServiceSpecificCredentialMetadata one :
                calls.all(Action.LIST_SERVICE_SPECIFIC_CREDENTIALS, (client, marker) -> {
                    var page = client.listServiceSpecificCredentials(
                            asked -> asked.userName(user.name()).marker(marker).maxItems(pageSize));
                    return Calls.Page.of(page.serviceSpecificCredentials(), page.isTruncated(), page.marker());
                })) {
            held.put(
                    Calls.told(one.serviceSpecificCredentialId()),
                    new Held.Specific(one.serviceSpecificCredentialId(), Optional.ofNullable(one.createDate())));
        }
        return held;
    }

    /** Empty where it never was, or AWS does not tell: a key that went meanwhile is refused like one of somebody else. */
    Optional<Instant> lastUsed(String key) throws Trouble {
        return calls.findIfAllowed(
                        Action.GET_ACCESS_KEY_LAST_USED,
                        client -> client.getAccessKeyLastUsed(asked -> asked.accessKeyId(key)))
                .flatMap(answer -> Optional.ofNullable(answer.accessKeyLastUsed()))
                .flatMap(used -> Optional.ofNullable(used.lastUsedDate()));
    }

    List<MfaMethod> mfaMethods(AwsUser user) throws Trouble {
        return devices(user).values().stream()
                .map(device -> new MfaMethod(
                        device.serialNumber(), kind(device.serialNumber()), Optional.ofNullable(device.enableDate())))
                .toList();
    }

    private Map<String, MFADevice> devices(AwsUser user) throws Trouble {
        Map<String, MFADevice> devices = new LinkedHashMap<>();
        for (MFADevice device : calls.all(Action.LIST_MFA_DEVICES, (client, marker) -> {
            var page = client.listMFADevices(
                    asked -> asked.userName(user.name()).marker(marker).maxItems(pageSize));
            return Calls.Page.of(page.mfaDevices(), page.isTruncated(), page.marker());
        })) {
            devices.put(Calls.told(device.serialNumber()), device);
        }
        return devices;
    }

    private static boolean isVirtual(String serial) {
        return serial.startsWith("arn:") && serial.contains(":mfa/");
    }

    private static String kind(String serial) {
        if (isVirtual(serial)) {
            return "virtual MFA device";
        }
        return serial.startsWith("arn:") && serial.contains(":u2f/") ? "security key" : "hardware MFA device";
    }

    // Taking away

    ChangeOutcome revoke(AwsUser user) throws Trouble {
        return revoke(user, parts(user));
    }

    /** Takes one of them away. */
    ChangeOutcome revoke(AwsUser user, String id) throws Trouble {
        List<Clearing.Listing<Held>> parts = new ArrayList<>();
        for (Clearing.Listing<Held> part : parts(user)) {
            parts.add(() -> {
                Map<String, Held> one = new LinkedHashMap<>(part.now());
                one.keySet().retainAll(Set.of(id));
                return one;
            });
        }
        return revoke(user, parts);
    }

    /** Whether the user has one of this id. */
    boolean holds(AwsUser user, String id) throws Trouble {
        return Clearing.whole(parts(user)).containsKey(id);
    }

    private ChangeOutcome revoke(AwsUser user, List<Clearing.Listing<Held>> parts) throws Trouble {
        return new Clearing<Held>(
                        "credentials", parts, (held, notes) -> delete(user, held, notes), (id, held) -> switch (held) {
                            case Held.AccessKey key -> Fact.plain("removed.accessKey", id);
                            case Held.Certificate certificate -> Fact.plain("removed.signingCertificate", id);
                            case Held.SshKey key -> Fact.plain("removed.sshPublicKey", id);
                            case Held.Specific credential -> Fact.plain("removed.serviceSpecificCredential", id);
                        })
                .run(user);
    }

    private WriteAnswer delete(AwsUser user, Held held, List<Fact> notes) {
        return switch (held) {
            case Held.AccessKey key -> deleteKey(user, key, notes);
            case Held.Certificate certificate ->
                calls.write(
                        Action.DELETE_SIGNING_CERTIFICATE,
                        client -> client.deleteSigningCertificate(
                                asked -> asked.userName(user.name()).certificateId(certificate.id())));
            case Held.SshKey key ->
                calls.write(
                        Action.DELETE_SSH_PUBLIC_KEY,
                        client -> client.deleteSSHPublicKey(
                                asked -> asked.userName(user.name()).sshPublicKeyId(key.id())));
            case Held.Specific credential ->
                calls.write(
                        Action.DELETE_SERVICE_SPECIFIC_CREDENTIAL,
                        client -> client.deleteServiceSpecificCredential(
                                asked -> asked.userName(user.name()).serviceSpecificCredentialId(credential.id())));
        };
    }

    /** Where the account was blocked before, the key is switched off already. One that cannot be deleted is so at least. */
    private WriteAnswer deleteKey(AwsUser user, Held.AccessKey key, List<Fact> notes) {
        WriteAnswer answer = delete(user, key.id());
        if (answer instanceof WriteAnswer.Refused
                && key.active()
                && blocking.switchOff(user, key.id()) instanceof WriteAnswer.Done) {
            notes.add(Fact.plain("switchedOff.accessKey", key.id()));
        }
        return answer;
    }

    /** Deletes an access key. */
    WriteAnswer delete(AwsUser user, String accessKey) {
        return calls.write(
                Action.DELETE_ACCESS_KEY,
                client -> client.deleteAccessKey(
                        asked -> asked.userName(user.name()).accessKeyId(accessKey)));
    }

    ChangeOutcome clearMfa(AwsUser user) throws Trouble {
        return new Clearing<MFADevice>(
                        "mfaMethods",
                        List.of(() -> devices(user)),
                        (device, notes) -> remove(user, device.serialNumber(), notes),
                        // A virtual device's number tells whose it was.
                        (id, device) -> Fact.personal("removed." + kind(id).replace(' ', '-'), id))
                .run(user);
    }

    /** A virtual device is of no use to anybody once it is nobody's; another could still be enrolled with it. */
    private WriteAnswer remove(AwsUser user, String serial, List<Fact> notes) {
        WriteAnswer answer = calls.write(
                Action.DEACTIVATE_MFA_DEVICE,
                client -> client.deactivateMFADevice(
                        asked -> asked.userName(user.name()).serialNumber(serial)));
        if (isVirtual(serial) && answer.wasSent()) {
            WriteAnswer deleted = calls.write(
                    Action.DELETE_VIRTUAL_MFA_DEVICE,
                    client -> client.deleteVirtualMFADevice(asked -> asked.serialNumber(serial)));
            if (!(deleted instanceof WriteAnswer.Done)) {
                notes.add(Fact.personal("left.virtualDevice", serial));
            }
        }
        return answer;
    }
}
