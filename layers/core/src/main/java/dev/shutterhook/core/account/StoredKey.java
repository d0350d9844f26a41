package dev.shutterhook.core.account;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A key as its owner sees it: the key itself is nowhere.
 *
 * @param publicId the part that may be shown
 * @param account whose it is
 * @param label what its owner calls it
 * @param limits where they differ from the stack's
 * @param createdAt null for the bootstrap key, which nobody made here
 * @param revokedAt null where it is good
 */
public record StoredKey(
    String publicId,
    String account,
    Optional<String> label,
    KeyLimits limits,
    @Nullable Instant createdAt,
    @Nullable Instant revokedAt) {}
