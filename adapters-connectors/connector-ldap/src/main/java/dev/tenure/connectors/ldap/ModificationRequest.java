package dev.tenure.connectors.ldap;

import com.unboundid.ldap.sdk.Modification;
import java.util.List;

/**
 * What is to be written to one entry.
 *
 * @param dn the entry
 * @param modifications done by the directory all or not at all
 */
record ModificationRequest(String dn, List<Modification> modifications) {

    ModificationRequest {
        modifications = List.copyOf(modifications);
    }

    @Override
    public String toString() {
        return "ModificationRequest[" + modifications.size() + " modifications]";
    }
}
