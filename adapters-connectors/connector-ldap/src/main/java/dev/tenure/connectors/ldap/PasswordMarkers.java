package dev.tenure.connectors.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import dev.tenure.connector.spi.Evidence.Fact;
import java.util.ArrayList;
import java.util.List;

/** Whether two readings of an entry show that its password was changed in between. Pure. */
final class PasswordMarkers {

    /** How much the second reading shows. */
    enum Change {
        /** Something changed that changes with the password alone. */
        SHOWN,
        /** The entry changed, which is enough only if the directory confirmed the write. */
        ENTRY_CHANGED,
        /** Nothing changed. */
        NOT_SHOWN
    }

    private PasswordMarkers() {}

    /** Whether a change would be seen at all. */
    static boolean readable(DirectoryStyle style, Entry entry) {
        return !present(style.passwordMarkers(), entry).isEmpty()
                || !present(style.entryMarkers(), entry).isEmpty();
    }

    static Change between(DirectoryStyle style, Entry before, Entry after) {
        List<String> strong = new ArrayList<>(present(style.passwordMarkers(), before));
        strong.addAll(present(style.passwordMarkers(), after));
        if (!strong.isEmpty()) {
            // A marker of the password is there, so what else changed says nothing.
            if (!differ(strong, before, after).isEmpty()) {
                return Change.SHOWN;
            }
            // Unless it is a time in whole seconds, and the entry was changed again within that second.
            return isOfThisSecond(strong, after)
                            && !differ(style.entryMarkers(), before, after).isEmpty()
                    ? Change.ENTRY_CHANGED
                    : Change.NOT_SHOWN;
        }
        return differ(style.entryMarkers(), before, after).isEmpty() ? Change.NOT_SHOWN : Change.ENTRY_CHANGED;
    }

    private static boolean isOfThisSecond(List<String> markers, Entry after) {
        String modified = after.getAttributeValue("modifyTimestamp");
        return modified != null && markers.stream().allMatch(name -> modified.equals(after.getAttributeValue(name)));
    }

    /** What changed, for the evidence: times as they are, of a password's hash only that it changed. */
    static List<Fact> facts(DirectoryStyle style, Entry before, Entry after) {
        List<String> all = new ArrayList<>(style.passwordMarkers());
        all.addAll(style.entryMarkers());
        return differ(all, before, after).stream()
                .map(name -> Fact.plain(
                        "readBack." + name,
                        name.equals("userPassword") ? "changed" : shown(before, name) + " -> " + shown(after, name)))
                .toList();
    }

    private static String shown(Entry entry, String name) {
        String value = entry.getAttributeValue(name);
        return value == null ? "absent" : value;
    }

    private static List<String> present(List<String> names, Entry entry) {
        return names.stream().filter(entry::hasAttribute).toList();
    }

    private static List<String> differ(List<String> names, Entry before, Entry after) {
        return names.stream()
                .distinct()
                .filter(name -> changed(name, before, after))
                .toList();
    }

    private static boolean changed(String name, Entry before, Entry after) {
        Attribute old = before.getAttribute(name);
        Attribute now = after.getAttribute(name);
        // A marker that is no longer shown proves nothing.
        return now != null && (old == null || !old.equals(now));
    }
}
