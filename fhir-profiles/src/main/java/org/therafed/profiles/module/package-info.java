/** Therapies as data: one YAML file a therapy, checked at load; no class knows a therapy. */
package org.therafed.profiles.module;
