package dev.tenure.domain.push;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A value of a resource's attribute. Two are equal where they say the same. */
public sealed interface PushedValue {

    /** A text; moments, addresses and binary values are texts too. */
    record Text(String text) implements PushedValue {}

    /** A yes or no. */
    record Flag(boolean flag) implements PushedValue {}

    /** Several values in the order that the client gave. */
    record Many(List<PushedValue> values) implements PushedValue {
        public Many {
            values = List.copyOf(values);
        }
    }

    /** Attributes by their names as the schema writes them. What has no value is not there. */
    record Complex(SortedMap<String, PushedValue> attributes) implements PushedValue {
        public Complex {
            attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
        }

        /** Attributes by name. */
        public static Complex of(Map<String, PushedValue> attributes) {
            return new Complex(new TreeMap<>(attributes));
        }

        /** The value at a path of names through complex values, if there is one. */
        public Optional<PushedValue> at(String... path) {
            PushedValue value = this;
            for (String name : path) {
                if (!(value instanceof Complex complex) || !complex.attributes.containsKey(name)) {
                    return Optional.empty();
                }
                value = complex.attributes.get(name);
            }
            return Optional.of(value);
        }

        /** The text at a path; empty where there is none, or only blanks. */
        public Optional<String> text(String... path) {
            return at(path).filter(Text.class::isInstance)
                    .map(value -> ((Text) value).text().strip())
                    .filter(text -> !text.isEmpty());
        }

        /** The yes or no at a path. */
        public Optional<Boolean> flag(String... path) {
            return at(path).filter(Flag.class::isInstance).map(value -> ((Flag) value).flag());
        }

        /** The complex values of a multi-valued attribute. */
        public List<Complex> many(String... path) {
            return at(path).filter(Many.class::isInstance).stream()
                    .flatMap(value -> ((Many) value).values().stream())
                    .filter(Complex.class::isInstance)
                    .map(Complex.class::cast)
                    .toList();
        }
    }
}
