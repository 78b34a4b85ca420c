package org.therafed.profiles.profile;

/**
 * What people read as a profile's name.
 *
 * @param en in English
 * @param zh in Chinese
 */
public record Title(String en, String zh) {}
