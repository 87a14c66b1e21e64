@NullMarked
package dev.tenure.examples.htpasswd;

import org.jspecify.annotations.NullMarked;
