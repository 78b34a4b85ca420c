/**
 * What a registry hands to its gateways: therapy modules, code tables, tariffs and policies as
 * signed, versioned packages. Bytes in, bytes out; who fetches and keeps them is the applications'.
 */
package org.therafed.profiles.distribution;
