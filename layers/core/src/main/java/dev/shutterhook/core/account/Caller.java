package dev.shutterhook.core.account;

/**
 * Who sent a request.
 *
 * @param account whose captures are shown and made
 * @param key the public id of the key that it carried
 * @param capturesPerMonth what that key may; 0 for no bound
 * @param requestsPerSecond what that key may
 */
public record Caller(String account, String key, long capturesPerMonth, int requestsPerSecond) {}
