package dev.tenure.connectors.ldap;

import com.unboundid.ldap.sdk.Entry;
import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.ObservedAccount;
import dev.tenure.connector.spi.SignIn;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How an entry is read as an account. Pure but for the time, at which accounts end by themselves. */
final class AccountShape {

    /** [MS-ADTS] 2.2.16: ADS_UF_ACCOUNTDISABLE. */
    static final long ACCOUNT_DISABLED = 0x2;

    /** [MS-ADTS] 2.2.16: ADS_UF_NORMAL_ACCOUNT. */
    static final long NORMAL_ACCOUNT = 0x200;

    /** RFC 2307, section 5.1: the day since 1970 on which a Unix account ends. */
    static final String SHADOW_EXPIRE = "shadowExpire";

    /** [MS-ADA1] 2.1: when the account ends by itself. */
    static final String ACCOUNT_EXPIRES = "accountExpires";

    /** draft-behera-ldap-password-policy, section 5.3.3: locked until an administrator unlocks. */
    static final String LOCKED_FOR_GOOD = "000001010000Z";

    /** What Active Directory writes where there is no such time: a password that has to be changed, an account nobody signed in to. */
    private static final Set<String> NO_MOMENT = Set.of("0", "-1");

    private static final long FILETIME_OF_1970 = 116_444_736_000_000_000L;
    private static final int LONGEST_VALUE = 4_096;

    /** In characters; people read it, and nothing is asked for by it. */
    private static final int LONGEST_NAME = 200;

    private final LdapSettings settings;
    private final NativeIds ids;
    private final InstantSource clock;

    AccountShape(LdapSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.ids = new NativeIds(settings.idAttribute());
    }

    /** The attributes to ask for when accounts are listed. */
    String[] listed() {
        Set<String> names = listedNames();
        if (settings.style().memberAttributes().contains("memberUid")) {
            names.add("uid");
        }
        return names.toArray(String[]::new);
    }

    /** The attributes to ask for when one account is read whole, before and after a change. */
    String[] whole() {
        Set<String> names = listedNames();
        names.addAll(settings.style().passwordMarkers());
        names.addAll(settings.style().entryMarkers());
        names.addAll(List.of("uid", "gidNumber", "objectSid", "primaryGroupID"));
        if (settings.style() == DirectoryStyle.ACTIVE_DIRECTORY) {
            names.add(KeyCredential.ATTRIBUTE);
        }
        return names.toArray(String[]::new);
    }

    private Set<String> listedNames() {
        Set<String> names = new LinkedHashSet<>();
        names.add(settings.idAttribute());
        names.add(settings.nameAttribute());
        names.addAll(settings.style().signInAttributes());
        names.addAll(settings.style().expiryAttributes());
        settings.disableAttribute().ifPresent(names::add);
        names.addAll(settings.style().lastSignInAttributes());
        names.addAll(settings.style().passwordSetAttributes());
        names.addAll(settings.attributes());
        return names;
    }

    ObservedAccount observed(Entry entry) {
        List<String> problems = new ArrayList<>();
        String id = ids.of(entry);
        if (NativeIds.isTooLong(id)) {
            problems.add(NativeIds.REMEDY);
        } else if (ids.stable(entry).isEmpty()) {
            problems.add(settings.idAttribute() + " cannot be read, so the account is known by its DN, which a rename"
                    + " changes: grant the right to read it, or set idAttribute");
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        for (String name : settings.attributes()) {
            text(entry, name, problems).ifPresent(value -> attributes.put(name, value));
        }
        SignIn signIn = signIn(entry);
        if (signIn == SignIn.UNKNOWN) {
            problems.add("it cannot be seen whether somebody can sign in: "
                    + (settings.canDisable()
                            ? "grant the right to read what blocks an account"
                            : "set disableAttribute"));
        }
        return new ObservedAccount(
                new AccountRef(id),
                cut(Optional.ofNullable(entry.getAttributeValue(settings.nameAttribute()))
                        .filter(name -> !name.isBlank())
                        .orElse(entry.getDN())),
                signIn,
                attributes,
                moment(entry, settings.style().lastSignInAttributes(), problems),
                moment(entry, settings.style().passwordSetAttributes(), problems),
                problems);
    }

    private static String cut(String name) {
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
    }

    /** Whether somebody can sign in: nobody blocked the account, and it did not end by itself. */
    SignIn signIn(Entry entry) {
        SignIn blocked = blocked(settings, entry);
        return blocked == SignIn.ENABLED && isExpired(entry) ? SignIn.DISABLED : blocked;
    }

    /** Whether the account came to its end; somebody who gives it a later one lets it in again. */
    boolean isExpired(Entry entry) {
        return expiryAttributes(settings).stream().anyMatch(name -> expiry(name, entry)
                .map(end -> !end.isAfter(clock.instant()))
                .orElse(false));
    }

    /** When an account ends by itself, as the style and its settings have it. */
    static List<String> expiryAttributes(LdapSettings settings) {
        boolean byDay = settings.style() == DirectoryStyle.GENERIC
                && settings.disableAttribute()
                        .filter(SHADOW_EXPIRE::equalsIgnoreCase)
                        .isPresent();
        return byDay ? List.of(SHADOW_EXPIRE) : settings.style().expiryAttributes();
    }

    private Optional<Instant> expiry(String name, Entry entry) {
        String value = entry.getAttributeValue(name);
        if (value == null) {
            return Optional.empty();
        }
        try {
            if (name.equals(SHADOW_EXPIRE)) {
                long day = Long.parseLong(value);
                boolean blocks = value.equals(settings.disableValue());
                return day < 0 || blocks ? Optional.empty() : Optional.of(Instant.EPOCH.plus(Duration.ofDays(day)));
            }
            if (settings.style() != DirectoryStyle.ACTIVE_DIRECTORY) {
                return Optional.of(GeneralizedTimes.instant(value));
            }
            long filetime = Long.parseLong(value);
            // [MS-ADA1] 2.1: both mean never.
            return filetime == 0 || filetime == Long.MAX_VALUE ? Optional.empty() : Optional.of(fromFiletime(filetime));
        } catch (ArithmeticException | DateTimeException | NumberFormatException | ParseException e) {
            return Optional.empty();
        }
    }

    /** Whether somebody blocked the account. */
    static SignIn blocked(LdapSettings settings, Entry entry) {
        return switch (settings.style()) {
            case ACTIVE_DIRECTORY -> {
                Long control = entry.getAttributeValueAsLong("userAccountControl");
                if (control == null) {
                    yield SignIn.UNKNOWN;
                }
                yield (control & ACCOUNT_DISABLED) != 0 ? SignIn.DISABLED : SignIn.ENABLED;
            }
            case DS_389 -> disabledIf("true".equalsIgnoreCase(entry.getAttributeValue("nsAccountLock")));
            // Another value is a lock that ends by itself.
            case OPENLDAP -> disabledIf(LOCKED_FOR_GOOD.equals(entry.getAttributeValue("pwdAccountLockedTime")));
            case GENERIC ->
                settings.disableAttribute()
                        .map(name -> disabledIf(entry.hasAttributeValue(name, settings.disableValue())))
                        .orElse(SignIn.UNKNOWN);
        };
    }

    private static SignIn disabledIf(boolean disabled) {
        return disabled ? SignIn.DISABLED : SignIn.ENABLED;
    }

    private Optional<String> text(Entry entry, String name, List<String> problems) {
        byte[] value = entry.getAttributeValueBytes(name);
        if (value == null) {
            return Optional.empty();
        }
        if (name.equalsIgnoreCase("objectGUID")) {
            return new NativeIds(name).stable(entry);
        }
        if (value.length > LONGEST_VALUE) {
            problems.add(name + " is longer than " + LONGEST_VALUE + " bytes and was left out");
            return Optional.empty();
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString());
        } catch (CharacterCodingException e) {
            problems.add(name + " is not text and was left out: take it out of attributes");
            return Optional.empty();
        }
    }

    private Optional<Instant> moment(Entry entry, List<String> names, List<String> problems) {
        for (String name : names) {
            String value = entry.getAttributeValue(name);
            if (value == null || NO_MOMENT.contains(value)) {
                continue;
            }
            try {
                return Optional.of(
                        settings.style() == DirectoryStyle.ACTIVE_DIRECTORY
                                ? fromFiletime(Long.parseLong(value))
                                : GeneralizedTimes.instant(value));
            } catch (NumberFormatException | ParseException e) {
                problems.add(name + " is not a time");
            }
        }
        return Optional.empty();
    }

    /** The other way. */
    static long toFiletime(Instant instant) {
        return FILETIME_OF_1970 + instant.getEpochSecond() * 10_000_000L + instant.getNano() / 100;
    }

    /** [MS-DTYP] 2.3.3: tenths of a microsecond since 1601. */
    static Instant fromFiletime(long filetime) {
        long since1970 = filetime - FILETIME_OF_1970;
        return Instant.ofEpochSecond(
                Math.floorDiv(since1970, 10_000_000L), Math.floorMod(since1970, 10_000_000L) * 100);
    }
}
