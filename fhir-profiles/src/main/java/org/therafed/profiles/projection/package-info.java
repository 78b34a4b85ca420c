/**
 * Profiled resources to facts, and the rules that modules' endpoints pick. Pure functions, used
 * alike by gateway (aggregates) and registry (records).
 */
package org.therafed.profiles.projection;
