package dev.tenure.connectors.ldap.directories;

import java.util.ArrayList;
import java.util.List;

/** Every write by a client that took effect, in order. What an administrator seeds is not in it. */
final class EffectLedger {

    private final List<Effect> effects = new ArrayList<>();

    synchronized void add(Effect effect) {
        effects.add(effect);
    }

    synchronized List<Effect> all() {
        return List.copyOf(effects);
    }
}
